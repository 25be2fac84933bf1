"""Two models on the same rows."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any, NamedTuple

import numpy as np

from assay import _native
from assay.evaluation._rows import scored_rows
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets


class Comparison(NamedTuple):
    """How two models compare.

    Attributes
    ----------
    first, second : float
        Each model's number.
    difference : float
        first − second.
    low, high : float
        The interval of the difference; NaN without one.
    p_value : float
        Two-sided, of no difference; NaN without a test.
    method : str
        The test.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    p_value: float
    method: str


class _Comparison(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in Comparison._fields[:-1]] + [
        ("method", ctypes.c_char * 64)
    ]

    def taken(self) -> Comparison:
        numbers = (getattr(self, name) for name in Comparison._fields[:-1])
        return Comparison(*numbers, self.method.decode("utf-8"))


def compare_predictions(
    y_true: Any, first: Any, second: Any, *, mid_p: bool = False, level: float = 0.95
) -> Comparison:
    """Compares the accuracy of two models by McNemar's exact test.

    Parameters
    ----------
    y_true, first, second : array-like
        One label a row: the truth, and what each model says.
    mid_p : bool
        Whether to count half of what is exactly as likely, which is less cautious.
    level : float
        Of the interval of the difference (Bonett and Price).

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        Lengths differ, or there are no rows.

    Examples
    --------
    >>> round(compare_predictions([1, 1, 0, 0], [1, 1, 0, 1], [0, 0, 0, 1]).p_value, 4)
    0.5
    """
    function = "compare_predictions"
    checks.check_array_like(function, y_true=y_true, first=first, second=second)
    checks.check_boolean(function, mid_p=mid_p)
    checks.check_number(function, "level", level, 0.0, 1.0, above=True)
    rows = checks.check_lengths(y_true, first, second)
    columns = [
        targets.column(values, name)
        for values, name in ((y_true, "y_true"), (first, "first"), (second, "second"))
    ]
    texts = [column.dtype.kind in "OU" for column in columns]
    if any(texts) and not all(texts):
        raise ValueError("Mix of label input types (string and number): make all three alike.")
    codes = np.unique(np.concatenate(columns), return_inverse=True)[1].astype(np.int64)
    truth, one, other = (
        np.ascontiguousarray(codes[start : start + rows]) for start in (0, rows, 2 * rows)
    )
    found = _Comparison()
    _native.call(
        _native.library.assay_compare_predictions, _native.address(truth), _native.address(one),
        _native.address(other), _native.TYPES[truth.dtype], rows, mid_p, level, byref(found),
    )
    return found.taken()


def compare_scores(
    y_true: Any, first: Any, second: Any, *, pos_label: Any = None, level: float = 0.95
) -> Comparison:
    """Compares the ROC AUC of two models by DeLong's paired test.

    Parameters
    ----------
    y_true : array-like
        One of two labels a row.
    first, second : array-like
        What each model gives the positive class.
    pos_label : label or None
        The positive class; 1 of {0, 1} and {−1, 1} by default.
    level : float
        Of the interval of the difference.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        Lengths differ, or there are no rows.

    Examples
    --------
    >>> compare_scores([0, 0, 1, 1], [0.1, 0.2, 0.3, 0.4], [0.1, 0.3, 0.2, 0.4]).difference
    0.25
    """
    function = "compare_scores"
    checks.check_number(function, "level", level, 0.0, 1.0, above=True)
    one = scored_rows(function, y_true, first, pos_label)
    other = scored_rows(function, y_true, second, pos_label)
    scores = [np.ascontiguousarray(rows.scores, np.float64) for rows in (one, other)]
    found = _Comparison()
    _native.call(
        _native.library.assay_compare_scores, _native.address(one.is_positive),
        *(_native.address(column) for column in scores), _native.TYPES[scores[0].dtype],
        len(scores[0]), level, byref(found),
    )
    return found.taken()
