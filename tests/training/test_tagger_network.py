"""The network that learns against the tagger that ships: the same weights, the same answers. Only where PyTorch is installed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

torch = pytest.importorskip("torch")
pytest.importorskip("tokenizers")

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers  # noqa: E402

from sayso.detect.tagger import _encode, _inputs, network_of, tag  # noqa: E402
from tagger_data import NOBODY, TO_CUE, TO_SOURCE, Link, Report, examples_of, vocabulary_of  # noqa: E402
from tagger_learning import (  # noqa: E402
    Shares,
    batches,
    links_of,
    loss,
    opinions,
    padded,
    pieces_of,
    reading_of_tagger,
    reading_of_teacher,
    rows_of,
    surprise_at_links,
    train,
)
from tagger_network import Labeller, Tagger, Teacher, save, stored  # noqa: E402

torch.set_num_threads(1)
TEXT = """The mayor of Quay said the pump had failed.

Ida Holm told the council that the pier was rotten. “We knew,” she said.

Nobody asked.
"""


def span(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


REPORT: Report = {
    "doc": "report.txt",
    "text": TEXT,
    "quotes": [
        {"content": span("the pump had failed"), "source": span("The mayor of Quay"), "cue": span("said")},
        {"content": span("the pier was rotten"), "source": span("Ida Holm"), "cue": span("told")},
    ],
}
CUES = {"say": 6, "tell": 5}
EXAMPLES = list(examples_of(REPORT, CUES))
VOCABULARY = vocabulary_of(EXAMPLES * 4, CUES)
PARAGRAPHS = [example.paragraph for example in EXAMPLES]
SIZES = [len(example.labels) for example in EXAMPLES]
CALIBRATION = np.array([1, 1, 1, 1, 2], dtype=np.float32)


def scattered() -> Tagger:
    """A small network with random weights that are large enough for every label to be met."""
    torch.manual_seed(6)
    network = Tagger(VOCABULARY, hidden=16)
    with torch.no_grad():
        for weight in (*network.tables.parameters(), *network.marks.parameters(), network.moves, network.reach.weight):
            weight.add_(0.5 * torch.randn_like(weight))
        network.out.weight.mul_(20)
        network.query.weight.mul_(4)
        network.nobody.bias.sub_(1)
    network.eval()
    return network


def test_the_exported_weights_give_the_same_scores(tmp_path: Path) -> None:
    network = scattered()
    save(tmp_path / "tagger.npz", stored(network, VOCABULARY, CALIBRATION))
    with np.load(tmp_path / "tagger.npz", allow_pickle=False) as kept:
        shipped = network_of({name: kept[name] for name in kept.files})
    with torch.no_grad():
        _, scores = network(padded(rows_of(PARAGRAPHS, VOCABULARY)), SIZES)
    told = np.concatenate([own[:size].numpy() for own, size in zip(scores, SIZES, strict=True)])
    lengths = np.array(SIZES)
    ours = _encode(shipped, _inputs(shipped, PARAGRAPHS), lengths) @ shipped.emit + shipped.emit_bias
    assert np.abs(told).max() > 2
    assert ours == pytest.approx(told, abs=0.05)  # weights are halves: float16


def test_the_exported_weights_find_the_same_attributions() -> None:
    """The tagger's numpy against PyTorch: other code for labels, links and sources."""
    network = scattered()
    shipped = network_of(stored(network, VOCABULARY, CALIBRATION))
    thought = opinions(network, reading_of_tagger(network, PARAGRAPHS, VOCABULARY), SIZES, 100)
    sources = 0
    for found, opinion in zip(tag(shipped, PARAGRAPHS), thought, strict=True):
        links = [Link(TO_CUE, *content, *tagged.cue) for tagged in found for content in tagged.contents]
        links += [Link(TO_SOURCE, *tagged.cue, *(tagged.source or (NOBODY, NOBODY))) for tagged in found]
        assert {*links} == {*opinion.links}
        sources += sum(tagged.source is not None for tagged in found)
    assert sources


def crf() -> Labeller:
    torch.manual_seed(5)
    labeller = Labeller(4, 0.0)
    for weight in (labeller.moves, labeller.begins, labeller.finishes):
        torch.nn.init.normal_(weight)
    return labeller.eval().requires_grad_(False)


