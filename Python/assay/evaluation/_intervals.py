"""A metric with its interval."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any, NamedTuple

from assay import _native
from assay.evaluation._rows import scored_rows
from assay.metrics import _checks as checks
from assay.metrics._label_columns import counted


class Estimate(NamedTuple):
    """A number and how sure it is.

    Attributes
    ----------
    value : float
        The metric on the rows given.
    low, high : float
        The interval; NaN without one.
    level : float
        How often such intervals hold the truth.
    method : str
        How the interval was found.
    missing : str
        Why there is none; empty with one.
    """

    value: float
    low: float
    high: float
    level: float
    method: str
    missing: str


class _Estimate(ctypes.Structure):
    _fields_ = [
        ("value", ctypes.c_double), ("low", ctypes.c_double), ("high", ctypes.c_double),
        ("level", ctypes.c_double), ("method", ctypes.c_char * 64),
        ("missing", ctypes.c_char * 128),
    ]

    def taken(self) -> Estimate:
        return Estimate(
            self.value, self.low, self.high, self.level, self.method.decode("utf-8"),
            self.missing.decode("utf-8"),
        )


def estimate(
    y_true: Any, y_pred: Any, metric: str = "f1", *, pos_label: Any = None,
    sample_weight: Any = None, level: float = 0.95, resamples: int = 2_000, seed: int = 1,
) -> Estimate:
    """A metric of predicted labels with its interval.

    Wilson's interval for proportions, a bootstrap of the counts for what follows from counts.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row.
    metric : str
        Its name: accuracy, balanced_accuracy, precision, recall, specificity, f1, jaccard,
        cohen_kappa, matthews_corrcoef, macro_f1, weighted_f1 … An unknown name is answered by all
        of them.
    pos_label : label or None
        The positive class; the greatest label by default.
    sample_weight : array-like or None
        The weight of each row; then there may be no interval.
    level : float
        How often such intervals are to hold the truth.
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, fewer than two classes, or the metric is unknown.

    Examples
    --------
    >>> found = estimate([1, 1, 0, 1] * 25, [1, 0, 0, 1] * 25, "recall")
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3), found.method
    (0.667, 0.554, 0.763, 'Wilson')
    """
    function = "estimate"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    check_interval(function, level, resamples, seed)
    matrix = counted(y_true, y_pred, sample_weight)
    if matrix.is_multilabel:
        raise ValueError("multilabel-indicator is not supported: give one label for each row.")
    classes = matrix.classes.tolist()
    positive = classes[-1] if pos_label is None else pos_label
    if positive not in classes:
        raise ValueError(
            f"pos_label={positive!r} is not a valid label. It should be one of {classes}"
        )
    found = _Estimate()
    _native.call(
        _native.library.assay_confusion_estimate, matrix.pointer, metric.encode("utf-8"),
        int(matrix.codes[classes.index(positive)]), level, resamples, seed, byref(found),
    )
    return found.taken()


def estimate_scores(
    y_true: Any, y_score: Any, metric: str = "roc_auc", *, pos_label: Any = None,
    sample_weight: Any = None, level: float = 0.95, resamples: int = 2_000, seed: int = 1,
) -> Estimate:
    """A metric of scores of two classes with its interval.

    DeLong's interval on the logit scale for the ROC AUC; a bootstrap of the curve for average
    precision; the standard error of the mean for log loss and Brier score.

    Parameters
    ----------
    y_true : array-like
        One of two labels a row.
    y_score : array-like
        The score or probability of the positive class.
    metric : str
        roc_auc, average_precision, log_loss or brier_score.
    pos_label : label or None
        The positive class; 1 of {0, 1} and {−1, 1} by default.
    sample_weight : array-like or None
        The weight of each row; then there may be no interval.
    level, resamples, seed
        As of `estimate`.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or the metric is unknown.

    Examples
    --------
    >>> found = estimate_scores([0, 0, 1, 1, 0, 1], [0.1, 0.4, 0.35, 0.8, 0.2, 0.9])
    >>> round(found.value, 4), found.method
    (0.8889, 'DeLong, logit scale')
    """
    function = "estimate_scores"
    check_interval(function, level, resamples, seed)
    rows = scored_rows(function, y_true, y_score, pos_label, sample_weight)
    found = _Estimate()
    _native.call(
        _native.library.assay_score_estimate, *rows.arguments, metric.encode("utf-8"), level,
        resamples, seed, byref(found),
    )
    return found.taken()


def check_interval(function: str, level: float, resamples: int, seed: int) -> None:
    """What every interval is asked by."""
    checks.check_number(function, "level", level, 0.0, 1.0, above=True)
    checks.check_number(function, "resamples", resamples, 100, 1_000_000, integral=True)
    checks.check_number(function, "seed", seed, 0, 2**64 - 1, integral=True)
