"""A small trained network that reads a stretch of a report and gives every word piece a vector that knows its surroundings.

A transformer of six layers (MiniLM: Wang et al. 2020), fine-tuned so that places which say the same claim of a story come
to lie close together and places that say another claim of it far apart; training/encoder.md says from what and how. The
weights are kept as 8-bit numbers and the network is run with numpy: no library for neural networks is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
HEADS = 12  # of attention
LAYER_PARTS = ("qkv", "out", "up", "down")  # the matrices of a layer
SMALL = np.float32(1e-12)
GELU = np.float32(np.sqrt(2 / np.pi))


class Layer(NamedTuple):
    """One layer: what each word asks the others, what it takes from them, and what it makes of it. `width` is 384."""

    qkv: Floats  # (width, 3 x width): queries, keys and values
    qkv_bias: Floats
    out: Floats  # (width, width)
    out_bias: Floats
    after_attention: Floats  # (2, width): scale and shift of the normalisation
    up: Floats  # (width, 4 x width)
    up_bias: Floats
    down: Floats  # (4 x width, width)
    down_bias: Floats
    after_all: Floats  # (2, width)


class Encoder(NamedTuple):
    vocabulary: Mapping[str, int]
    pieces: NDArray[np.int8]  # (vocabulary, width)
    piece_scales: Floats  # (vocabulary, 1)
    places: Floats  # (longest text, width)
    normal: Floats  # (2, width)
    layers: tuple[Layer, ...]
    meaning: Floats  # (width, length of a vector)


def read(encoder: Encoder, rows: Sequence[int]) -> Floats:
    """The vectors of the word pieces of one text, shape (pieces, width); a text is read alone, so its result is its own."""
    table = np.asarray(rows)
    state = encoder.pieces[table].astype(np.float32) * encoder.piece_scales[table] + encoder.places[: len(table)]
    state = _normalised(state, encoder.normal)
    for layer in encoder.layers:
        state = _normalised(state + _attention(layer, state), layer.after_attention)
        state = _normalised(state + _gelu(state @ layer.up + layer.up_bias) @ layer.down + layer.down_bias, layer.after_all)
    return state


def _attention(layer: Layer, state: Floats) -> Floats:
    length, width = state.shape
    asked = (state @ layer.qkv + layer.qkv_bias).reshape(length, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    queries, keys, values = asked
    weights = queries @ keys.transpose(0, 2, 1)  # made into what it becomes in place: a new table each time costs as much again
    weights *= np.float32(1 / np.sqrt(width // HEADS))
    weights -= weights.max(axis=2, keepdims=True)
    np.exp(weights, out=weights)
    mixed = weights @ values / weights.sum(axis=2, keepdims=True)
    result: Floats = mixed.transpose(1, 0, 2).reshape(length, width) @ layer.out + layer.out_bias
    return result


def _normalised(state: Floats, scale_and_shift: Floats) -> Floats:
    centred = state - state.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + SMALL)
    result: Floats = centred / spread * scale_and_shift[0] + scale_and_shift[1]
    return result


def _gelu(x: Floats) -> Floats:
    """x/2 (1 + tanh(GELU (x + 0.044715 x^3))) (Hendrycks and Gimpel 2016), in place for the same reason."""
    result: Floats = x * x
    result *= np.float32(0.044715)
    result += np.float32(1)
    result *= x
    result *= GELU
    np.tanh(result, out=result)
    result += np.float32(1)
    result *= x
    result *= np.float32(0.5)
    return result


# ── the weights ──────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The weights that come with the package."""
    with files("sayso").joinpath("encoder.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return encoder_of({name: stored[name] for name in stored.files})


def encoder_of(kept: Mapping[str, NDArray[np.generic]]) -> Encoder:
    """An encoder from its stored arrays; a matrix is stored as int8 with a scale for each column."""

    def numbers(name: str) -> Floats:
        return np.ascontiguousarray(kept[name], dtype=np.float32)

    def matrix(name: str) -> Floats:
        return numbers(name) * numbers(name + " scales")

    def layer(k: int) -> Layer:
        parts = {part: matrix(f"{k} {part}") for part in LAYER_PARTS}
        parts |= {f"{part}_bias": numbers(f"{k} {part} bias") for part in LAYER_PARTS}
        return Layer(**parts, after_attention=numbers(f"{k} after attention"), after_all=numbers(f"{k} after all"))

    words = bytes(kept["vocabulary"]).decode().split("\n")
    pieces = np.ascontiguousarray(kept["pieces"]).astype(np.int8, copy=False)
    layers = tuple(layer(k) for k in range(sum(name.endswith(" qkv") for name in kept)))
    return Encoder(
        {word: row for row, word in enumerate(words)},
        pieces,
        numbers("piece scales"),
        numbers("places"),
        numbers("normal"),
        layers,
        numbers("meaning"),
    )