def allowed(labels: Sequence[int]) -> bool:
    return all(label not in (2, 4, 6) or before in (label, label - 1) for before, label in zip((0, *labels), labels, strict=False))


def test_surprise_and_best_labels_are_those_of_all_sequences_tried_one_by_one() -> None:
    labeller, scores = crf(), torch.randn(1, 4, 7)

    def worth(labels: Sequence[int]) -> float:
        moves = sum(float(labeller.moves[a, b]) for a, b in pairwise(labels))
        own = sum(float(scores[0, step, label]) for step, label in enumerate(labels))
        return own + moves + float(labeller.begins[labels[0]]) + float(labeller.finishes[labels[-1]])

    every = {labels: worth(labels) for labels in product(range(7), repeat=4) if allowed(labels)}
    best = max(every, key=every.__getitem__)
    assert labeller.best(scores, [4])[0].tolist() == list(best)
    surprise = labeller.surprise(scores, torch.tensor([best]), torch.ones(1, 4, dtype=torch.bool))
    assert surprise.item() == pytest.approx(np.log(sum(np.exp(v) for v in every.values())) - every[best], abs=1e-4)


def test_what_is_filled_up_behind_a_paragraph_changes_nothing() -> None:
    labeller, scores = crf(), torch.randn(1, 6, 7)
    labels, mask = torch.tensor([[3, 5, 1, 0, 0, 0]]), torch.tensor([[True] * 3 + [False] * 3])
    alone = labeller.surprise(scores[:, :3], labels[:, :3], mask[:, :3])
    assert labeller.surprise(scores, labels, mask).item() == pytest.approx(alone.item(), abs=1e-5)
    assert labeller.best(scores, [3])[0].tolist() == labeller.best(scores[:, :3], [3])[0].tolist()
    network = scattered()
    whole, _ = network(padded(rows_of(PARAGRAPHS, VOCABULARY)), SIZES)
    shortest = SIZES.index(min(SIZES))
    own, _ = network(padded(rows_of(PARAGRAPHS[shortest : shortest + 1], VOCABULARY)), [SIZES[shortest]])
    assert torch.allclose(whole[shortest, : SIZES[shortest]], own[0], atol=1e-5)


def test_surprise_at_links_is_of_the_whole_stretch() -> None:
    """Every word looks at each of four words and nobody alike: a stretch of two has 2 in 5, nobody 1 in 5."""
    looks = torch.full((1, 2, 4, 5), float(np.log(1 / 5)))
    links = [Link(TO_CUE, 0, 2, 2, 4), Link(TO_SOURCE, 2, 3, NOBODY, NOBODY)]
    assert surprise_at_links(looks, [links]).item() == pytest.approx(-2 * np.log(2 / 5) - np.log(1 / 5), abs=1e-5)
    assert surprise_at_links(looks, [[]]).item() == 0


def test_a_cue_that_looks_at_nobody_has_no_source() -> None:
    """Labels: source, cue, content; the source has .4 of the cue's look, nobody .6, and the other way round."""
    labels = np.array([3, 5, 1])
    for nobody, source in ((0.6, (NOBODY, NOBODY)), (0.4, (0, 1))):
        looks = np.zeros((2, 3, 4), dtype=np.float32)
        looks[TO_CUE, 2, 1] = 1
        looks[TO_SOURCE, 1] = [1 - nobody, 0, 0, nobody]
        assert list(links_of(labels, looks)) == [Link(TO_CUE, 2, 3, 1, 2), Link(TO_SOURCE, 1, 2, *source)]


def test_batches_hold_every_paragraph_once_and_no_more_words_than_they_may() -> None:
    sizes = np.random.default_rng(0).integers(1, 50, 300).tolist()
    made = batches(sizes, range(300), 200, 100, np.random.default_rng(1))
    assert sorted(k for batch in made for k in batch) == list(range(300))
    assert all(len(batch) * max(sizes[k] for k in batch) <= 200 for batch in made)
    assert made == batches(sizes, range(300), 200, 100, np.random.default_rng(1))
    assert batches(sizes, [], 200, 100, np.random.default_rng(1)) == []


# ── learning ──


