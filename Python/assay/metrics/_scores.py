"""Scores, probabilities and weights as the library reads them: contiguous floats of 32 or 64 bits.

Whether the numbers are finite the library sees itself, in the pass that it makes anyway.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from assay._native import TYPES
from assay.metrics import _targets as targets

#: The dtypes that the library reads as they are.
READ_AS_THEY_ARE = (np.dtype(np.float64), np.dtype(np.float32))


def as_array(values: Any) -> np.ndarray:
    """`values` as an array, of its own dtype where it is one already."""
    return values if type(values) is np.ndarray else targets.as_array(values, "y_score")


def numbers(values: Any, name: str) -> np.ndarray:
    """An array of real numbers, of one or two dimensions and not empty.

    Floats of 32 bits stay what they are; every other number becomes a float of 64 bits.

    Raises
    ------
    ValueError
        The values are text, complex or of three dimensions and more, or there are none.
    """
    array = as_array(values)
    if array.dtype not in READ_AS_THEY_ARE:
        array = converted(array, name)
    if array.ndim not in (1, 2):
        if array.ndim == 0:
            raise TypeError(f"{name} is the single value {array!r}: pass a list or an array")
        raise ValueError(
            f"Found array with dim {array.ndim}, while dim <= 2 is required: "
            f"pass {name} as rows, or as rows of one value for each class"
        )
    if array.size == 0:
        raise ValueError(
            f"Found array with 0 sample(s) (shape={array.shape}) while a minimum of 1 is required: "
            f"{name} is empty"
        )
    return np.ascontiguousarray(array)


def converted(array: np.ndarray, name: str) -> np.ndarray:
    """Numbers of any kind as floats of 64 bits, in this machine's order of bytes."""
    kind = array.dtype.kind
    if kind == "f" and array.dtype.itemsize == 4:
        return array.astype(np.float32)
    if kind in "fiubO":
        return array.astype(np.float64)
    if kind == "c":
        raise ValueError(f"Complex data not supported: pass {name} as real numbers")
    raise ValueError(
        f"dtype='numeric' is not compatible with arrays of bytes/strings: {name} has dtype "
        f"{array.dtype}, convert it to numbers"
    )


def matrix(values: Any, name: str) -> np.ndarray:
    """`numbers` of two dimensions, and at least one column."""
    array = numbers(values, name)
    if array.ndim == 1:
        raise ValueError(
            f"Expected 2D array, got 1D array instead: pass {name} as one row for each sample, by "
            "array.reshape(1, -1) if it is a single sample"
        )
    return array


def column(array: np.ndarray) -> np.ndarray:
    """An array of one dimension; one of a single column is flattened."""
    if array.ndim == 1:
        return np.ascontiguousarray(array)
    if array.ndim == 2 and array.shape[1] == 1:
        return np.ascontiguousarray(array[:, 0])
    raise ValueError(
        f"y should be a 1d array, got an array of shape {array.shape} instead: pass one value for "
        "each sample"
    )


def finite(array: np.ndarray, name: str) -> np.ndarray:
    """`array`, of finite numbers only; for where another fault would be reported first."""
    if not np.isfinite(array.sum()) and not np.isfinite(array).all():
        raise not_finite(name, float(array[~np.isfinite(array)][0]), array.dtype)
    return array


def not_finite(name: str, value: float, dtype: np.dtype | type = np.float64) -> ValueError:
    """The error that says which number is not finite."""
    what = (
        "NaN" if np.isnan(value)
        else f"infinity or a value too large for dtype({np.dtype(dtype).name!r})"
    )
    return ValueError(f"Input {name} contains {what}: remove or replace those samples")


def type_code(array: np.ndarray) -> int:
    """What the library calls the dtype of an array."""
    return TYPES[array.dtype]


def doubles(array: np.ndarray, name: str) -> np.ndarray:
    """Numbers as contiguous floats of 64 bits."""
    if array.dtype.kind == "f":
        return np.ascontiguousarray(array, np.float64)
    return converted(array, name)


def finite_labels(array: np.ndarray, name: str) -> None:
    """Stops on labels that are not finite."""
    if array.dtype.kind == "f":
        finite(array, name)


def ordered_column(given: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray | None]:
    """A column whose order alone matters, and its distinct values where ranks stand for them.

    Ranks do so where floats of 64 bits would not tell the numbers apart.
    """
    if not is_inexact(given):
        return column(numbers(given, name)), None
    distinct, ranks = np.unique(column(given), return_inverse=True)
    return ranks.astype(np.float64), distinct


def is_inexact(given: np.ndarray) -> bool:
    """Whether floats of 64 bits do not hold the numbers of `given` apart."""
    if given.dtype.kind in "iu" and given.dtype.itemsize == 8 and given.size:
        return int(given.max()) > 2**53 or int(given.min()) < -(2**53)
    return given.dtype.kind == "f" and given.dtype.itemsize > 8 and bool(np.isfinite(given).all())
