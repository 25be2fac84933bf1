"""The Brier score, and how much of the classes' own it saves."""

from __future__ import annotations

from typing import Any

from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics._log_loss import has_too_few_rows
from assay.metrics._probabilities import Probabilities, of_classes, of_two_classes


def brier_score_loss(
    y_true: Any, y_proba: Any, *, sample_weight: Any = None, pos_label: Any = None,
    labels: Any = None, scale_by_half: bool | str = "auto",
) -> float:
    """The mean squared distance of probabilities from the truth: Σ w Σₖ (tₖ − pₖ)² / Σ w.

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    y_proba : array-like
        The probability of the positive class, or of each class in ascending order.
    sample_weight : array-like or None
        The weight of each row.
    pos_label : int, float, bool, str or None
        The positive class of a single column; if None 1 of {0, 1} and {-1, 1}, else the greater
        number.
    labels : array-like or None
        All classes, where y_true lacks some.
    scale_by_half : bool or "auto"
        Whether to halve it, so that it is at most 1; "auto" halves that of two classes.

    Returns
    -------
    float
        From 0 to 1 halved, else to 2; less is better.

    Raises
    ------
    ValueError
        Lengths differ, a probability is outside 0 … 1, or classes and columns do not agree.

    Examples
    --------
    >>> round(brier_score_loss([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]), 4)
    0.0375
    """
    function = "brier_score_loss"
    checks.check_array_like(function, y_true=y_true, y_proba=y_proba)
    checks.check_array_like_or_none(function, sample_weight=sample_weight, labels=labels)
    checks.check_pos_label(function, pos_label)
    if not (isinstance(scale_by_half, str) and scale_by_half == "auto"):
        checks.check_boolean(function, scale_by_half=scale_by_half)
    rows = rows_of(y_true, y_proba, sample_weight, pos_label, labels)
    halved = rows.width < 3 if isinstance(scale_by_half, str) else bool(scale_by_half)
    return rows.read("assay_brier_score", halved)


def d2_brier_score(
    y_true: Any, y_proba: Any, *, sample_weight: Any = None, pos_label: Any = None,
    labels: Any = None,
) -> float:
    """How much of the Brier score of always giving the classes' frequencies is saved.

    D² = 1 − Brier score / Brier score of the (weighted) frequencies.

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    y_proba : array-like
        The probability of the positive class, or of each class in ascending order.
    sample_weight : array-like or None
        The weight of each row.
    pos_label : int, float, bool, str or None
        The positive class of a single column; if None 1 of {0, 1} and {-1, 1}, else the greater
        number.
    labels : array-like or None
        All classes, where y_true lacks some.

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
    >>> d2_brier_score([0, 0, 1, 1], [0.5, 0.5, 0.5, 0.5])
    0.0
    """
    function = "d2_brier_score"
    checks.check_array_like(function, y_true=y_true, y_proba=y_proba)
    checks.check_array_like_or_none(function, sample_weight=sample_weight, labels=labels)
    checks.check_pos_label(function, pos_label)
    if has_too_few_rows(y_true, y_proba, sample_weight):
        return float("nan")
    return rows_of(y_true, y_proba, sample_weight, pos_label, labels).read("assay_d2_brier_score")


def rows_of(
    y_true: Any, y_proba: Any, sample_weight: Any, pos_label: Any, labels: Any
) -> Probabilities:
    """Checked rows: of the positive class, or of every class."""
    values = scores.numbers(y_proba, "y_proba")
    if values.ndim == 1 or values.shape[1] == 1:
        return of_two_classes(y_true, values, sample_weight, pos_label)
    return of_classes(y_true, values, sample_weight, labels)
