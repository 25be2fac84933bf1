"""Truth and predictions, checked and counted: as a confusion matrix, or as sets of labels."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any

import numpy as np

from assay import _interface, _native
from assay.exceptions import EvaluationError
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets
from assay.metrics._label_sets import Sets
from assay.metrics._matrix import Matrix


def counted(y_true: Any, y_pred: Any, sample_weight: Any = None) -> Matrix | Sets:
    """Truth and predictions, checked as scikit-learn checks them, and counted.

    Raises `ValueError` where lengths differ, there are no rows, the two are of different kinds, or
    of a kind that has no labels.
    """
    rows = checks.check_lengths(y_true, y_pred, sample_weight)
    truth = _plain_column(y_true)
    called = _plain_column(y_pred) if truth is not None else None
    if called is not None and rows > 0:
        weights = checks.weight_column(sample_weight, rows)
        matrix = _of_numbers(truth, called, weights)
        if matrix is not None:
            return matrix
    return _of_any(y_true, y_pred, sample_weight, rows)


def _plain_column(values: Any) -> np.ndarray | None:
    """Numbers in one column as an array; None for anything else."""
    try:
        array = targets.as_array(values)
    except (TypeError, ValueError):
        return None
    if array.dtype.kind not in "biuf" or hasattr(values, "toarray"):
        return None
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    return array if array.ndim == 1 else None


def _of_numbers(
    truth: np.ndarray, called: np.ndarray, weights: np.ndarray | None
) -> Matrix | None:
    """Columns of numbers, counted where they lie; None if some are no whole numbers."""
    dtype, given = truth.dtype, truth
    if dtype != called.dtype or dtype not in _native.TYPES:
        dtype = np.result_type(truth.dtype, called.dtype)
        dtype = np.dtype(np.float64 if dtype.kind == "f" else dtype.newbyteorder("="))
        if dtype.kind == "f" and "u8" in (truth.dtype.str[1:], called.dtype.str[1:]):
            return None
    truth = np.ascontiguousarray(truth, dtype)
    called = np.ascontiguousarray(called, dtype)
    try:
        matrix = _counted(truth, called, weights, None)
        if given.dtype != dtype and np.isin(matrix.classes, given).all():
            # Labels look as those of the truth, unless there are others.
            matrix.classes = matrix.classes.astype(given.dtype.newbyteorder("="))
        return matrix
    except EvaluationError as fault:
        if fault.status in (_interface.OUT_OF_RANGE, _interface.NOT_FINITE):
            return None
        raise


def _counted(
    truth: np.ndarray, called: np.ndarray, weights: np.ndarray | None, classes: np.ndarray | None
) -> Matrix:
    library, pointer = _native.library, ctypes.c_void_p()
    _native.call(library.assay_confusion_create, None, 0, byref(pointer))
    matrix = Matrix(pointer, np.empty(0), np.empty(0, np.int64))
    _native.call(
        library.assay_confusion_update, pointer, _native.address(truth), _native.address(called),
        _native.TYPES[truth.dtype], len(truth), _native.address_or_null(weights),
    )
    codes = np.empty(library.assay_confusion_class_count(pointer), np.int64)
    _native.call(library.assay_confusion_classes, pointer, _native.address(codes))
    matrix.codes = codes
    matrix.classes = codes.astype(truth.dtype) if classes is None else classes[codes]
    matrix.kind = "binary" if len(codes) <= 2 else "multiclass"
    return matrix


def _of_any(y_true: Any, y_pred: Any, sample_weight: Any, rows: int) -> Matrix | Sets:
    """Columns of any labels, or matrices of zeros and ones; their faults named one by one."""
    kinds = [targets.type_of_target(y, n) for y, n in ((y_true, "y_true"), (y_pred, "y_pred"))]
    if rows == 0:
        raise ValueError(
            "Found empty input array (e.g., `y_true` or `y_pred`) while a minimum of 1 sample is "
            "required: pass at least one row."
        )
    weights = checks.weight_column(sample_weight, rows)
    kind = "multiclass" if set(kinds) == {"binary", "multiclass"} else kinds[0]
    if kinds[0] != kinds[1] and set(kinds) != {"binary", "multiclass"}:
        raise ValueError(
            f"Classification metrics can't handle a mix of {kinds[0]} and {kinds[1]} targets: turn "
            "scores into labels by a threshold or argmax, and give both columns the same form."
        )
    if kind not in ("binary", "multiclass", "multilabel-indicator"):
        raise ValueError(f"{kind} is not supported: give one label for each row.")
    if kind == "multilabel-indicator":
        truth, called = (targets.as_array(y) for y in (y_true, y_pred))
        if truth.shape != called.shape:
            raise ValueError(
                "Multi-label binary indicator input with different numbers of labels: y_true has "
                f"the shape {truth.shape}, y_pred {called.shape}."
            )
        return Sets(truth, called, weights)
    for values in (y_true, y_pred):
        if hasattr(values, "toarray"):
            raise TypeError("Sparse input is only supported when targets are of multilabel type.")
    truth, called = targets.column(y_true, "y_true"), targets.column(y_pred, "y_pred")
    if (truth.dtype.kind in "OU") != (called.dtype.kind in "OU"):
        raise ValueError(
            "Mix of label input types (string and number): y_true and y_pred should be of the same "
            f"type, but hold {np.unique(truth)} and {np.unique(called)}. Make both alike."
        )
    try:
        classes, codes = np.unique(np.concatenate((truth, called)), return_inverse=True)
    except TypeError as fault:
        raise ValueError(f"Mix of label input types (string and number): {fault}.") from fault
    if classes.dtype.kind == "O" and len({isinstance(label, str) for label in classes}) > 1:
        raise ValueError("Mix of label input types (string and number): use one of them.")
    codes = np.ascontiguousarray(codes.reshape(-1), np.int64)
    return _counted(codes[:rows], codes[rows:], weights, classes)


def asked_labels(labels: Any) -> np.ndarray:
    """The labels that a caller asks for, in their order: at least one."""
    asked = targets.as_array(labels, "labels")
    if asked.ndim != 1:
        raise ValueError(f"'labels' should be a list of labels, not of shape {asked.shape}.")
    if asked.size == 0:
        raise ValueError("'labels' should contain at least one label.")
    return asked
