"""CPU seconds until sayso has said or done nothing yet: `sayso --help` and `import sayso`, beside Python itself.

python bench/startup.py [--rounds 5] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

COMMANDS = {
    "python": ["-c", "pass"],
    "import sayso": ["-c", "import sayso"],
    "sayso --version": ["-m", "sayso", "--version"],
    "sayso --help": ["-m", "sayso", "--help"],
}


def cpu_seconds(arguments: list[str]) -> float:
    """What one child process used, by user and system together."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many is shown")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    best = {name: min(cpu_seconds(arguments) for _ in range(given.rounds)) for name, arguments in COMMANDS.items()}
    if given.json:
        print(json.dumps(best, indent=1))
        return
    for name, seconds in best.items():
        print(f"{name:16} {seconds:6.3f} s   {seconds - best['python']:+.3f} s over Python itself")


if __name__ == "__main__":
    main()
