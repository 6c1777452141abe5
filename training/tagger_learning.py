"""How the tagger and its teacher learn: batches, what is minimised, passes that can be taken up again, and a trained network's
opinion of paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from sayso.detect.features import Paragraph, Vocabulary, rows
from sayso.detect.tagger import FORBIDDEN, LABELS, LEAST_SPEAKER, spans_of
from sayso.words import word_table
from tagger_data import NOBODY, TO_CUE, TO_SOURCE, Example, Link, Opinion
from tagger_network import Labeller, Tagger, Teacher

SEED = 1
MOST_PIECES = 512  # that MiniLM can read
WARM_STEPS = 200  # while the rate of learning rises; at most a tenth of all steps
LEAST_RATE = 0.01  # of the highest rate, at the end
Reading = Callable[[Sequence[int]], tuple[Tensor, Tensor]]
"""States and scores for the labels of some paragraphs, by their numbers; filled up to the longest."""


# ── paragraphs as numbers ──


def rows_of(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[NDArray[np.int32]]:
    """The columns that tagger_network.Tagger reads."""
    known, _ = word_table()
    made = []
    for paragraph in paragraphs:
        static = np.array([known.get(word, -1) + 1 for word in paragraph.words])
        columns = (rows(paragraph, vocabulary), paragraph.marks, static[:, None], static[paragraph.heads][:, None])
        made.append(np.concatenate(columns, axis=1).astype(np.int32))
    return made


def pieces_of(paragraph: Paragraph, tokenizer: Tokenizer) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The paragraph's word pieces, and which is the first piece of each word; a word without any has the one before it."""
    encoded = tokenizer.encode(paragraph.words, is_pretokenized=True)
    first = np.full(len(paragraph.words), -1)
    for piece, word in reversed(list(enumerate(encoded.word_ids))):
        if word is not None:
            first[word] = piece
    ids = np.array(encoded.ids[:MOST_PIECES], dtype=np.int32)
    return ids, np.clip(np.maximum.accumulate(first), 0, len(ids) - 1).astype(np.int32)


