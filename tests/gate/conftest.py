"""The gate is a folder of scripts: they find each other because Python runs them from there, and here because of this."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "gate"), str(ROOT / "bench")]
