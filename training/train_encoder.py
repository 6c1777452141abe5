"""Fine-tunes MiniLM so that mentions of one claim of a story come to lie close together; writes src/sayso/encoder.npz.

python training/train_encoder.py WEIGHTS_FOLDER [--stories training/stories] [--epochs 3] [--out encoder.npz]

WEIGHTS_FOLDER holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2. What the stories are and how the loss works:
encoder.md. Needs torch, tokenizers and safetensors, which sayso itself does not.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parents[1] / "gate"))
from fit_likeness import stories as trained_on
from marked import Marked, read_marked

WIDTH, HEADS, LENGTH = 384, 12, 192
TEMPERATURE = 0.07
EXTRA = "–—‘’“”…•€£°½¼¾×²³"  # signs kept of the vocabulary besides ASCII and Latin letters
NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
    "n1": "attention.output.LayerNorm", "f1": "intermediate.dense", "f2": "output.dense", "n2": "output.LayerNorm",
}  # fmt: skip


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.f1, self.f2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        rows, length, _ = x.shape
        parts = [part(x).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.q, self.k, self.v)]
        mixed = F.scaled_dot_product_attention(*parts, attn_mask=mask, dropout_p=0.1 if self.training else 0.0)
        x = self.n1(x + self.drop(self.o(mixed.transpose(1, 2).reshape(rows, length, WIDTH))))
        return self.n2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Encoder(nn.Module):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        kept = {name.replace("bert.", ""): weights for name, weights in load_file(folder / "model.safetensors").items()}
        self.word = nn.Embedding.from_pretrained(kept["embeddings.word_embeddings.weight"], freeze=True)
        places = kept["embeddings.position_embeddings.weight"] + kept["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Embedding.from_pretrained(places, freeze=False)
        self.normal = nn.LayerNorm(WIDTH, eps=1e-12)
        self.normal.weight.data = kept["embeddings.LayerNorm.weight"]
        self.normal.bias.data = kept["embeddings.LayerNorm.bias"]
        self.layers = nn.ModuleList(Layer() for _ in range(6))
        for number, layer in enumerate(self.layers):
            for short, name in NAMES.items():
                getattr(layer, short).weight.data = kept[f"encoder.layer.{number}.{name}.weight"]
                getattr(layer, short).bias.data = kept[f"encoder.layer.{number}.{name}.bias"]
        self.meaning = nn.Linear(WIDTH, LENGTH, bias=False)
        nn.init.orthogonal_(self.meaning.weight)

    def forward(self, rows: list[list[int]], places: list[list[tuple[int, int]]]) -> torch.Tensor:
        """`rows`: word pieces of each stretch; `places`: for each mention its (stretch, place) pairs."""
        length = max(map(len, rows))
        table, mask = torch.zeros(len(rows), length, dtype=torch.long), torch.zeros(len(rows), length, dtype=torch.bool)
        for number, row in enumerate(rows):
            table[number, : len(row)], mask[number, : len(row)] = torch.tensor(row), True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.normal(self.word(table) + self.places(torch.arange(length)))
            for layer in self.layers:
                x = layer(x, mask[:, None, None, :])
        means = torch.stack([x[[r for r, _ in own], [p for _, p in own]].float().mean(0) for own in places])
        return F.normalize(self.meaning(means), dim=-1)


def cut_up(text: str, tokenizer: Tokenizer) -> tuple[list[list[int]], dict[int, tuple[int, int]], list[tuple[int, int]]]:
    """The stretches of a report as pieces; where each piece of the report stands in them; the characters of each piece."""
    from sayso.detect.meanings import LONGEST, read_before, stretches  # the very cut that is used when a report is read

    encoded = tokenizer.encode(text, add_special_tokens=False)
    borders = [span for span in _sentences(text)]
    by_sentence = [[i for i, (a, b) in enumerate(encoded.offsets) if start <= a < end][:LONGEST] for start, end in borders]
    rows, where = [], {}
    for begin, end in stretches([len(own) for own in by_sentence]):
        before = [encoded.ids[i] for sentence in read_before(by_sentence, begin) for i in sentence]
        own = [i for sentence in by_sentence[begin:end] for i in sentence]
        where.update({i: (len(rows), 1 + len(before) + k) for k, i in enumerate(own)})
        rows.append([tokenizer.token_to_id("[CLS]"), *before, *(encoded.ids[i] for i in own), tokenizer.token_to_id("[SEP]")])
    return rows, where, encoded.offsets


def _sentences(text: str) -> list[tuple[int, int]]:
    import nupunkt

    return [(start, end) for _, (start, end) in nupunkt.sent_spans_with_text(text)] if text.strip() else []


def prepared(story: Marked, tokenizer: Tokenizer) -> tuple[list[list[int]], list[list[tuple[int, int]]], torch.Tensor]:
    rows: list[list[int]] = []
    read = {}
    for name, text in story.reports.items():
        own, where, offsets = cut_up(text, tokenizer)
        read[name] = ({i: (r + len(rows), p) for i, (r, p) in where.items()}, offsets)
        rows += own
    places, labels = [], []
    for label, claim in enumerate(story.claims()):
        for mention in claim.mentions:
            where, offsets = read[mention.place.report]
            inside = [i for i, (a, b) in enumerate(offsets) if a < mention.place.end and mention.place.start < b and i in where]
            if inside:
                places.append([where[i] for i in inside])
                labels.append(label)
    return rows, places, torch.tensor(labels)


def loss(vectors: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Supervised contrastive loss over the mentions of one story (Khosla et al. 2020)."""
    similar = vectors @ vectors.T / TEMPERATURE - 1e9 * torch.eye(len(vectors))
    same = (labels[:, None] == labels[None, :]).float().fill_diagonal_(0)
    log_share = similar - torch.logsumexp(similar, 1, keepdim=True)
    with_mates = same.sum(1) > 0
    return -((log_share * same).sum(1)[with_mates] / same.sum(1)[with_mates]).mean()


