"""A small trained network that reads a paragraph and says which words are content, source and cue, and what belongs together.

A bidirectional LSTM over what features.py tells of each word; a CRF (Lafferty et al. 2001) labels words as content, source
and cue; two attention heads tie each content word to its cue and each cue to its source, or to nobody. Labels after
Pareti (2015). The weights were learned from PolNeAR (Newell et al. 2018) by training/train_tagger.py; the data card
beside it says how. No library for neural networks is needed: the network is run with numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.detect.features import MARKS, Paragraph, Vocabulary, rows
from sayso.words import word_table

Floats = NDArray[np.float32]
LABELS = ("outside", "content", "content +", "source", "source +", "cue", "cue +")  # "+" goes on with what was begun
TO_CUE, TO_SOURCE = 0, 1
NEAR = 4  # words; up to here each distance has a weight of its own, beyond it every half power of two
FARTHEST = 256  # words; from 182 on all distances are one
FORBIDDEN = np.float32(-1e4)
SMALL, HALF, ONE = np.float32(1e-6), np.float32(0.5), np.float32(1)
LEAST_SPEAKER = 0.1  # attention below which nobody is taken for the source (chosen on held-out train reports)


class Tagged(NamedTuple):
    """One attribution as word indices of a paragraph, half open; `score` and `speaker_score` are probabilities."""

    contents: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[int, int] | None
    score: float
    speaker_score: float


class Network(NamedTuple):
    """Weights as the training program names them; gates of the LSTM in the order input, forget, output, cell."""

    vocabulary: Vocabulary
    tables: Mapping[str, Floats]
    static_rows: Mapping[str, int]
    static: Floats  # (static words + 1, width): the projected vectors of words.npz
    wide: Floats  # (2 directions, input, 4 gates)
    wide_bias: Floats
    deep: Floats  # (2, hidden, 4 gates)
    emit: Floats
    emit_bias: Floats
    moves: Floats  # (7, 7)
    begins: Floats
    finishes: Floats
    query: Floats
    query_bias: Floats
    key: Floats
    key_bias: Floats
    reach: Floats  # (32, 2): what distance says, for each of the two heads
    nobody: Floats  # (hidden x 2): how likely a cue has no source
    nobody_bias: float
    calibration: Floats


def tag(network: Network, paragraphs: Sequence[Paragraph]) -> list[list[Tagged]]:
    """For each paragraph its attributions, in the order of their cues."""
    if not paragraphs:
        return []
    lengths = np.array([len(paragraph.words) for paragraph in paragraphs])
    hidden = _encode(network, _inputs(network, paragraphs), lengths)
    scores = hidden @ network.emit + network.emit_bias
    labels = _decode(network, scores, lengths)
    sure = _softmax(scores)[np.arange(len(labels)), labels]
    queries = (hidden @ network.query + network.query_bias) / np.float32(np.sqrt(network.query.shape[1] / 2))
    keys = hidden @ network.key + network.key_bias
    nobody = hidden @ network.nobody + network.nobody_bias
    made: list[list[Tagged]] = []
    first = 0
    for length in lengths.tolist():
        here = slice(first, first + length)
        made.append(_attributions(network, Read(labels[here], sure[here], queries[here], keys[here], nobody[here])))
        first += length
    return made


# ── words to vectors ─────────────────────────────────────────────────────────────────────────────────────────────────


def _inputs(network: Network, paragraphs: Sequence[Paragraph]) -> Floats:
    """One row a word, all paragraphs one after the other."""
    ids = np.concatenate([rows(paragraph, network.vocabulary) for paragraph in paragraphs])
    marks = np.concatenate([paragraph.marks for paragraph in paragraphs])
    known = network.static_rows
    static = np.concatenate([np.array([known.get(word, 0) for word in paragraph.words]) for paragraph in paragraphs])
    offsets = np.cumsum([0, *(len(paragraph.words) for paragraph in paragraphs[:-1])])
    heads = np.concatenate([paragraph.heads + offset for paragraph, offset in zip(paragraphs, offsets, strict=True)])
    tables = network.tables
    width = tables["static"].shape[1]
    parts = [
        tables[name][ids[:, column]]
        for column, name in enumerate(("word", "suffix", "prefix", "tag", "label", "head word", "head tag"))
    ]
    parts += [network.static[static, :width], network.static[static[heads], width:]]
    parts += [tables[name][marks[:, column]] for column, name in enumerate(MARKS)]
    return np.concatenate(parts, axis=1)


def _encode(network: Network, inputs: Floats, lengths: NDArray[np.int64]) -> Floats:
    """The LSTM in both directions over all paragraphs at once, step by step: all first words, all second words, …"""
    size = network.deep.shape[1]
    first, active = _steps(lengths)
    last = first + np.sort(lengths)[::-1] - 1
    forward = np.concatenate([first[:count] + step for step, count in enumerate(active)])
    backward = np.concatenate([last[:count] - step for step, count in enumerate(active)])
    ahead = np.empty((2, len(inputs), 4 * size), dtype=np.float32)
    for way, order in enumerate((forward, backward)):
        np.matmul(inputs[order], network.wide[way], out=ahead[way])
    ahead += network.wide_bias[:, None]
    out = np.empty((2, len(inputs), size), dtype=np.float32)
    state = np.zeros((2, len(lengths), size), dtype=np.float32)
    cell = np.zeros_like(state)
    begin = 0
    for count in active:
        gates = np.matmul(state[:, :count], network.deep)
        gates += ahead[:, begin : begin + count]
        np.tanh(gates, out=gates)  # the weights of the three sigmoid gates are halved: sigmoid(x) = (1 + tanh(x / 2)) / 2
        gates[..., : 3 * size] += ONE
        cell = gates[..., size : 2 * size] * cell[:, :count] + gates[..., :size] * gates[..., 3 * size :]
        cell *= HALF
        state = np.multiply(gates[..., 2 * size : 3 * size], np.tanh(cell), out=out[:, begin : begin + count])
        state *= HALF
        begin += count
    hidden = np.empty((len(inputs), 2 * size), dtype=np.float32)
    hidden[forward, :size] = out[0]
    hidden[backward, size:] = out[1]
    return hidden


def _steps(lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[int]]:
    """Where each paragraph begins, the longest first, and for each step how many paragraphs still have a word."""
    order = np.argsort(-lengths, kind="stable")
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])[order]
    return first, np.searchsorted(-lengths[order], -np.arange(int(lengths.max())), side="left").tolist()


# ── labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _decode(network: Network, scores: Floats, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best sequence of labels for each paragraph (Viterbi), all paragraphs one after the other."""
    first, active = _steps(lengths)
    longest = len(active)
    best = network.begins + scores[first]
    came_from = np.zeros((longest, len(lengths), len(LABELS)), dtype=np.int8)
    for step in range(1, longest):
        count = active[step]
        ways = best[:count, :, None] + network.moves
        came_from[step, :count] = ways.argmax(axis=1)
        best[:count] = ways.max(axis=1) + scores[first[:count] + step]
    labels = np.empty(len(scores), dtype=np.int64)
    now = (best + network.finishes).argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        count = active[step]
        labels[first[:count] + step] = now[:count]
        now[:count] = np.take_along_axis(came_from[step, :count], now[:count, None], axis=1)[:, 0]
    return labels


