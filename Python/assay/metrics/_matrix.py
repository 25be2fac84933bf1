"""A confusion matrix that the library holds."""

from __future__ import annotations

import ctypes
import math
from ctypes import byref

import numpy as np

from assay import _interface, _native

#: Labels beyond all that an integer column has: they stand for labels that do not occur.
ABSENT = -(2**62)


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
        """The integers that labels stand for; those that do not occur get some of their own."""
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

    def read(self, reading: int) -> float:
        """A number read from all cells."""
        value = ctypes.c_double()
        _native.call(
            _native.library.assay_confusion_read, self.pointer, reading, byref(value), None
        )
        return value.value

    def read_if_defined(self, reading: int) -> float | None:
        """A number read from all cells; None where the data do not define it."""
        value, undefined = ctypes.c_double(), ctypes.c_bool()
        _native.call(
            _native.library.assay_confusion_read, self.pointer, reading, byref(value),
            byref(undefined),
        )
        return None if undefined.value or math.isnan(value.value) else value.value

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
