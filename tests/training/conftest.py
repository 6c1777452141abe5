"""The training programs are a folder of scripts, as the gate is, and they read reports as the gate does."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "gate")]
