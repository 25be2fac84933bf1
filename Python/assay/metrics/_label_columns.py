"""Truth and predictions as the library counts them: a confusion matrix, or sets of labels."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any

import numpy as np

from assay import _interface, _native
from assay.exceptions import EvaluationError
from assay.metrics import _checks as checks
from assay.metrics import _targets as targets

#: Labels beyond all that an integer column has: they stand for labels that do not occur.
ABSENT = -(2**62)

UNDEFINED_POLICY = {"warn": _interface.STANDARD, 0: _interface.ZERO, 1: _interface.ONE}


class Matrix:
    """A confusion matrix that the library holds, and the labels that its integers stand for.

    Attributes
    ----------
    kind : str
        "binary" or "multiclass".
    classes : ndarray
        The labels, ascending.
    """

    def __init__(self, pointer: ctypes.c_void_p, classes: np.ndarray, codes: np.ndarray) -> None:
        self.pointer = pointer
        self.classes = classes
        self.codes = codes
        self.kind = "binary" if len(classes) <= 2 else "multiclass"

    def __del__(self) -> None:
        if self.pointer:
            _native.library.assay_confusion_free(self.pointer)

    @property
    def is_multilabel(self) -> bool:
        """Whether rows have several labels: never."""
        return False

    def codes_of(self, labels: np.ndarray) -> np.ndarray:
        """The integers that labels stand for; labels that do not occur get integers of their own."""
        known = dict(zip(self.classes.tolist(), self.codes.tolist()))
        asked = labels.tolist()
        return np.array(
            [known.get(label, ABSENT - place) for place, label in enumerate(asked)], np.int64
        )

    def selected(self, labels: np.ndarray) -> Matrix:
        """The matrix over some labels alone, in their order."""
        codes, pointer = self.codes_of(labels), ctypes.c_void_p()
        _native.call(
            _native.library.assay_confusion_select, self.pointer, _native.address(codes),
            len(codes), byref(pointer),
        )
        return Matrix(pointer, labels, codes)

    def cells(self) -> np.ndarray:
        """The cells, truth by prediction."""
        cells = np.empty((len(self.classes), len(self.classes)))
        _native.call(_native.library.assay_confusion_cells, self.pointer, _native.address(cells))
        return cells

    def read(self, reading: int) -> tuple[float, bool]:
        """A number read from all cells, and whether the data leave it undefined."""
        value, undefined, error = ctypes.c_double(), ctypes.c_bool(), _interface.Error()
        status = _native.library.assay_confusion_read(
            self.pointer, reading, byref(value), byref(undefined), byref(error)
        )
        if status != 0:
            raise _native._exception(error)
        return value.value, undefined.value

    def rates(
        self, average: int, labels: np.ndarray | None, beta: float, undefined: int
    ) -> list[_interface.Rates]:
        """The rates of each label, or the one average of them."""
        codes = self.codes if labels is None else self.codes_of(labels)
        count = len(codes) if average == _interface.PER_LABEL else 1
        rates = (_interface.Rates * count)()
        _native.call(
            _native.library.assay_confusion_rates, self.pointer, average, _native.address(codes),
            len(codes), beta, undefined, rates,
        )
        return rates

    def counts(self, labels: np.ndarray | None) -> np.ndarray:
        """Each label against the rest: true negatives, false positives, false negatives, true
        positives."""
        codes = self.codes if labels is None else self.codes_of(labels)
        counts = np.empty((len(codes), 4))
        _native.call(
            _native.library.assay_confusion_counts, self.pointer, _native.address(codes),
            len(codes), _native.address(counts),
        )
        return counts


class Sets:
    """Statistics of rows that may have several labels at once, which the library holds."""

    kind = "multilabel-indicator"

    def __init__(self, truth: np.ndarray, called: np.ndarray, weights: np.ndarray | None) -> None:
        self.given, self.weights = (truth, called), weights
        truth, called = (targets.indicator_bytes(matrix) for matrix in self.given)
        self.truth, self.called = truth, called
        self.classes = np.arange(truth.shape[1])
        self.pointer = ctypes.c_void_p()
        _native.call(_native.library.assay_label_sets_create, truth.shape[1], byref(self.pointer))
        _native.call(
            _native.library.assay_label_sets_update, self.pointer, _native.address(truth),
            _native.address(called), truth.shape[0], _native.address_or_null(weights),
        )

    def __del__(self) -> None:
        if getattr(self, "pointer", None):
            _native.library.assay_label_sets_free(self.pointer)

    @property
    def is_multilabel(self) -> bool:
        """Whether rows have several labels: always."""
        return True

    def selected(self, labels: np.ndarray) -> Sets:
        """The statistics of some labels alone, in their order."""
        self.check(labels)
        return Sets(self.given[0][:, labels], self.given[1][:, labels], self.weights)

    def agreement(self) -> Sets:
        """The same rows, alike where truth and prediction are equal, not only both 0 or neither.

        Two values may mark labels that are not 0 and 1: these differ where both are marks.
        """
        if all(matrix.dtype == np.bool_ or not (matrix > 1).any() and not (matrix < 0).any()
               for matrix in self.given):
            return self
        equal = self.given[0] == self.given[1]
        return Sets(np.ones(equal.shape, np.bool_), equal, self.weights)

    def check(self, labels: np.ndarray) -> None:
        """Labels that are positions of columns."""
        last = len(self.classes) - 1
        for label in (labels.max(initial=0), labels.min(initial=0)):
            if not 0 <= label <= last:
                sign = "<" if label < 0 else ">"
                raise ValueError(
                    "All labels must be in [0, n labels) for multilabel targets. "
                    f"Got {label} {sign} {0 if label < 0 else last}"
                )

    def read(self, reading: int) -> float:
        """A number read from all rows."""
        return _native.number(_native.library.assay_label_sets_read, self.pointer, reading)

    def rates(
        self, average: int, labels: np.ndarray | None, beta: float, undefined: int
    ) -> list[_interface.Rates]:
        """The rates of each label, or the one average of them."""
        sets = self if labels is None else self.selected(labels)
        rates = (_interface.Rates * (len(sets.classes) if average == _interface.PER_LABEL else 1))()
        _native.call(
            _native.library.assay_label_sets_rates, sets.pointer, average, beta, undefined, rates
        )
        return rates

    def counts(self, labels: np.ndarray | None) -> np.ndarray:
        """Each label against the rest; see `Matrix.counts`."""
        sets = self if labels is None else self.selected(labels)
        counts = np.empty((len(sets.classes), 4))
        _native.call(_native.library.assay_label_sets_counts, sets.pointer, _native.address(counts))
        return counts

    def counts_of_rows(self, labels: np.ndarray | None) -> np.ndarray:
        """The counts of each row over its labels; see `Matrix.counts`."""
        sets = self if labels is None else self.selected(labels)
        counts = np.empty((len(sets.truth), 4))
        _native.call(
            _native.library.assay_samplewise_counts, _native.address(sets.truth),
            _native.address(sets.called), *sets.truth.shape,
            _native.address_or_null(sets.weights), _native.address(counts),
        )
        return counts


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
