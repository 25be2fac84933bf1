"""Confusion matrices: of classes, and of each label against the rest."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from assay import _interface, _native
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets
from assay.metrics._label_columns import asked_labels, counted
from assay.metrics._label_sets import Sets
from assay.metrics._matrix import Matrix

NORMALIZATIONS = {"true": 1, "pred": 2, "all": 3}


def confusion_matrix(
    y_true: Any, y_pred: Any, *, labels: Any = None, sample_weight: Any = None,
    normalize: str | None = None,
) -> np.ndarray:
    """How often each class was taken for each: rows are the truth, columns the predictions.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row.
    labels : array-like or None
        The classes in the order of rows and columns; rows of others are left out. All that occur,
        ascending, by default.
    sample_weight : array-like or None
        The weight of each row.
    normalize : {"true", "pred", "all"} or None
        What to divide by: the sum of each row, of each column, or of all; 0 where that is 0.

    Returns
    -------
    ndarray of shape (classes, classes)
        Whole numbers, unless weights are fractions or cells are normalised.

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, rows have several labels, or no label asked for occurs in
        y_true.

    Examples
    --------
    >>> confusion_matrix([2, 0, 2, 2], [0, 0, 2, 2])
    array([[1, 0],
           [1, 2]])
    """
    function = "confusion_matrix"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    checks.check_option(function, "normalize", normalize, ("true", "pred", "all", None))
    matrix = chosen_matrix(y_true, y_pred, labels, sample_weight)
    if normalize is not None:
        cells = np.empty((len(matrix.classes),) * 2)
        _native.call(
            _native.library.assay_confusion_normalized, matrix.pointer,
            NORMALIZATIONS[normalize], _native.address(cells),
        )
    else:
        cells = matrix.cells()
        if sample_weight is None or checks.dense_weights(sample_weight).dtype.kind in "biu":
            cells = whole_cells(cells, y_true, y_pred, labels, sample_weight)
    warn_of_single_label(matrix)
    return cells


def warn_of_single_label(matrix: Matrix) -> None:
    """Warns the caller of the public function if there is one class alone."""
    if len(matrix.classes) == 1:
        warnings.warn(
            "A single label was found in 'y_true' and 'y_pred': no other class has a row or column "
            "in the confusion matrix. Pass all known labels as 'labels' where there is such a "
            "parameter.",
            UserWarning, stacklevel=3,
        )


def chosen_matrix(y_true: Any, y_pred: Any, labels: Any, sample_weight: Any) -> Matrix:
    """The matrix of one label a row, over the labels asked for."""
    return over_labels(counted(y_true, y_pred, sample_weight), labels, y_true, sample_weight)


def over_labels(
    matrix: Matrix | Sets, labels: Any, y_true: Any, sample_weight: Any
) -> Matrix:
    """The matrix over the labels asked for, some of which must occur; no sets of labels."""
    if matrix.is_multilabel:
        raise ValueError(
            "multilabel-indicator is not supported: take multilabel_confusion_matrix for rows of "
            "several labels."
        )
    if labels is None:
        return matrix
    asked = asked_labels(labels)
    counts = matrix.counts(asked)
    if not counts[:, 2:].any() and not (
        # Rows that weigh nothing, or less, are rows all the same.
        sample_weight is not None and np.isin(asked, targets.column(y_true)).any()
    ):
        raise ValueError("At least one label specified must be in y_true: none of 'labels' is.")
    return matrix.selected(asked)


def whole_cells(
    cells: np.ndarray, y_true: Any, y_pred: Any, labels: Any, sample_weight: Any
) -> np.ndarray:
    """The cells as 64-bit integers, also where they pass what doubles count one by one."""
    if sample_weight is None or float(np.abs(cells).sum()) < 2.0**53:
        return cells.astype(np.int64)
    # In two halves, each of which doubles hold exactly.
    weights = checks.dense_weights(sample_weight).astype(np.int64)
    total = np.zeros(cells.shape, np.int64)
    for part, unit in ((weights >> 32, 1 << 32), (weights & 0xFFFFFFFF, 1)):
        if part.any():
            halves = chosen_matrix(y_true, y_pred, labels, part.astype(np.float64)).cells()
            total += halves.astype(np.int64) * unit
    return total


def multilabel_confusion_matrix(
    y_true: Any, y_pred: Any, *, sample_weight: Any = None, labels: Any = None,
    samplewise: bool = False,
) -> np.ndarray:
    """A matrix of two by two for each label, that label against the rest; or for each row.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row, or a matrix of zeros and ones, one column a label.
    sample_weight : array-like or None
        The weight of each row.
    labels : array-like or None
        The labels in their order, or the columns; all by default.
    samplewise : bool
        Whether to count the labels of each row, of rows that have several.

    Returns
    -------
    ndarray of shape (labels or rows, 2, 2)
        [[true negatives, false positives], [false negatives, true positives]].

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, a label is no column, or rows have one label and
        `samplewise` is asked for.

    Examples
    --------
    >>> multilabel_confusion_matrix([0, 1, 1], [0, 1, 0])[1]
    array([[1, 0],
           [1, 1]])
    """
    function = "multilabel_confusion_matrix"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(function, labels=labels, sample_weight=sample_weight)
    checks.check_boolean(function, samplewise=samplewise)
    seen = counted(y_true, y_pred, sample_weight)
    asked = None if labels is None else asked_labels(labels)
    if samplewise:
        counts = sets_alone(seen).counts_of_rows(asked)
    else:
        counts = seen.counts(asked)
    if sample_weight is None:
        counts = counts.astype(np.int64)
    return counts.reshape(-1, 2, 2)


def sets_alone(seen: Matrix | Sets) -> Sets:
    """Rows of several labels; others are refused."""
    if isinstance(seen, Sets):
        return seen
    raise ValueError(
        "Samplewise metrics are not available outside of multilabel classification: give a matrix "
        "of zeros and ones."
    )


def balanced_accuracy_score(
    y_true: Any, y_pred: Any, *, sample_weight: Any = None, adjusted: bool = False
) -> float:
    """The mean of the classes' recalls, over the classes that occur in the truth.

    Parameters
    ----------
    y_true, y_pred : array-like
        One label a row.
    sample_weight : array-like or None
        The weight of each row.
    adjusted : bool
        Whether chance is to be 0: (b − 1/k) / (1 − 1/k) of k classes.

    Returns
    -------
    float
        0 … 1; adjusted from −1 / (k − 1).

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or rows have several labels.

    Examples
    --------
    >>> balanced_accuracy_score([0, 0, 0, 1], [0, 0, 0, 0])
    0.5
    """
    function = "balanced_accuracy_score"
    checks.check_array_like(function, y_true=y_true, y_pred=y_pred)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    checks.check_boolean(function, adjusted=adjusted)
    matrix = chosen_matrix(y_true, y_pred, None, sample_weight)
    warn_of_single_label(matrix)
    if not matrix.counts(None)[:, 2:].any(axis=1).all():
        warnings.warn(
            "y_pred contains classes not in y_true: they have no recall and are left out.",
            UserWarning, stacklevel=2,
        )
    reading = _interface.ADJUSTED_BALANCED_ACCURACY if adjusted else _interface.BALANCED_ACCURACY
    return matrix.read(reading)
