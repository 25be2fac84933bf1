"""Runs scikit-learn's tests with ours in place, and compares what fails with what is explained.

The explanations are the table in failures.md: a test in backquotes, then the reason.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import suites

EXPLAINED = Path(__file__).with_name("failures.md")


def explained() -> set[str]:
    """The tests of the table in failures.md."""
    return set(re.findall(r"^\| `([^`]+)` \|", EXPLAINED.read_text("utf-8"), re.MULTILINE))


def main() -> int:
    """The status of the process: 0 if nothing but the explained tests failed."""
    outcomes = suites.run("-rf")
    for module in (name.rpartition(".")[2] for name in suites.MODULES):
        counts = Counter(o for name, o in outcomes.items() if name.startswith(module + "::"))
        print(f"{module}: {counts['passed']} passed, {counts['failed']} failed, "
              f"{counts['skipped']} skipped")
    red = {name for name, outcome in outcomes.items() if outcome == "failed"}
    unexplained, stale = sorted(red - explained()), sorted(explained() - red)
    for name in unexplained:
        print(f"fails without an explanation: {name}")
    for name in stale:
        print(f"explained, but does not fail (take it out of failures.md): {name}")
    if not unexplained and not stale:
        print(f"every failure is explained ({len(red)})")
    return 1 if unexplained or stale or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