def padded(arrays: Sequence[NDArray[Any]]) -> Tensor:
    """Shape (arrays, longest, …), noughts behind the shorter ones; whole numbers as int64."""
    kind = np.int64 if arrays[0].dtype.kind == "i" else np.float32
    filled = np.zeros((len(arrays), max(map(len, arrays)), *arrays[0].shape[1:]), dtype=kind)
    for row, array in zip(filled, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(filled)


def present(arrays: Sequence[NDArray[Any]]) -> Tensor:
    return padded([np.ones(len(array), dtype=np.int64) for array in arrays]).bool()


def reading_of_tagger(network: Tagger, paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Reading:
    shown = rows_of(paragraphs, vocabulary)

    def read(numbers: Sequence[int]) -> tuple[Tensor, Tensor]:
        chosen = [shown[k] for k in numbers]
        hidden, scores = network(padded(chosen), [len(part) for part in chosen])
        return hidden, scores

    return read


def reading_of_teacher(network: Teacher, paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, tokenizer: Tokenizer) -> Reading:
    shown = rows_of(paragraphs, vocabulary)
    pieces = [pieces_of(paragraph, tokenizer) for paragraph in paragraphs]

    def read(numbers: Sequence[int]) -> tuple[Tensor, Tensor]:
        chosen, ids, first = [shown[k] for k in numbers], [pieces[k][0] for k in numbers], [pieces[k][1] for k in numbers]
        hidden, scores = network(padded(chosen), [len(part) for part in chosen], padded(ids), present(ids), padded(first))
        return hidden, scores

    return read


# ── learning ──


def batches(sizes: Sequence[int], numbers: Sequence[int], words: int, pool: int, chance: np.random.Generator) -> list[list[int]]:
    """Some paragraphs in random batches of at most `words` words, filled up; alike in length within each `pool` paragraphs."""
    mixed = chance.permutation(np.array(numbers, dtype=np.int64)).tolist()
    made: list[list[int]] = []
    for begin in range(0, len(mixed), pool):
        batch: list[int] = []
        for k in sorted(mixed[begin : begin + pool], key=lambda k: sizes[k]):
            if batch and sizes[k] * (len(batch) + 1) > words:
                made.append(batch)
                batch = []
            batch.append(k)
        made.append(batch)
    return [made[k] for k in chance.permutation(len(made))]


class Shares(NamedTuple):
    """Of links and of the teacher's opinion in what is minimised, beside the labels' 1."""

    links: float
    soft: float


def loss(network: Labeller, read: tuple[Tensor, Tensor], examples: Sequence[Example], shares: Shares) -> Tensor:
    """Surprise at labels and links, and cross-entropy with the teacher's opinion where there is one; a word."""
    hidden, scores = read
    mask = present([example.labels for example in examples])
    total = network.surprise(scores, padded([example.labels for example in examples]), mask).sum()
    total = total + shares.links * surprise_at_links(network.looks(hidden, mask), [example.links for example in examples])
    if shares.soft:
        silent = np.zeros(len(LABELS), dtype=np.float32)
        soft = padded([np.tile(silent, (len(e.labels), 1)) if e.soft is None else e.soft for e in examples])
        total = total - shares.soft * (soft * torch.log_softmax(scores, -1)).sum()
    return total / mask.sum()


def surprise_at_links(looks: Tensor, links: Sequence[Sequence[Link]]) -> Tensor:
    """How unlikely it is that each word looks somewhere into the stretch it should look at, added up."""
    nobody = looks.shape[-1] - 1
    asked = [(row, link, word) for row, some in enumerate(links) for link in some for word in range(link.start, link.end)]
    if not asked:
        return looks.sum() * 0
    chosen = looks[[row for row, _, _ in asked], [link.head for _, link, _ in asked], [word for _, _, word in asked]]
    starts = torch.tensor([nobody if link.to_start == NOBODY else link.to_start for _, link, _ in asked])[:, None]
    ends = torch.tensor([nobody + 1 if link.to_end == NOBODY else link.to_end for _, link, _ in asked])[:, None]
    places = torch.arange(nobody + 1)[None]
    return -torch.logsumexp(chosen.masked_fill((places < starts) | (places >= ends), float(FORBIDDEN)), 1).sum()


def train(
    network: Labeller,
    reading: Reading,
    examples: Sequence[Example],
    passes: Sequence[Sequence[Sequence[int]]],
    optimizer: torch.optim.Optimizer,
    shares: Shares,
    path: Path,
) -> None:
    """One pass after the other, each a list of batches; after each all is kept in `path`, and taken up from there."""
    done = _taken_up(network, optimizer, path)
    steps = sum(map(len, passes))
    warm = max(1, min(WARM_STEPS, steps // 10))
    before = sum(map(len, passes[:done]))
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * max(LEAST_RATE, 1 - step / steps), before - 1 if before else -1
    )
    for number in range(done, len(passes)):
        torch.manual_seed(SEED + number)
        begun, total, words = monotonic(), 0.0, 0
        network.train()
        for batch in passes[number]:
            lost = loss(network, reading(batch), [examples[k] for k in batch], shares)
            optimizer.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            size = sum(len(examples[k].labels) for k in batch)
            total, words = total + lost.item() * size, words + size
        _keep(network, optimizer, path, number + 1)
        took = f"{monotonic() - begun:.0f} s"
        print(f"{path.stem}: pass {number + 1} of {len(passes)}, loss {total / max(words, 1):.4f} a word, {took}", flush=True)
    network.eval()


def _keep(network: Labeller, optimizer: torch.optim.Optimizer, path: Path, done: int) -> None:
    unfinished = path.with_suffix(".unfinished")
    torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "passes": done}, unfinished)
    unfinished.replace(path)


def _taken_up(network: Labeller, optimizer: torch.optim.Optimizer, path: Path) -> int:
    """How many passes are done already."""
    if not path.exists():
        return 0
    kept = torch.load(path, weights_only=True)
    network.load_state_dict(kept["network"])
    optimizer.load_state_dict(kept["optimizer"])
    return int(kept["passes"])


# ── what a network thinks ──


def opinions(network: Labeller, reading: Reading, sizes: Sequence[int], words: int) -> list[Opinion]:
    """Of every paragraph, in their order."""
    found: dict[int, Opinion] = {}
    network.eval()
    with torch.inference_mode():
        for batch in batches(sizes, range(len(sizes)), words, len(sizes), np.random.default_rng(SEED)):
            hidden, scores = reading(batch)
            mask = present([np.zeros(sizes[k]) for k in batch])
            looks = network.looks(hidden, mask).exp().numpy()
            soft = torch.softmax(scores, -1).numpy()
            for row, (k, labels) in enumerate(zip(batch, network.best(scores, [sizes[k] for k in batch]), strict=True)):
                own = np.concatenate([looks[row, :, : sizes[k], : sizes[k]], looks[row, :, : sizes[k], -1:]], axis=-1)
                found[k] = Opinion(labels, list(links_of(labels, own)), soft[row, : sizes[k]])
    return [found[k] for k in range(len(sizes))]


def links_of(labels: NDArray[np.int64], looks: NDArray[np.float32]) -> Iterator[Link]:
    """Each content goes to the cue it looks at most; each cue that has a content to the source it looks at most, or to nobody.
    `looks`: shape (2 heads, words, words + 1)."""
    spans = spans_of(labels.tolist())
    cues: set[tuple[int, int]] = set()
    for content in spans["content"] if spans["cue"] else ():
        cue = max(spans["cue"], key=lambda cue: _share(looks[TO_CUE], content, cue))
        cues.add(cue)
        yield Link(TO_CUE, *content, *cue)
    for cue in sorted(cues):
        nobody = float(looks[TO_SOURCE, cue[0] : cue[1], -1].mean())
        source = max(spans["source"], key=lambda source: _share(looks[TO_SOURCE], cue, source), default=None)
        known = source is not None and _share(looks[TO_SOURCE], cue, source) >= max(LEAST_SPEAKER, nobody)
        yield Link(TO_SOURCE, *cue, *(source if source is not None and known else (NOBODY, NOBODY)))


def _share(looks: NDArray[np.float32], words: tuple[int, int], target: tuple[int, int]) -> float:
    """How much some words look at a stretch, on average."""
    return float(looks[words[0] : words[1], target[0] : target[1]].sum(axis=1).mean())
