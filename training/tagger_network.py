"""The tagger as a network that can be trained (PyTorch), its larger teacher, and its weights as sayso stores them.

Both label words through a CRF (Lafferty et al. 2001) and look from contents to cues and from cues to sources with two
attention heads (after the biaffine arcs of Dozat and Manning 2017). The tagger reads sayso's own features with one
bidirectional LSTM. The teacher reads the same and, before them, all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from sayso.detect.features import MARKS, Vocabulary
from sayso.detect.tagger import FORBIDDEN, LABELS, reach_bucket
from sayso.words import word_table

IDS = ("word", "suffix", "prefix", "tag", "label", "head word", "head tag")
WIDTHS = {"word": 56, "suffix": 16, "prefix": 10, "tag": 16, "label": 16, "head word": 16, "head tag": 8}
MARK_WIDTHS = dict(zip(MARKS, (8, 8, 8, 8, 8, 8, 6, 8, 5, 6, 4, 3, 3), strict=True))
STATIC, HEAD_STATIC = 32, 12
LINK = 48
WORD_DROP, RULE_DROP = 0.1, 0.15  # how often a word, or all that the rules found in a paragraph, is hidden in training


class Labeller(nn.Module):
    """What the tagger and its teacher share: labels through a CRF and links through attention, over a state a word."""

    def __init__(self, width: int, drop: float) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.out = nn.Linear(width, len(LABELS))
        self.moves = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begins, self.finishes = nn.Parameter(torch.zeros(len(LABELS))), nn.Parameter(torch.zeros(len(LABELS)))
        self.query, self.key = nn.Linear(width, 2 * LINK), nn.Linear(width, 2 * LINK)
        self.reach = nn.Embedding(32, 2)
        nn.init.zeros_(self.reach.weight)
        self.nobody = nn.Linear(width, 1)
        closed = torch.zeros(len(LABELS), len(LABELS))
        for inner in (2, 4, 6):
            closed[[k for k in range(len(LABELS)) if k not in (inner, inner - 1)], inner] = float(FORBIDDEN)
        no_start = torch.tensor([float(FORBIDDEN) if k in (2, 4, 6) else 0.0 for k in range(len(LABELS))])
        self.closed, self.no_start = nn.Buffer(closed), nn.Buffer(no_start)

    def surprise(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of each paragraph's labels, shape (paragraphs,)."""
        moves, begins = self.moves + self.closed, self.begins + self.no_start
        ahead = begins + scores[:, 0]
        for step in range(1, scores.shape[1]):
            following = torch.logsumexp(ahead[:, :, None] + moves[None], 1) + scores[:, step]
            ahead = torch.where(mask[:, step, None], following, ahead)
        last = labels.gather(1, mask.sum(1, keepdim=True) - 1).squeeze(1)
        told = (scores.gather(2, labels[:, :, None]).squeeze(2) * mask).sum(1) + begins[labels[:, 0]] + self.finishes[last]
        told = told + (moves[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
        return torch.logsumexp(ahead + self.finishes, 1) - told

    def best(self, scores: Tensor, lengths: list[int]) -> list[NDArray[np.int64]]:
        """The likeliest labels of each paragraph (Viterbi)."""
        moves, begins = self.moves + self.closed, self.begins + self.no_start
        found = []
        for paragraph, length in zip(scores, lengths, strict=True):
            ahead, came_from = begins + paragraph[0], []
            for step in range(1, length):
                ways, before = (ahead[:, None] + moves).max(0)
                ahead = ways + paragraph[step]
                came_from.append(before.tolist())
            labels = [int((ahead + self.finishes).argmax())]
            for before in reversed(came_from):
                labels.append(before[labels[-1]])
            found.append(np.array(labels[::-1], dtype=np.int64))
        return found

    def looks(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Log-probability that a word looks at another, shape (paragraphs, 2 heads, words, words + 1); the last is nobody."""
        count, size, _ = hidden.shape
        query, key = (part(hidden).view(count, size, 2, LINK).transpose(1, 2) for part in (self.query, self.key))
        near = self.reach(torch.from_numpy(reach_bucket(np.arange(size), size))).permute(2, 0, 1)
        scores = (query @ key.transpose(-1, -2) / LINK**0.5 + near[None]).masked_fill(~mask[:, None, None, :], float(FORBIDDEN))
        nobody = self.nobody(hidden)[:, None]
        return torch.log_softmax(torch.cat([scores, torch.cat([torch.full_like(nobody, float(FORBIDDEN)), nobody], 1)], -1), -1)

    def hide(self, rows: Tensor) -> Tensor:
        """In training, now and then a word without its own row, and a paragraph without the rules' findings."""
        if not self.training:
            return rows
        rows = rows.clone()
        for column in (IDS.index("word"), IDS.index("head word")):
            rows[..., column] = rows[..., column].masked_fill(torch.rand(rows.shape[:-1]) < WORD_DROP, 0)
        blind = torch.rand(rows.shape[0], 1) < RULE_DROP
        for name in ("rule", "nested rule"):
            column = len(IDS) + list(MARKS).index(name)
            rows[..., column] = rows[..., column].masked_fill(blind, 0)
        return rows


def _embeddings(sizes: Mapping[str, int], widths: Mapping[str, int]) -> nn.ModuleDict:
    made = {name: nn.Embedding(sizes[name], widths[name]) for name in widths}
    for table in made.values():
        nn.init.normal_(table.weight, 0, 0.1)
    return nn.ModuleDict(made)


def _packed(network: nn.LSTM, states: Tensor, lengths: list[int], *, half: bool) -> Tensor:
    packed = nn.utils.rnn.pack_padded_sequence(states, lengths, batch_first=True, enforce_sorted=False)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        out, _ = network(packed)
    hidden, _ = nn.utils.rnn.pad_packed_sequence(out, batch_first=True)
    return hidden.float()


class Tagger(Labeller):
    """The network that ships. `rows`: shape (paragraphs, words, columns): IDS, then MARKS, then two rows of words.npz."""

    def __init__(self, vocabulary: Vocabulary, hidden: int = 128, drop: float = 0.4) -> None:
        super().__init__(2 * hidden, drop)
        sizes = {name: len(getattr(vocabulary, place)) + 1 for name, place in zip(IDS, PLACES, strict=True)}
        self.tables = _embeddings(sizes, WIDTHS)
        self.marks = _embeddings(MARKS, MARK_WIDTHS)
        vectors = torch.tensor(word_table()[1])
        self.vectors = nn.Buffer(torch.cat([torch.zeros(1, vectors.shape[1]), vectors]))
        self.static = nn.Linear(vectors.shape[1], STATIC + HEAD_STATIC)
        width = sum(WIDTHS.values()) + sum(MARK_WIDTHS.values()) + STATIC + HEAD_STATIC
        self.rnn = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)
        self.input_drop = nn.Dropout(0.2)

    def forward(self, rows: Tensor, lengths: list[int]) -> tuple[Tensor, Tensor]:
        rows = self.hide(rows)
        static = self.static(self.vectors)
        parts = [self.tables[name](rows[..., k]) for k, name in enumerate(IDS)]
        parts += [static[rows[..., -2], :STATIC], static[rows[..., -1], STATIC:]]
        parts += [self.marks[name](rows[..., len(IDS) + k]) for k, name in enumerate(MARKS)]
        hidden = self.drop(_packed(self.rnn, self.input_drop(torch.cat(parts, -1)), lengths, half=self.training))
        return hidden, self.out(hidden)


PLACES = ("words", "suffixes", "prefixes", "tags", "labels", "words", "tags")


class Teacher(Labeller):
    """MiniLM's vectors of each word's first piece, beside tags, labels and marks, under an LSTM."""

    def __init__(self, vocabulary: Vocabulary, minilm: nn.Module, hidden: int = 128, drop: float = 0.3) -> None:
        super().__init__(2 * hidden, drop)
        self.minilm = minilm
        names = ("tag", "label", "head tag")
        sizes = {"tag": len(vocabulary.tags) + 1, "label": len(vocabulary.labels) + 1, "head tag": len(vocabulary.tags) + 1}
        self.tables = _embeddings(sizes, {name: WIDTHS[name] for name in names})
        self.marks = _embeddings(MARKS, MARK_WIDTHS)
        width = 384 + sum(WIDTHS[name] for name in names) + sum(MARK_WIDTHS.values())
        self.rnn = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)
        self.input_drop = nn.Dropout(0.2)

    def forward(self, rows: Tensor, lengths: list[int], pieces: Tensor, present: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """`pieces`, `present`: word pieces and which of them are there; `first`: the first piece of each word."""
        rows = self.hide(rows)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            read = self.minilm(pieces, attention_mask=present.long()).last_hidden_state
        states = [read.float().gather(1, first[:, :, None].expand(-1, -1, read.shape[-1]))]
        states += [table(rows[..., IDS.index(name)]) for name, table in self.tables.items()]
        states += [self.marks[name](rows[..., len(IDS) + k]) for k, name in enumerate(MARKS)]
        hidden = self.drop(_packed(self.rnn, self.input_drop(torch.cat(states, -1)), lengths, half=True))
        return hidden, self.out(hidden)


# ── what ships ──


def stored(network: Tagger, vocabulary: Vocabulary, calibration: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """The arrays that sayso.detect.tagger.network_of reads: float16, words as UTF-8 joined by newlines."""

    def numbers(values: Tensor) -> NDArray[np.float32]:
        array: NDArray[np.float32] = values.detach().numpy().astype(np.float32)
        return array

    def gates(weights: Tensor) -> NDArray[np.float32]:
        """PyTorch has input, forget, cell, output; sayso input, forget, output (halved, see _encode), cell."""
        first, second, cell, last = np.split(numbers(weights), 4)
        return np.concatenate([first / 2, second / 2, last / 2, cell])

    state = network.state_dict()
    tables = {name.split(".")[1]: values for name, values in state.items() if name.startswith(("tables.", "marks."))}
    kept = {f"table {name}": numbers(values) for name, values in tables.items()}
    static = numbers(network.static.weight)
    kept |= {"table static": static[:STATIC].T, "table head static": static[STATIC:].T, "static bias": numbers(network.static.bias)}
    ways = ("", "_reverse")
    kept["wide"] = np.concatenate([gates(state[f"rnn.weight_ih_l0{way}"]).T for way in ways], axis=1)
    kept["wide bias"] = np.concatenate([gates(state[f"rnn.bias_ih_l0{way}"] + state[f"rnn.bias_hh_l0{way}"]) for way in ways])
    kept["deep"] = np.stack([gates(state[f"rnn.weight_hh_l0{way}"]).T for way in ways])
    kept |= {"emit": numbers(network.out.weight).T, "emit bias": numbers(network.out.bias)}
    kept |= {"moves": numbers(network.moves + network.closed), "begins": numbers(network.begins + network.no_start)}
    kept |= {"finishes": numbers(network.finishes), "reach": numbers(network.reach.weight)}
    kept |= {"query": numbers(network.query.weight).T, "query bias": numbers(network.query.bias)}
    kept |= {"key": numbers(network.key.weight).T, "key bias": numbers(network.key.bias)}
    kept |= {"nobody": numbers(network.nobody.weight)[0], "nobody bias": numbers(network.nobody.bias), "calibration": calibration}
    half = {name: np.maximum(array, FORBIDDEN).astype(np.float16) for name, array in kept.items()}
    lists = {"words": vocabulary.words, "suffixes": vocabulary.suffixes, "prefixes": vocabulary.prefixes}
    lists |= {"tags": vocabulary.tags, "labels": vocabulary.labels, "cue lemmas": vocabulary.cues}
    texts = {name: np.frombuffer("\n".join(words).encode(), dtype=np.uint8) for name, words in lists.items()}
    return {**half, **texts, "cue classes": np.array(list(vocabulary.cues.values()), dtype=np.uint8)}


def save(path: Path, kept: Mapping[str, NDArray[np.generic]]) -> None:
    np.savez_compressed(path, allow_pickle=False, **kept)
