"""Statistics of rows that may have several labels at once, which the library holds."""

from __future__ import annotations

import ctypes
from ctypes import byref

import numpy as np

from assay import _interface, _native
from assay.metrics import _targets as targets


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
        labels = self.columns(labels)
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

    def columns(self, labels: np.ndarray) -> np.ndarray:
        """Labels as positions of columns; others are refused."""
        if labels.dtype.kind not in "biu" and not (
            labels.dtype.kind == "f" and (labels == np.trunc(labels)).all()
        ):
            raise ValueError(f"All labels must be whole numbers, columns of the matrix: {labels}.")
        last = len(self.classes) - 1
        for label in (int(labels.max()), int(labels.min())):
            if not 0 <= label <= last:
                sign = "<" if label < 0 else ">"
                raise ValueError(
                    "All labels must be in [0, n labels) for multilabel targets. "
                    f"Got {label} {sign} {0 if label < 0 else last}"
                )
        return labels.astype(np.intp)

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
