"""Asks the library, and words what it finds fault with in the caller's terms."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any

import numpy as np

from assay import _interface, _native
from assay.exceptions import EvaluationError
from assay.metrics import _scores as scores


def passed(arguments: tuple[Any, ...]) -> list[Any]:
    """Arguments as C takes them: arrays by their addresses."""
    return [
        value.__array_interface__["data"][0] if type(value) is np.ndarray else value
        for value in arguments
    ]


def number(name: str, *arguments: Any, subject: str, told: dict[int, str] | None = None) -> float:
    """The number that the function `name` answers.

    `subject` is what the caller calls the numbers in question; `told` words some faults.
    """
    try:
        return _native.number(getattr(_native.library, name), *passed(arguments))
    except EvaluationError as fault:
        raise reworded(fault, subject, told) from None


def numbers(
    name: str, count: int, *arguments: Any, subject: str, told: dict[int, str] | None = None
) -> np.ndarray:
    """The `count` numbers that the function `name` answers."""
    found = np.empty(count)
    try:
        _native.call(getattr(_native.library, name), *passed((*arguments, found)))
    except EvaluationError as fault:
        raise reworded(fault, subject, told) from None
    return found


def curve(
    name: str, count: int, *arguments: Any, subject: str, told: dict[int, str] | None = None
) -> list[np.ndarray]:
    """The first `count` columns of the curve that the function `name` makes."""
    library, made = _native.library, ctypes.c_void_p()
    try:
        _native.call(getattr(library, name), *passed(arguments), byref(made))
    except EvaluationError as fault:
        raise reworded(fault, subject, told) from None
    try:
        columns = []
        for column in range(count):
            values = np.empty(library.assay_curve_length(made, column))
            _native.call(library.assay_curve_column, made, column, _native.address(values))
            columns.append(values)
        return columns
    finally:
        library.assay_curve_free(made)


def label_positions(column: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The classes of a column of numbers, ascending, and which of them each row is.

    None if a number is not whole, not finite or too great to be a label.
    """
    code = _native.TYPES.get(column.dtype)
    if code is None:
        return None
    positions = np.empty(len(column), np.int32)
    found, count = ctypes.c_void_p(), ctypes.c_int64()
    try:
        _native.call(
            _native.library.assay_label_positions, _native.address(column), code, len(column),
            None, 0, _native.address(positions), byref(found), byref(count),
        )
    except EvaluationError:
        return None
    return _native.integers(found, count.value).astype(column.dtype), positions


def reworded(fault: EvaluationError, subject: str, told: dict[int, str] | None) -> Exception:
    """A fault of the library as scikit-learn's callers know it."""
    if told and fault.status in told:
        return ValueError(told[fault.status])
    if fault.status == _interface.NOT_FINITE:
        name = "sample_weight" if fault.field == "weights" else subject
        return scores.not_finite(name, fault.value)
    return fault
