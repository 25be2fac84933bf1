"""What kind of target a column of labels is, and columns as arrays.

The kinds are scikit-learn's: "binary", "multiclass", "multilabel-indicator", "continuous",
"multiclass-multioutput", "continuous-multioutput" and "unknown". Whole numbers held as floats
are labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from assay.metrics._checks import row_count


def as_array(values: Any, name: str = "y") -> np.ndarray:
    """Anything array-like as an array; sparse matrices are made dense.

    Raises `ValueError` for complex numbers and for rows of different length, `TypeError` for bytes.
    """
    if type(values) is np.ndarray:
        array = values
    elif hasattr(values, "toarray"):
        array = np.asarray(values.toarray())
    else:
        array = _from_array_like(values, name)
    kind = array.dtype.kind
    if kind in "biuU":
        return array
    if kind == "f":
        return array if array.dtype.itemsize in (4, 8) else array.astype(np.float64)
    if kind == "c":
        raise ValueError(f"Complex data not supported: {name} must hold labels or real numbers.")
    if kind == "S" or (kind == "O" and array.size and isinstance(array.flat[0], bytes)):
        raise TypeError(
            f"Support for labels represented as bytes is not supported: decode {name} to strings, "
            "or give integers."
        )
    return array.astype(object) if kind == "T" else array


def _from_array_like(values: Any, name: str) -> np.ndarray:
    if isinstance(values, (str, bytes)):
        raise ValueError(f"Expected array-like (array or non-string sequence), got {values!r}.")
    try:
        array = np.asarray(values)
    except ValueError as fault:
        raise ValueError(
            f"{name} has rows of different length. You appear to be using a legacy multi-label "
            "data representation. Sequence of sequences are no longer supported; give a matrix "
            "with one column of zeros and ones for each label."
        ) from fault
    if array.dtype.kind == "O" and not isinstance(getattr(values, "dtype", None), np.dtype):
        return _from_nullable(values, array)
    return array


def _from_nullable(values: Any, array: np.ndarray) -> np.ndarray:
    """Data frames hold numbers that may be missing in types of their own; missing becomes NaN."""
    named = str(getattr(values, "dtype", ""))
    if named.startswith(("Int", "UInt", "boolean", "Float")):
        if not named.startswith("Float"):
            try:
                return array.astype(np.int64)
            except (TypeError, ValueError):
                pass
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    return array


def is_float(array: np.ndarray) -> bool:
    """Whether an array holds floating-point numbers."""
    return array.dtype.kind == "f"


def first_fraction(array: np.ndarray) -> bool:
    """Whether a floating-point array has a value that is no whole number of 64 bits."""
    flat = array.reshape(-1)
    with np.errstate(invalid="ignore"):
        return bool((np.trunc(flat) != flat).any() or (np.abs(flat) >= 2.0**63).any())


def check_finite(array: np.ndarray, name: str) -> None:
    """Raises `ValueError` for NaN or infinity in an array."""
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        what = "NaN" if np.isnan(array).any() else "infinity or a value too large"
        raise ValueError(f"Input {name} contains {what}. Leave these rows out, or replace them.")


def distinct_at_most_two(array: np.ndarray) -> bool:
    """Whether an array that is not empty has at most two distinct values."""
    if array.dtype.kind not in "biuf":
        return len(np.unique(array)) <= 2
    low, high = array.min(), array.max()
    if low != low:
        return len(np.unique(array)) <= 2
    at_ends = np.count_nonzero(array == low)
    if low != high:
        at_ends += np.count_nonzero(array == high)
    return at_ends == array.size


def is_indicator(array: np.ndarray) -> bool:
    """Whether a matrix of two or more columns has at most two values, both of them whole."""
    if array.ndim != 2 or array.shape[1] < 2:
        return False
    if array.size == 0:
        return array.dtype.kind in "biuf"
    if array.dtype.kind == "O" or array.dtype.kind not in "biuf":
        return False
    return distinct_at_most_two(array) and not (is_float(array) and first_fraction(array))


def type_of_target(y: Any, name: str = "y") -> str:
    """The kind of a target.

    Raises `ValueError` for NaN and infinity among fractions, for complex numbers, and for what is
    no array-like at all.
    """
    if not (isinstance(y, Sequence) or hasattr(y, "__array__") or hasattr(y, "toarray")):
        raise ValueError(f"Expected array-like (array or non-string sequence), got {y!r}.")
    if type(y).__name__ in ("SparseSeries", "SparseArray"):
        raise ValueError(f"{name} cannot be a {type(y).__name__}: give it dense.")
    return type_of_array(as_array(y, name), name)


def type_of_array(array: np.ndarray, name: str = "y") -> str:
    """The kind of a target that is an array already; see `type_of_target`."""
    if is_indicator(array):
        return "multilabel-indicator"
    if array.dtype.kind == "O" and array.size:
        first = array[0] if array.ndim > 1 else array.flat[0]
        if isinstance(first, Sequence) and not isinstance(first, str):
            raise ValueError(
                f"{name} holds a sequence in each row. You appear to be using a legacy multi-label "
                "data representation. Sequence of sequences are no longer supported; give a matrix "
                "with one column of zeros and ones for each label."
            )
    if array.ndim not in (1, 2):
        return "unknown"
    if array.size == 0:
        return "binary" if array.ndim == 1 else "unknown"
    if array.dtype.kind == "O" and not isinstance(array.flat[0], str):
        return "unknown"
    several = array.ndim == 2 and array.shape[1] > 1
    suffix = "-multioutput" if several else ""
    if is_float(array) and first_fraction(array):
        check_finite(array, name)
        return "continuous" + suffix
    return "multiclass" + suffix if several or not distinct_at_most_two(array) else "binary"


def column(y: Any, name: str = "y") -> np.ndarray:
    """A target as an array of one dimension; one column is made flat, more are refused."""
    array = as_array(y, name)
    if array.ndim == 1:
        return array
    if array.ndim == 2 and array.shape[1] == 1:
        return array.reshape(-1)
    raise ValueError(
        f"{name}: y should be a 1d array, got an array of shape {array.shape} instead. Give one "
        "label for each row."
    )


def classes_of(y: np.ndarray) -> np.ndarray:
    """The distinct values of an array, ascending; fast for numbers that are at most two."""
    if y.size and y.dtype.kind in "biu":
        low, high = y.min(), y.max()
        if low == high:
            return np.array([low])
        if np.count_nonzero(y == low) + np.count_nonzero(y == high) == y.size:
            return np.array([low, high])
    return np.unique(y)


def positive_class(y: np.ndarray, pos_label: Any) -> Any:
    """The positive class: the one given, else 1 where the classes are {0, 1} or {−1, 1}.

    Raises `ValueError` where none is given and the classes are others, strings among them.
    """
    if pos_label is not None:
        return pos_label
    classes = classes_of(y)
    if classes.dtype.kind not in "OUS" and classes.tolist() in ([0, 1], [-1, 1], [0], [-1], [1]):
        return 1
    named = ", ".join(repr(label) for label in classes.tolist())
    raise ValueError(
        f"y_true takes value in {{{named}}} and pos_label is not specified: either make y_true "
        "take value in {0, 1} or {-1, 1} or pass pos_label explicitly."
    )


def is_positive(y: np.ndarray, pos_label: Any) -> np.ndarray:
    """A byte for each row, 1 where it is of the positive class, as C takes them."""
    if y.dtype == np.bool_ and pos_label in (True, 1):
        return np.ascontiguousarray(y).view(np.uint8)
    equal = y == pos_label
    if not isinstance(equal, np.ndarray):
        equal = np.full(y.shape, bool(equal))
    return np.ascontiguousarray(equal, dtype=np.bool_).view(np.uint8)


def indicator_bytes(matrix: np.ndarray) -> np.ndarray:
    """A byte for each label of each row, 1 where it is not 0, as C takes them."""
    if matrix.dtype == np.bool_:
        return np.ascontiguousarray(matrix).view(np.uint8)
    return np.ascontiguousarray(matrix != 0).view(np.uint8)
