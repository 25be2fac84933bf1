"""Plants a fault in each function in turn, and shows that scikit-learn's tests see it.

First every test runs once without a fault: that says which tests call which function, and how long
they take. Then for each fault the tests of its function run, short ones first, until `REDS` of
those that passed before are red.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO

import pytest
from _pytest.runner import runtestprotocol

import planting
import plugin
import suites
from planting import Fault

#: After how many red tests a fault counts as seen well enough.
REDS = 5

#: What tuples consist of: the kind of fault for each place.
TUPLES = {
    "calibration_curve": "value value",
    "class_likelihood_ratios": "value value",
    "confusion_matrix_at_thresholds": "count count count count value",
    "det_curve": "value value value",
    "metric_at_thresholds": "value value",
    "precision_recall_curve": "value value value",
    "precision_recall_fscore_support": "value value value count",
    "roc_curve": "value value value",
}
COUNTS = ("confusion_matrix", "multilabel_confusion_matrix")


def faults() -> list[Fault]:
    """Every fault to plant: one in each thing that each function returns."""
    found = []
    for name in plugin.JUDGED:
        kinds = TUPLES.get(name, "count" if name in COUNTS else "value").split()
        if name == "classification_report":
            kinds = ["value", "count"]
        found += [Fault(name, place, kind) for place, kind in enumerate(kinds)]
    return found


class Planter:
    """Runs the collected tests as described above, and keeps what it saw."""

    def __init__(self) -> None:
        self.seen: list[tuple[Fault, int, int, str]] = []

    def pytest_runtestloop(self, session) -> bool:
        """In place of pytest's own loop."""
        callers: dict[str, list[tuple[float, object]]] = {name: [] for name in plugin.JUDGED}
        for item in session.items:
            started = time.monotonic()
            if outcome(item) == "passed":
                for name in plugin.called_in_test:
                    callers[name].append((time.monotonic() - started, item))
        for fault in faults():
            planting.now = fault
            red, ran = [], 0
            for _, item in sorted(callers[fault.function], key=lambda pair: pair[0]):
                ran += 1
                if outcome(item) == "failed":
                    red.append(item.name)
                if len(red) == REDS:
                    break
            self.seen.append((fault, len(red), ran, red[0] if red else "none"))
            planting.now = None
        return True


def outcome(item) -> str:
    """Runs one test afresh: `passed`, `failed` or `skipped`."""
    plugin.called_in_test.clear()
    item._initrequest()  # so that it can run again
    reports = runtestprotocol(item, log=False, nextitem=None)
    if any(report.failed for report in reports):
        return "failed"
    return "skipped" if any(report.skipped for report in reports) else "passed"


def main() -> int:
    """The status of the process: 0 if a fault was seen in every function."""
    planter = Planter()
    os.chdir(tempfile.mkdtemp())
    with redirect_stdout(StringIO()):
        pytest.main(
            ["-q", "-p", "no:cacheprovider", "--disable-warnings", *suites.CHOICE, *sys.argv[1:]],
            plugins=[plugin, planter],
        )
    print("| function | returned | fault | red | of | the first |")
    print("|---|---:|---|---:|---:|---|")
    for fault, red, ran, first in planter.seen:
        print(f"| {fault.function} | {fault.place + 1} | {fault} | {red} | {ran} | `{first}` |")
    seen = {fault.function for fault, red, _, _ in planter.seen if red}
    unseen = [fault for fault, red, _, _ in planter.seen if not red]
    print(f"\n{len(planter.seen)} faults in {len(plugin.JUDGED)} functions, {len(unseen)} unseen")
    for fault in unseen:
        print(f"no test of scikit-learn looks at result {fault.place + 1} of {fault.function}")
    return 0 if seen == set(plugin.JUDGED) else 1


if __name__ == "__main__":
    sys.exit(main())
