"""The part of rows that is right, and the part that is wrong."""

from __future__ import annotations

from typing import Any

from assay import _interface
from assay.metrics import _checks as checks
from assay.metrics._label_columns import Sets, counted


def accuracy_score(
    y_true: Any, y_pred: Any, *, normalize: bool = True, sample_weight: Any = None
) -> float:
    """The part of rows whose prediction is right: Σ w [y_true = y_pred] / Σ w.

    A row of several labels is right if all of them are.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row, or a matrix of zeros and ones, one column a label.
    normalize : bool
        Whether to divide by the rows; their number, or weight, else.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        0 … 1, or the number of right rows.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or the columns are of different kinds.

    Examples
    --------
    >>> accuracy_score(["cat", "dog", "cat"], ["cat", "dog", "dog"], normalize=False)
    2.0
    """
    function = "accuracy_score"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_boolean(function, normalize=normalize)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    seen = counted(y_true, y_pred, sample_weight)
    if isinstance(seen, Sets):
        return seen.agreement().read(_interface.SUBSET_ACCURACY if normalize else _interface.EXACT_MATCHES)
    return seen.read(_interface.ACCURACY if normalize else _interface.CORRECT)[0]


def zero_one_loss(
    y_true: Any, y_pred: Any, *, normalize: bool = True, sample_weight: Any = None
) -> float:
    """The part of rows whose prediction is wrong: 1 − accuracy.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row, or a matrix of zeros and ones, one column a label.
    normalize : bool
        Whether to divide by the rows; their number, or weight, else.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        0 … 1, or the number of wrong rows; less is better.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or the columns are of different kinds.

    Examples
    --------
    >>> zero_one_loss([1, 2, 3, 4], [2, 2, 3, 4])
    0.25
    """
    function = "zero_one_loss"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_boolean(function, normalize=normalize)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    seen = counted(y_true, y_pred, sample_weight)
    if isinstance(seen, Sets):
        return seen.agreement().read(
            _interface.SUBSET_ZERO_ONE_LOSS if normalize else _interface.ROWS_IN_ERROR
        )
    return seen.read(_interface.ZERO_ONE_LOSS if normalize else _interface.ERRORS)[0]


def hamming_loss(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """The part of all labels that is wrong: of one label a row, the zero-one loss.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row, or a matrix of zeros and ones, one column a label.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        0 … 1; less is better.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or the columns are of different kinds.

    Examples
    --------
    >>> hamming_loss([[0, 1], [1, 1]], [[0, 0], [0, 0]])
    0.75
    """
    function = "hamming_loss"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    seen = counted(y_true, y_pred, sample_weight)
    if isinstance(seen, Sets):
        return seen.agreement().read(_interface.HAMMING_LOSS)
    return seen.read(_interface.ZERO_ONE_LOSS)[0]
