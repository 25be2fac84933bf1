"""Measures each function beside scikit-learn's, in the same process, on the same arrays.

    speed.py [rows …]

Both are called in turn, and the best time of each counts, checks of the input included. The values
are compared on the way.
"""

from __future__ import annotations

import sys
import time
import warnings
from typing import Any, Callable

import numpy as np
import sklearn.calibration
import sklearn.metrics

import assay.metrics

#: How many times faster than scikit-learn ours must be, by rows.
BARS = {1_000: 5, 1_000_000: 10}


def cases(rows: int) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Functions with what they are given: random truths, and scores that know something of them."""
    random = np.random.default_rng(1)
    two = random.integers(0, 2, rows)
    guessed = np.where(random.random(rows) < 0.8, two, 1 - two)
    ten = random.integers(0, 10, rows)
    ten_guessed = np.where(random.random(rows) < 0.7, ten, random.integers(0, 10, rows))
    scores = random.normal(two, 1.0)
    chances = 1 / (1 + np.exp(-scores))
    logits = random.normal(size=(rows, 10))
    logits[np.arange(rows), ten] += 1
    table = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    few = max(100, rows // 100)  # theirs loops over rows in Python
    marks = random.integers(0, 2, (few, 5))
    label_scores = random.normal(marks, 1.0)
    relevances = random.integers(0, 5, (few, 10))
    gain_scores = random.normal(relevances, 1.0)
    labels = (two, guessed)
    classes = (ten, ten_guessed)
    macro: dict[str, Any] = {"average": "macro"}
    return [
        ("accuracy_score", labels, {}),
        ("balanced_accuracy_score", classes, {}),
        ("zero_one_loss", labels, {}),
        ("hamming_loss", labels, {}),
        ("confusion_matrix", classes, {}),
        ("multilabel_confusion_matrix", classes, {}),
        ("cohen_kappa_score", classes, {}),
        ("matthews_corrcoef", classes, {}),
        ("precision_score", labels, {}),
        ("recall_score", labels, {}),
        ("f1_score", classes, macro),
        ("fbeta_score", labels, {"beta": 2}),
        ("precision_recall_fscore_support", classes, {}),
        ("jaccard_score", classes, macro),
        ("class_likelihood_ratios", labels, {}),
        ("classification_report", classes, {}),
        ("roc_auc_score", (two, scores), {}),
        ("roc_auc_score", (ten, table), {"multi_class": "ovr"}),
        ("average_precision_score", (two, scores), {}),
        ("roc_curve", (two, scores), {}),
        ("precision_recall_curve", (two, scores), {}),
        ("det_curve", (two, scores), {}),
        ("confusion_matrix_at_thresholds", (two, scores), {}),
        ("log_loss", (two, chances), {}),
        ("log_loss", (ten, table), {}),
        ("brier_score_loss", (two, chances), {}),
        ("d2_log_loss_score", (ten, table), {}),
        ("d2_brier_score", (two, chances), {}),
        ("hinge_loss", (two, scores), {}),
        ("top_k_accuracy_score", (ten, table), {}),
        ("calibration_curve", (two, chances), {}),
        ("coverage_error", (marks, label_scores), {}),
        ("label_ranking_average_precision_score", (marks, label_scores), {}),
        ("label_ranking_loss", (marks, label_scores), {}),
        ("dcg_score", (relevances, gain_scores), {}),
        ("ndcg_score", (relevances, gain_scores), {}),
    ]


def theirs(name: str) -> Callable[..., Any]:
    """scikit-learn's function."""
    home = sklearn.calibration if name == "calibration_curve" else sklearn.metrics
    return getattr(home, name)


def best_times(
    functions: list[Callable[[], Any]], least_seconds: float, least_calls: int
) -> list[float]:
    """The best time of each function, called in turn."""
    best = [float("inf")] * len(functions)
    started, calls = time.perf_counter(), 0
    while calls < least_calls or time.perf_counter() - started < least_seconds:
        for index, function in enumerate(functions):
            start = time.perf_counter()
            function()
            best[index] = min(best[index], time.perf_counter() - start)
        calls += 1
        if calls >= 2 and time.perf_counter() - started > 20 * least_seconds:
            break
    return best


def agree(one: Any, other: Any) -> bool:
    """Whether two results are the same, but for the last digits."""
    if isinstance(one, str):
        return one == other
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(agree, one, other))
    if one is None:
        return other is None
    return bool(np.allclose(one, other, rtol=1e-9, atol=1e-12, equal_nan=True))


def text(seconds: float) -> str:
    """A time in the unit that suits it."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} µs"
    return f"{seconds * 1e3:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def main() -> int:
    """The status of the process: 0 if results agree and every bar is held."""
    warnings.simplefilter("ignore")
    short = 0
    for rows in [int(argument) for argument in sys.argv[1:]] or list(BARS):
        bar = BARS.get(rows, 0)
        print(f"\n{rows:,} rows (rankings: a hundredth of them, at least 100)\n")
        print("| function | scikit-learn | Assay | times faster |")
        print("|---|---:|---:|---:|")
        for name, arguments, options in cases(rows):
            pair = [
                lambda f=function: f(*arguments, **options)
                for function in (theirs(name), getattr(assay.metrics, name))
            ]
            same = agree(pair[0](), pair[1]())
            slow, fast = best_times(pair, 0.15 if rows < 100_000 else 0.3, 3)
            note = "" if same else " **differs**"
            note += " (below the bar)" if slow < bar * fast else ""
            short += bool(note)
            several = " (10 classes)" if arguments[0].ndim == 1 and arguments[0].max() > 1 else ""
            print(f"| {name}{several} | {text(slow)} | {text(fast)} | {slow / fast:.1f}{note} |",
                  flush=True)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
