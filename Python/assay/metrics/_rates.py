"""Precision, recall, F-score and Jaccard index, of each label or averaged."""

from __future__ import annotations

import math
import warnings
from collections.abc import Collection
from typing import Any

import numpy as np

from assay import _interface
from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets
from assay.metrics._label_columns import Matrix, Sets, counted

AVERAGES = (None, "binary", "micro", "macro", "weighted", "samples")

CODES = {
    None: _interface.PER_LABEL, "binary": _interface.PER_LABEL, "micro": _interface.MICRO,
    "macro": _interface.MACRO, "weighted": _interface.WEIGHTED, "samples": _interface.SAMPLES,
}

#: The bit of each rate that is undefined, what it is called, and which rows there are none of.
UNDEFINED = {
    "precision": (1, "Precision", "predicted"),
    "recall": (2, "Recall", "true"),
    "f-score": (4, "F-score", "true nor predicted"),
    "jaccard": (8, "Jaccard", "true or predicted"),
}


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


def check_arguments(
    function: str, labels: Any, pos_label: Any, average: Any, sample_weight: Any,
    zero_division: Any,
) -> None:
    """The parameters that all rates have."""
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    checks.check_pos_label(function, pos_label)
    checks.check_option(function, "average", average, AVERAGES)
    checks.check_zero_division(function, zero_division)


def one_or_all(values: list[float], average: str | None) -> Any:
    """The average, or an array of the labels' values."""
    return np.array(values) if average is None else values[0]


def policy(zero_division: Any) -> int:
    """What an undefined rate is, as the library knows it."""
    if zero_division == "warn":
        return _interface.STANDARD
    if math.isnan(zero_division):
        return _interface.NAN
    return _interface.ONE if zero_division == 1 else _interface.ZERO


def read(
    y_true: Any, y_pred: Any, labels: Any, pos_label: Any, average: str | None,
    sample_weight: Any, zero_division: Any, beta: float, warned: Collection[str],
) -> list[_interface.Rates]:
    """Counts, and reads the rates of each label or their one average; warns of undefined ones.

    Called by the public functions alone: their caller is two calls up.
    """
    seen = counted(y_true, y_pred, sample_weight)
    chosen = chosen_labels(seen, labels, pos_label, average)
    if average == "samples" and isinstance(seen, Matrix):
        raise ValueError(
            "Samplewise metrics are not available outside of multilabel classification: give a "
            "matrix of zeros and ones, or another average."
        )
    rates = seen.rates(CODES[average], chosen, float(beta), policy(zero_division))
    if zero_division == "warn":
        if beta == 0 or math.isinf(beta):
            # The F-score is precision or recall then, which were warned of.
            warned = [name for name in warned if name != "f-score"]
        bits = 0
        for rate in rates:
            bits |= rate.undefined
        if bits:
            is_one = len(rates) == 1 and average in (None, "binary", "micro")
            if average in ("macro", "weighted"):
                is_one = len(seen.classes if chosen is None else chosen) == 1
            warn_of(bits, warned, average, is_one, stacklevel=4)
    return rates


def chosen_labels(
    seen: Matrix | Sets, labels: Any, pos_label: Any, average: str | None
) -> np.ndarray | None:
    """The labels to read: those given, the positive class, or None for all."""
    if average != "binary":
        if pos_label not in (None, 1):
            warnings.warn(
                f"Note that pos_label (set to {pos_label!r}) is ignored when average != 'binary' "
                f"(got {average!r}). You may use labels=[pos_label] to specify a single positive "
                "class.",
                UserWarning, stacklevel=4,
            )
        return None if labels is None else targets.as_array(labels, "labels")
    if seen.kind != "binary":
        options = [None, "micro", "macro", "weighted"]
        if seen.is_multilabel:
            options.append("samples")
        raise ValueError(
            f"Target is {seen.kind} but average='binary'. Please choose another average setting, "
            f"one of {options!r}."
        )
    present = seen.classes.tolist()
    if pos_label not in present and len(present) >= 2:
        raise ValueError(
            f"pos_label={pos_label} is not a valid label. It should be one of {seen.classes}"
        )
    return targets.as_array([pos_label], "pos_label")


def warn_of(
    bits: int, warned: Collection[str], average: str | None, is_one: bool, stacklevel: int
) -> None:
    """Warns of each rate that is undefined, and of the F-score once."""
    axis = "samples" if average == "samples" else "labels"
    rows = "labels" if average == "samples" else "samples"
    for name in warned:
        bit, title, missing = UNDEFINED[name]
        if bits & bit:
            place = f"due to no {missing} {rows}" if is_one else f"in {axis} with no {missing} {rows}"
            warnings.warn(
                f"{title} is ill-defined and being set to 0.0 {place}. Use `zero_division` "
                "parameter to control this behavior.",
                UndefinedMetricWarning, stacklevel=stacklevel,
            )
