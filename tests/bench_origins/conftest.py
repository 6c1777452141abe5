"""The benchmark is a folder of scripts: they find each other because Python runs them from there, and here because of this."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "origins"))
