"""The log loss, and how much of the classes' own it saves."""

from __future__ import annotations

import warnings
from typing import Any

from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _checks as checks
from assay.metrics._probabilities import of_classes


def log_loss(
    y_true: Any, y_proba: Any = None, *, normalize: bool = True, sample_weight: Any = None,
    labels: Any = None, y_pred: Any = "deprecated",
) -> float:
    """The mean surprise at the truth: −Σ w ln p(true class) / Σ w.

    Probabilities are clipped to ε … 1 − ε, ε of their own precision.

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    y_proba : array-like
        The probability of the greater of two classes, or of each class in ascending order.
    normalize : bool
        Whether to take the mean; the sum else.
    sample_weight : array-like or None
        The weight of each row.
    labels : array-like or None
        All classes, where y_true lacks some.
    y_pred : array-like
        The old name of y_proba.

    Returns
    -------
    float
        At least 0; less is better.

    Raises
    ------
    ValueError
        Lengths differ, a probability is outside 0 … 1, or classes and columns do not agree.

    Examples
    --------
    >>> round(log_loss(["ham", "spam", "spam"], [0.1, 0.9, 0.8]), 4)
    0.1446
    """
    function = "log_loss"
    y_proba = renamed(y_proba, y_pred)
    checks.check_array_like(function, y_true=y_true, y_proba=y_proba)
    checks.check_boolean(function, normalize=normalize)
    checks.check_array_like_or_none(function, sample_weight=sample_weight, labels=labels)
    rows = of_classes(y_true, y_proba, sample_weight, labels)
    return rows.read("assay_log_loss", bool(normalize))


def d2_log_loss_score(
    y_true: Any, y_proba: Any = None, *, sample_weight: Any = None, labels: Any = None,
    y_pred: Any = "deprecated",
) -> float:
    """How much of the log loss of always giving the classes' frequencies is saved.

    D² = 1 − log loss / log loss of the (weighted) frequencies.

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    y_proba : array-like
        The probability of the greater of two classes, or of each class in ascending order.
    sample_weight : array-like or None
        The weight of each row.
    labels : array-like or None
        All classes, where y_true lacks some.
    y_pred : array-like
        The old name of y_proba.

    Returns
    -------
    float
        At most 1; 0 for the frequencies themselves. NaN of fewer than two rows, with an
        `UndefinedMetricWarning`.

    Raises
    ------
    ValueError
        Lengths differ, a probability is outside 0 … 1, or classes and columns do not agree.

    Examples
    --------
    >>> d2_log_loss_score([0, 0, 1, 1], [0.5, 0.5, 0.5, 0.5])
    0.0
    """
    function = "d2_log_loss_score"
    y_proba = renamed(y_proba, y_pred)
    checks.check_array_like(function, y_true=y_true, y_proba=y_proba)
    checks.check_array_like_or_none(function, sample_weight=sample_weight, labels=labels)
    if has_too_few_rows(y_true, y_proba, sample_weight):
        return float("nan")
    return of_classes(y_true, y_proba, sample_weight, labels).read("assay_d2_log_loss")


def renamed(y_proba: Any, y_pred: Any) -> Any:
    """`y_proba`, which was called `y_pred`."""
    if isinstance(y_pred, str) and y_pred == "deprecated":
        return y_proba
    if y_proba is not None:
        raise ValueError(
            "Cannot use both `y_pred` and `y_proba`. `y_pred` is deprecated, use `y_proba` instead."
        )
    warnings.warn(
        "`y_pred` was renamed to `y_proba` in version 1.9 and will be removed in 1.11 of "
        "scikit-learn. Use `y_proba` instead.",
        FutureWarning, stacklevel=3,
    )
    return y_pred


def has_too_few_rows(y_true: Any, y_proba: Any, sample_weight: Any) -> bool:
    """Whether there are fewer than the two rows that D² needs; says so."""
    if checks.check_lengths(y_proba, y_true, sample_weight) >= 2:
        return False
    warnings.warn(
        "D^2 score is not well-defined with less than two samples. It is NaN: pass more rows",
        UndefinedMetricWarning, stacklevel=3,
    )
    return True