def learned(path: Path, *, steps: int = 2, stop: int = -1) -> Tagger:
    """A network after four passes over the report; KeyboardInterrupt where it reads the batch of this number."""
    torch.manual_seed(1)
    network = Tagger(VOCABULARY, hidden=16, drop=0.1)
    reading = reading_of_tagger(network, PARAGRAPHS, VOCABULARY)
    count = 0

    def read(numbers: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        nonlocal count
        count += 1
        if count == stop:
            raise KeyboardInterrupt
        return reading(numbers)

    passes = [[list(range(len(EXAMPLES)))] * steps] * 4
    train(network, read, EXAMPLES, passes, torch.optim.AdamW(network.parameters(), lr=0.03), Shares(0.4, 0.0), path)
    return network


def test_a_network_that_learned_finds_what_it_was_shown(tmp_path: Path) -> None:
    network = learned(tmp_path / "tagger.pt", steps=12)
    shipped = network_of(stored(network, VOCABULARY, CALIBRATION))
    for example, found in zip(EXAMPLES, tag(shipped, PARAGRAPHS), strict=True):
        contents = {Link(TO_CUE, *content, *tagged.cue) for tagged in found for content in tagged.contents}
        sources = {Link(TO_SOURCE, *tagged.cue, *(tagged.source or (NOBODY, NOBODY))) for tagged in found}
        assert contents | sources == {*example.links}


def test_what_was_broken_off_goes_on_to_the_same_end(tmp_path: Path) -> None:
    whole = learned(tmp_path / "whole.pt")
    with pytest.raises(KeyboardInterrupt):
        learned(tmp_path / "broken.pt", stop=6)
    taken_up = learned(tmp_path / "broken.pt")
    for name, weight in whole.state_dict().items():
        assert torch.equal(weight, taken_up.state_dict()[name]), name
    assert sorted(file.name for file in tmp_path.iterdir()) == ["broken.pt", "whole.pt"]


def test_the_teachers_opinion_is_minimised_where_there_is_one() -> None:
    """Against a teacher who thinks as the network does the loss is the least."""
    network = scattered()
    read = reading_of_tagger(network, PARAGRAPHS[:1], VOCABULARY)([0])
    own = torch.softmax(read[1][0], -1).detach().numpy()
    example = EXAMPLES[0]

    def lost(soft: NDArray[np.float32] | None, share: float = 1.0) -> float:
        return loss(network, read, [replace(example, soft=soft)], Shares(0.4, share)).item()

    assert lost(None) == pytest.approx(lost(own, 0.0), abs=1e-4)
    assert lost(own) > lost(None)
    surer = np.eye(7, dtype=np.float32)[own.argmin(axis=1)]
    assert lost(surer) > lost(own)


# ── the teacher ──


def tokenizer() -> Tokenizer:
    known = ["[UNK]", *sorted({letter for paragraph in PARAGRAPHS for word in paragraph.words for letter in word})]
    known += [f"##{letter}" for letter in known[1:]] + ["the", "mayor", "pump"]
    made = Tokenizer(models.WordPiece({piece: row for row, piece in enumerate(known)}, unk_token="[UNK]"))  # noqa: S106
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return made


def test_each_word_knows_its_first_piece() -> None:
    words = ["the", "pump", "fa", "", "mayor"]
    ids, first = pieces_of(PARAGRAPHS[0]._replace(words=words), tokenizer())
    assert [tokenizer().id_to_token(int(k)) for k in ids] == ["the", "pump", "f", "##a", "mayor"]
    assert first.tolist() == [0, 1, 2, 2, 4]


def test_the_teacher_reads_a_paragraph_the_same_alone_and_among_others() -> None:
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(1)
    shape = {"hidden_size": 384, "num_hidden_layers": 1, "num_attention_heads": 12, "intermediate_size": 8, "vocab_size": 99}
    minilm = transformers.BertModel(transformers.BertConfig(**shape), add_pooling_layer=False)
    teacher = Teacher(VOCABULARY, minilm, hidden=8)
    reading = reading_of_teacher(teacher, PARAGRAPHS, VOCABULARY, tokenizer())
    together = opinions(teacher, reading, SIZES, 1000)
    alone = opinions(teacher, reading, SIZES, 1)
    for one, other in zip(together, alone, strict=True):
        assert one.soft == pytest.approx(other.soft, abs=0.02)  # bfloat16
