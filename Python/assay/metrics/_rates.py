"""Precision, recall, F-score and Jaccard index, of each label or averaged."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from assay.metrics import _checks as checks
from assay.metrics._averaged_rates import check_arguments, one_or_all, read


def precision_recall_fscore_support(
    y_true: Any, y_pred: Any, *, beta: float = 1.0, labels: Any = None, pos_label: Any = 1,
    average: str | None = None,
    warn_for: Collection[str] = ("precision", "recall", "f-score"), sample_weight: Any = None,
    zero_division: Any = "warn",
) -> tuple[Any, Any, Any, Any]:
    """Precision, recall, F-score and support, of each label or averaged.

    precision = TP / (TP + FP), recall = TP / (TP + FN),
    F = (1 + β²) TP / ((1 + β²) TP + β² FN + FP), support = TP + FN.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row, or a matrix of zeros and ones, one column a label.
    beta : float
        How many times more recall weighs than precision, from 0 to infinity.
    labels : array-like or None
        The labels in their order; all that occur, ascending, by default.
    pos_label : int, float, bool, str or None
        The positive class, of the average "binary".
    average : {"binary", "micro", "macro", "weighted", "samples"} or None
        The rates of the positive class; of pooled counts; the plain mean over labels, or weighted
        by their supports; the mean over rows that have several labels; or one a label.
    warn_for : collection of str
        Which rates to warn of where they are undefined.
    sample_weight : array-like or None
        The weight of each row.
    zero_division : {"warn", 0.0, 1.0, nan}
        What an undefined rate is; "warn" is 0 with a warning. NaN is left out of means.

    Returns
    -------
    precision, recall, f_score : float or ndarray of shape (labels,)
    support : None, or ndarray of shape (labels,) without an average

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, the positive class does not occur, or the average does
        not fit the labels.

    Examples
    --------
    >>> precision_recall_fscore_support([0, 1, 1, 1], [0, 1, 0, 1], average="binary")
    (1.0, 0.6666666666666666, 0.8, None)
    """
    function = "precision_recall_fscore_support"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_number(function, "beta", beta, 0.0)
    check_arguments(function, labels, pos_label, average, sample_weight, zero_division)
    rates = read(
        y_true, y_pred, labels, pos_label, average, sample_weight, zero_division, beta,
        [name for name in ("precision", "recall", "f-score") if name in warn_for],
    )
    if average is not None:
        return rates[0].precision, rates[0].recall, rates[0].f_score, None
    support = np.array([rate.support for rate in rates])
    return (
        np.array([rate.precision for rate in rates]), np.array([rate.recall for rate in rates]),
        np.array([rate.f_score for rate in rates]),
        support.astype(np.int64) if sample_weight is None else support,
    )


def precision_score(
    y_true: Any, y_pred: Any, *, labels: Any = None, pos_label: Any = 1,
    average: str | None = "binary", sample_weight: Any = None, zero_division: Any = "warn",
) -> Any:
    """The part of positive predictions that is right: TP / (TP + FP).

    Parameters are those of `precision_recall_fscore_support`.

    Returns
    -------
    float, or ndarray of shape (labels,) without an average

    Raises
    ------
    ValueError
        As `precision_recall_fscore_support`.

    Examples
    --------
    >>> precision_score([0, 1, 1, 0], [0, 1, 1, 1])
    0.6666666666666666
    """
    checks.check_array_like("precision_score", y_true=y_true, y_pred=y_pred)
    check_arguments("precision_score", labels, pos_label, average, sample_weight, zero_division)
    rates = read(
        y_true, y_pred, labels, pos_label, average, sample_weight, zero_division, 1.0,
        ("precision",),
    )
    return one_or_all([rate.precision for rate in rates], average)


def recall_score(
    y_true: Any, y_pred: Any, *, labels: Any = None, pos_label: Any = 1,
    average: str | None = "binary", sample_weight: Any = None, zero_division: Any = "warn",
) -> Any:
    """The part of the positive rows that is found: TP / (TP + FN).

    Parameters are those of `precision_recall_fscore_support`.

    Returns
    -------
    float, or ndarray of shape (labels,) without an average

    Raises
    ------
    ValueError
        As `precision_recall_fscore_support`.

    Examples
    --------
    >>> recall_score([0, 1, 1, 1], [0, 1, 1, 0])
    0.6666666666666666
    """
    checks.check_array_like("recall_score", y_true=y_true, y_pred=y_pred)
    check_arguments("recall_score", labels, pos_label, average, sample_weight, zero_division)
    rates = read(
        y_true, y_pred, labels, pos_label, average, sample_weight, zero_division, 1.0, ("recall",)
    )
    return one_or_all([rate.recall for rate in rates], average)


def f1_score(
    y_true: Any, y_pred: Any, *, labels: Any = None, pos_label: Any = 1,
    average: str | None = "binary", sample_weight: Any = None, zero_division: Any = "warn",
) -> Any:
    """The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).

    Parameters are those of `precision_recall_fscore_support`.

    Returns
    -------
    float, or ndarray of shape (labels,) without an average

    Raises
    ------
    ValueError
        As `precision_recall_fscore_support`.

    Examples
    --------
    >>> f1_score([0, 1, 1, 1], [0, 1, 1, 0])
    0.8
    """
    checks.check_array_like("f1_score", y_true=y_true, y_pred=y_pred)
    check_arguments("f1_score", labels, pos_label, average, sample_weight, zero_division)
    rates = read(
        y_true, y_pred, labels, pos_label, average, sample_weight, zero_division, 1.0, ("f-score",)
    )
    return one_or_all([rate.f_score for rate in rates], average)


def fbeta_score(
    y_true: Any, y_pred: Any, *, beta: float, labels: Any = None, pos_label: Any = 1,
    average: str | None = "binary", sample_weight: Any = None, zero_division: Any = "warn",
) -> Any:
    """The mean of precision and recall with recall weighing β times more.

    F = (1 + β²) TP / ((1 + β²) TP + β² FN + FP). Parameters are those of
    `precision_recall_fscore_support`.

    Returns
    -------
    float, or ndarray of shape (labels,) without an average

    Raises
    ------
    ValueError
        As `precision_recall_fscore_support`.

    Examples
    --------
    >>> round(fbeta_score([0, 1, 1, 1], [0, 1, 1, 0], beta=2), 4)
    0.7143
    """
    checks.check_array_like("fbeta_score", y_true=y_true, y_pred=y_pred)
    checks.check_number("fbeta_score", "beta", beta, 0.0)
    check_arguments("fbeta_score", labels, pos_label, average, sample_weight, zero_division)
    rates = read(
        y_true, y_pred, labels, pos_label, average, sample_weight, zero_division, beta,
        ("f-score",),
    )
    return one_or_all([rate.f_score for rate in rates], average)


def jaccard_score(
    y_true: Any, y_pred: Any, *, labels: Any = None, pos_label: Any = 1,
    average: str | None = "binary", sample_weight: Any = None, zero_division: Any = "warn",
) -> Any:
    """The overlap of truth and predictions: TP / (TP + FP + FN), for masks the IoU.

    Parameters are those of `precision_recall_fscore_support`, but `zero_division` cannot be NaN.

    Returns
    -------
    float, or ndarray of shape (labels,) without an average

    Raises
    ------
    ValueError
        As `precision_recall_fscore_support`.

    Examples
    --------
    >>> jaccard_score([0, 1, 1, 1], [0, 1, 1, 0])
    0.6666666666666666
    """
    function = "jaccard_score"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_zero_division(function, zero_division, or_nan=False)
    check_arguments(function, labels, pos_label, average, sample_weight, zero_division)
    rates = read(
        y_true, y_pred, labels, pos_label, average, sample_weight, zero_division, 1.0, ("jaccard",)
    )
    return one_or_all([rate.jaccard for rate in rates], average)