def spans_of(labels: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """Stretches of contents, sources and cues in a sequence of labels, half open.

    >>> spans_of([3, 5, 0, 1, 2])
    {'content': [(3, 5)], 'source': [(0, 1)], 'cue': [(1, 2)]}
    """
    found: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
    for i, label in enumerate(labels):
        if label == 0:
            continue
        kind = ("content", "source", "cue")[(label - 1) // 2]
        if label % 2:
            found[kind].append((i, i + 1))
        else:
            found[kind][-1] = (found[kind][-1][0], i + 1)
    return found


# ── what belongs together ────────────────────────────────────────────────────────────────────────────────────────────


class Read(NamedTuple):
    """What the network makes of one paragraph: labels and how sure they are, and what each word looks for and offers."""

    labels: NDArray[np.int64]
    sure: Floats
    queries: Floats
    keys: Floats
    nobody: Floats


def _attributions(network: Network, read: Read) -> list[Tagged]:
    """Each content goes to the cue it looks at most; each cue that has a content to the source it looks at most, or to none."""
    found = spans_of(read.labels.tolist())
    cues, contents, sources = found["cue"], found["content"], found["source"]
    if not cues or not contents:
        return []
    to_cue, to_source = _looks(network, read, contents, TO_CUE), _looks(network, read, cues, TO_SOURCE)
    owned: dict[int, list[tuple[tuple[int, int], float]]] = {}
    for span, looks in zip(contents, to_cue, strict=True):
        weights = [float(looks[start:end].sum()) for start, end in cues]
        owner = max(range(len(cues)), key=weights.__getitem__)
        owned.setdefault(owner, []).append((span, weights[owner]))
    return [_tagged(network, read, cues[number], owned[number], sources, to_source[number]) for number in sorted(owned)]


def _tagged(
    network: Network,
    read: Read,
    cue: tuple[int, int],
    parts: Sequence[tuple[tuple[int, int], float]],
    sources: Sequence[tuple[int, int]],
    looks: Floats,
) -> Tagged:
    sure = read.sure
    said = (
        sure[cue[0] : cue[1]].min(),
        min(sure[start] for (start, _), _ in parts),
        min(sure[start:end].mean() for (start, end), _ in parts),
        max(tie for _, tie in parts),
    )
    score = _calibrated(network.calibration, np.log(np.array(said, dtype=np.float32) + SMALL))
    source, speaker = _source(sources, looks)
    return Tagged(tuple(span for span, _ in parts), cue, source, score, speaker)


def _source(sources: Sequence[tuple[int, int]], looks: Floats) -> tuple[tuple[int, int] | None, float]:
    """The source a cue looks at most; nobody where it looks more at nobody, or hardly at anything."""
    nobody = float(looks[-1])
    weights = [float(looks[start:end].sum()) for start, end in sources]
    best = max(range(len(sources)), key=weights.__getitem__, default=None)
    if best is None or weights[best] < max(LEAST_SPEAKER, nobody):
        return None, nobody
    return sources[best], weights[best]


def _looks(network: Network, read: Read, spans: Sequence[tuple[int, int]], head: int) -> Floats:
    """How much each span looks at each word of the paragraph, shape (spans, words + 1); the last column is "nobody"."""
    width = network.query.shape[1] // 2
    part = slice(head * width, (head + 1) * width)
    words = np.concatenate([np.arange(start, end) for start, end in spans])
    scores = read.queries[words, part] @ read.keys[:, part].T + network.reach[reach_bucket(words, len(read.keys)), head]
    nobody = read.nobody[words] if head == TO_SOURCE else np.full(len(words), FORBIDDEN, dtype=np.float32)
    looks = _softmax(np.concatenate([scores, nobody[:, None]], axis=1))
    borders = np.cumsum([0, *(end - start for start, end in spans[:-1])])
    sizes = np.array([end - start for start, end in spans], dtype=np.float32)
    mean: Floats = (np.add.reduceat(looks, borders, axis=0) / sizes[:, None]).astype(np.float32)
    return mean


def reach_bucket(words: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Signed distance from some words to every word of the paragraph as 0 to 31."""
    away = np.arange(length)[None, :] - words[:, None]
    bucket: NDArray[np.int64] = _buckets()[np.minimum(np.abs(away), FARTHEST) + np.where(away >= 0, 0, FARTHEST + 1)]
    return bucket


@lru_cache(maxsize=1)
def _buckets() -> NDArray[np.int64]:
    """The bucket of each distance to the right, 0 to FARTHEST, and then of each to the left."""
    size = np.arange(FARTHEST + 1)
    far = np.minimum((np.log2(np.maximum(size, 1)) * 2).astype(np.int64), 15)
    right = np.where(size < NEAR, size, far)
    return np.concatenate([right, right + 16])


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def _calibrated(weights: Floats, said: Floats) -> float:
    return float(1 / (1 + np.exp(-(said @ weights[:-1] + weights[-1]))))


# ── weights ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def load_network() -> Network:
    """The weights that come with the package (float16 on disk)."""
    with files("sayso.detect").joinpath("tagger.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        kept = {name: stored[name] for name in stored.files}
    return network_of(kept)


def network_of(kept: Mapping[str, NDArray[np.generic]]) -> Network:
    """A network from its stored arrays; lists of words are stored as UTF-8, joined by newlines."""

    def numbers(name: str) -> Floats:
        return np.ascontiguousarray(kept[name], dtype=np.float32)

    def listed(name: str) -> dict[str, int]:
        return {word: row for row, word in enumerate(bytes(kept[name]).decode().split("\n"), 1)}

    cues = {word: int(value) for word, value in zip(listed("cue lemmas"), kept["cue classes"].tolist(), strict=True)}
    vocabulary = Vocabulary(listed("words"), listed("suffixes"), listed("prefixes"), listed("tags"), listed("labels"), cues)
    tables = {name.removeprefix("table "): numbers(name) for name in kept if name.startswith("table ")}
    static_rows, vectors = word_table()
    static = np.concatenate([vectors @ tables["static"], vectors @ tables["head static"]], axis=1)
    static = np.concatenate([np.zeros((1, static.shape[1]), dtype=np.float32), static]) + numbers("static bias")
    return Network(
        vocabulary,
        tables,
        {word: row + 1 for word, row in static_rows.items()},
        static,
        np.stack(np.split(numbers("wide"), 2, axis=1)),
        numbers("wide bias").reshape(2, -1),
        numbers("deep"),
        numbers("emit"),
        numbers("emit bias"),
        numbers("moves"),
        numbers("begins"),
        numbers("finishes"),
        numbers("query"),
        numbers("query bias"),
        numbers("key"),
        numbers("key bias"),
        numbers("reach"),
        numbers("nobody"),
        float(kept["nobody bias"][0]),
        numbers("calibration"),
    )
