"""A pytest plugin that puts `assay.metrics` in the place of scikit-learn's own functions.

Load it by `pytest -p plugin`, with this folder and `Python` on the path. Before any test module is
imported, every name in scikit-learn that is bound to a public function of the table below is bound
to ours: whole functions, checks, messages and warnings included, never inner parts. Behind each
stands a counter, so that the table printed at the end says which function answered how many calls,
how many it had to leave to scikit-learn, and in how many tests that passed or failed it was called.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections import Counter
from pathlib import Path

import planting
import sklearn.calibration
import sklearn.exceptions
import sklearn.metrics
from sklearn.utils import _param_validation

import assay.exceptions
import assay.metrics

JUDGED = (
    "accuracy_score auc average_precision_score balanced_accuracy_score brier_score_loss "
    "calibration_curve class_likelihood_ratios classification_report cohen_kappa_score "
    "confusion_matrix confusion_matrix_at_thresholds coverage_error d2_brier_score "
    "d2_log_loss_score dcg_score det_curve f1_score fbeta_score hamming_loss hinge_loss "
    "jaccard_score label_ranking_average_precision_score label_ranking_loss log_loss "
    "matthews_corrcoef metric_at_thresholds multilabel_confusion_matrix ndcg_score "
    "precision_recall_curve precision_recall_fscore_support precision_score recall_score "
    "roc_auc_score roc_curve top_k_accuracy_score zero_one_loss"
).split()

answered: Counter[str] = Counter()
left: Counter[str] = Counter()
passed: Counter[str] = Counter()
failed: Counter[str] = Counter()
called_in_test: set[str] = set()
outcomes: dict[str, str] = {}


def needs_array_api(values) -> bool:
    """Whether dispatch by array API is on and an array of another library than NumPy is passed."""
    if not sklearn.get_config()["array_api_dispatch"]:
        return False
    return any(
        hasattr(value, "__array_namespace__") and not type(value).__module__.startswith("numpy")
        for value in values
    )


def in_place_of(original, name: str, ours):
    """Our function, counted; it leaves to `original` what only another array library can hold."""

    @functools.wraps(ours)
    def counted(*args, **kwargs):
        called_in_test.add(name)
        if needs_array_api((*args, *kwargs.values())):
            left[name] += 1
            return original(*args, **kwargs)
        answered[name] += 1
        return ours(*args, **kwargs)

    return counted


def rebind(original, replacement) -> int:
    """Binds every name in scikit-learn's loaded modules that is bound to `original` anew."""
    count = 0
    for module in [m for n, m in sys.modules.items() if n.split(".")[0] == "sklearn"]:
        for name, value in list(vars(module).items()):
            if value is original:
                setattr(module, name, replacement)
                count += 1
    return count


def put_in_place() -> None:
    """Puts our functions, and the classes of our exceptions and warnings, into scikit-learn."""
    for name in JUDGED:
        home = sklearn.calibration if name == "calibration_curve" else sklearn.metrics
        original = getattr(home, name)
        ours = planting.planted(name, getattr(assay.metrics, name))
        rebind(original, in_place_of(original, name, ours))
    for original, ours in (
        (sklearn.exceptions.UndefinedMetricWarning, assay.exceptions.UndefinedMetricWarning),
        (_param_validation.InvalidParameterError, assay.exceptions.InvalidParameterError),
    ):
        rebind(original, ours)


put_in_place()


def pytest_runtest_setup(item) -> None:
    """Starts each test with no function called."""
    called_in_test.clear()


def pytest_runtest_logreport(report) -> None:
    """Books a test, and under each function that it called."""
    test = report.nodeid.rpartition("/")[2].replace(".py::", "::", 1)
    if report.failed:
        outcomes[test] = "failed"
    elif report.skipped or report.when == "call":
        outcomes.setdefault(test, report.outcome)
    if report.when == "call" and not report.skipped:
        for name in called_in_test:
            (passed if report.passed else failed)[name] += 1


def pytest_terminal_summary(terminalreporter) -> None:
    """Prints the table; writes all outcomes where `ASSAY_CONFORMANCE_OUTCOMES` says."""
    rows = [(n, passed[n], failed[n], answered[n], left[n]) for n in JUDGED]
    totals = [sum(column) for column in list(zip(*rows))[3:]]
    write = terminalreporter.write_line
    terminalreporter.section("scikit-learn's tests with assay.metrics in place")
    layout = "{:38} {:>7} {:>7} {:>8} {:>15}"
    write(layout.format("function", "passed", "failed", "calls", "to scikit-learn"))
    for row in rows:
        write(layout.format(*row))
    write(layout.format("all", "", "", *totals))
    if path := os.environ.get("ASSAY_CONFORMANCE_OUTCOMES"):
        Path(path).write_text(json.dumps(outcomes), "utf-8")