def export(model: Encoder, tokenizer: Tokenizer, path: Path) -> None:
    """Matrices as int8 with a scale for each column, word pieces with a scale for each row."""

    def rounded(matrix: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
        scales = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-12) / 127
        return np.round(matrix / scales).astype(np.int8), scales.astype(np.float32)

    vocabulary = tokenizer.get_vocab()
    words = [w for w in sorted(vocabulary, key=vocabulary.__getitem__) if _kept(w)]
    state = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    kept = {"vocabulary": np.frombuffer("\n".join(words).encode(), np.uint8), "places": state["places.weight"].astype(np.float16)}
    kept["pieces"], kept["piece scales"] = rounded(state["word.weight"][[vocabulary[w] for w in words]], 1)
    kept["normal"] = np.stack([state["normal.weight"], state["normal.bias"]])
    kept["meaning"] = state["meaning.weight"].T
    for k in range(len(model.layers)):
        own = {name.removeprefix(f"layers.{k}."): value for name, value in state.items() if name.startswith(f"layers.{k}.")}
        qkv = [np.concatenate([own[f"{part}.{side}"] for part in "qkv"]) for side in ("weight", "bias")]
        parts = {"qkv": qkv, **{n: [own[f"{s}.weight"], own[f"{s}.bias"]] for n, s in (("out", "o"), ("up", "f1"), ("down", "f2"))}}
        for name, (weight, bias) in parts.items():
            kept[f"{k} {name}"], kept[f"{k} {name} scales"] = rounded(weight.T, 0)
            kept[f"{k} {name} bias"] = bias
        kept[f"{k} after attention"] = np.stack([own["n1.weight"], own["n1.bias"]])
        kept[f"{k} after all"] = np.stack([own["n2.weight"], own["n2.bias"]])
    np.savez_compressed(path, **kept)


def _kept(word: str) -> bool:
    if word.startswith("[unused") or word in ("[PAD]", "[MASK]"):
        return False
    return all(c.isascii() or (c.isalpha() and ord(c) < 0x250) for c in word) or word.removeprefix("##") in EXTRA


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--stories", type=Path, default=Path(__file__).parent / "stories")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--out", type=Path, default=Path("encoder.npz"))
    given = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    tokenizer = Tokenizer.from_file(str(given.weights / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    paths = trained_on(given.stories)
    stories = [prepared(read_marked(path.read_text(encoding="utf-8")), tokenizer) for path in paths]
    model = Encoder(given.weights)
    groups = [
        {"params": [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("meaning")], "lr": given.rate},
        {"params": model.meaning.parameters(), "lr": 3e-4},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = given.epochs * len(stories)
    falling = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(1.0, k / 20) * max(0.05, 1 - k / steps))
    for epoch in range(given.epochs):
        random.shuffle(stories)
        losses = []
        for rows, places, labels in stories:
            found = loss(model(rows, places), labels)
            optimiser.zero_grad()
            found.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            falling.step()
            losses.append(found.item())
        print(f"pass {epoch + 1}: loss {np.mean(losses):.3f}", file=sys.stderr, flush=True)
    export(model.eval(), tokenizer, given.out)


if __name__ == "__main__":
    main()
