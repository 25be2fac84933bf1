"""The part of rows that is right, and the part that is wrong."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay import _interface
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets
from assay.metrics._label_columns import counted
from assay.metrics._label_sets import Sets
from assay.metrics._matrix import Matrix

#: From how far apart labels are on, a matrix of them is likely to be large.
SPREAD = 1000


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
    seen = counted_or_compared(y_true, y_pred, sample_weight)
    if isinstance(seen, Sets):
        return seen.agreement().read(
            _interface.SUBSET_ACCURACY if normalize else _interface.EXACT_MATCHES
        )
    return seen.read(_interface.ACCURACY if normalize else _interface.CORRECT)


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
    seen = counted_or_compared(y_true, y_pred, sample_weight)
    if isinstance(seen, Sets):
        return seen.agreement().read(
            _interface.SUBSET_ZERO_ONE_LOSS if normalize else _interface.ROWS_IN_ERROR
        )
    return seen.read(_interface.ZERO_ONE_LOSS if normalize else _interface.ERRORS)


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
    seen = counted_or_compared(y_true, y_pred, sample_weight)
    if isinstance(seen, Sets):
        return seen.agreement().read(_interface.HAMMING_LOSS)
    return seen.read(_interface.ZERO_ONE_LOSS)


def counted_or_compared(y_true: Any, y_pred: Any, sample_weight: Any) -> Matrix | Sets:
    """Truth and predictions, counted; of many classes, only whether the two agree.

    The matrix of agreement has the accuracy of the whole one, and two classes.
    """
    if type(y_true) is np.ndarray and type(y_pred) is np.ndarray:
        integers = y_true.dtype == y_pred.dtype and y_true.dtype.kind in "iu"
        if integers and y_true.ndim == y_pred.ndim == 1 and 0 < len(y_true) == len(y_pred):
            some = y_true[:256]
            if int(some.max()) - int(some.min()) > SPREAD:
                return agreement(y_true, y_pred, sample_weight)
    try:
        return counted(y_true, y_pred, sample_weight)
    except MemoryError:
        truth, called = targets.column(y_true, "y_true"), targets.column(y_pred, "y_pred")
        return agreement(truth, called, sample_weight)


def agreement(truth: np.ndarray, called: np.ndarray, sample_weight: Any) -> Matrix | Sets:
    """The matrix of rows that should be 1, and are where truth and prediction agree."""
    return counted(np.ones(len(truth), np.bool_), truth == called, sample_weight)
