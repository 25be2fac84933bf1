"""Whether predictions are better than chance."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any, NamedTuple

from assay import _native
from assay.metrics import _checks as checks
from assay.metrics._label_columns import counted


class Verdict(NamedTuple):
    """Predictions beside guessing.

    Attributes
    ----------
    chance_accuracy : float
        Of the same answers dealt at random.
    majority_accuracy : float
        Of always answering the most frequent class.
    p_chance, p_majority : float
        How probable a lead as great is by luck alone, one-sided.
    text : str
        The verdict in words, with the size of the lead and the rows that would settle it.
    """

    chance_accuracy: float
    majority_accuracy: float
    p_chance: float
    p_majority: float
    text: str


def verdict(y_true: Any, y_pred: Any) -> Verdict:
    """Judges predictions against chance and the most frequent class.

    Fisher's exact test (two classes) or a permutation test against chance, McNemar's exact test
    against the most frequent class.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row.

    Returns
    -------
    Verdict

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or rows have several labels.

    Examples
    --------
    >>> verdict([0, 1] * 50, [0, 1] * 40 + [1, 0] * 10).majority_accuracy
    0.5
    """
    checks.check_array_like("verdict", y_true=y_true, y_pred=y_pred)
    matrix = counted(y_true, y_pred)
    if matrix.is_multilabel:
        raise ValueError("multilabel-indicator is not supported: give one label for each row.")
    numbers, text = (ctypes.c_double * 4)(), ctypes.c_void_p()
    _native.call(
        _native.library.assay_confusion_verdict, matrix.pointer, numbers, byref(text)
    )
    return Verdict(*numbers, _native.text(text))
