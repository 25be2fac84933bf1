"""Agreement beyond chance: Cohen's kappa and Matthews' correlation."""

from __future__ import annotations

import math
import warnings
from typing import Any

from assay import _interface
from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _checks as checks
from assay.metrics._confusion_matrix import chosen_matrix, warn_of_single_label

KAPPAS = {
    None: _interface.COHEN_KAPPA,
    "linear": _interface.LINEAR_COHEN_KAPPA,
    "quadratic": _interface.QUADRATIC_COHEN_KAPPA,
}


def cohen_kappa_score(
    y1: Any, y2: Any, *, labels: Any = None, weights: str | None = None,
    sample_weight: Any = None, replace_undefined_by: float = math.nan,
) -> float:
    """Cohen's kappa: the agreement of two columns beyond that of chance, κ = 1 − Σ wC / Σ wE.

    Parameters
    ----------
    y1, y2 : array-like
        One label a row.
    labels : array-like or None
        The labels to look at, in an order that `weights` measures distance by.
    weights : {"linear", "quadratic"} or None
        How a disagreement counts: by the distance of the labels' places, its square, or once.
    sample_weight : array-like or None
        The weight of each row.
    replace_undefined_by : float
        The value where both columns hold one and the same label; a warning says so.

    Returns
    -------
    float
        −1 … 1; 0 for chance.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or no label asked for occurs in y1.

    Examples
    --------
    >>> cohen_kappa_score(["a", "b", "b", "a"], ["a", "b", "a", "a"])
    0.5
    """
    function = "cohen_kappa_score"
    checks.check_array_like(function, y1=y1, y2=y2)
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    checks.check_option(function, "weights", weights, ("linear", "quadratic", None))
    checks.check_number(
        function, "replace_undefined_by", replace_undefined_by, -1.0, 1.0, or_nan=True
    )
    try:
        matrix = chosen_matrix(y1, y2, labels, sample_weight)
    except ValueError as fault:
        if "At least one label specified must be in y_true" not in str(fault):
            raise
        raise ValueError(
            "At least one label in `labels` must be present in `y1` (even though "
            "`cohen_kappa_score` is otherwise agnostic to the order of `y1` and `y2`)."
        ) from fault
    warn_of_single_label(matrix)
    value = matrix.read_if_defined(KAPPAS[weights])
    if value is None:
        reason = (
            "`y2` contains no labels that are present in both `y1` and `labels`."
            if matrix.read(_interface.TOTAL) == 0
            else "`y1`, `y2` and `labels` have only one label in common."
        )
        warnings.warn(
            f"{reason} Cohen's kappa is undefined and set to {replace_undefined_by}; "
            "`replace_undefined_by` says to what.",
            UndefinedMetricWarning, stacklevel=2,
        )
        return replace_undefined_by
    return value


def matthews_corrcoef(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """Matthews' correlation of truth and predictions, of any number of classes.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        −1 … 1; 0 for guessing, and where one column holds a single label.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or rows have several labels.

    Examples
    --------
    >>> round(matthews_corrcoef([1, 1, 1, 0], [1, 0, 1, 1]), 4)
    -0.3333
    """
    function = "matthews_corrcoef"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    matrix = chosen_matrix(y_true, y_pred, None, sample_weight)
    warn_of_single_label(matrix)
    return matrix.read(_interface.MATTHEWS_CORRELATION)
