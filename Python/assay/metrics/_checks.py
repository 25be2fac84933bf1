"""Checks of parameters, lengths and weights, the same for every metric.

Each raises what scikit-learn raises: `InvalidParameterError` for a parameter, `TypeError` for what
has no length, `ValueError` for lengths that differ and for weights that cannot be used.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from numbers import Integral, Real
from typing import Any

import numpy as np

from assay.exceptions import InvalidParameterError


def refuse(function: str, name: str, allowed: str, value: Any) -> None:
    """Raises that a parameter of a function cannot have a value."""
    raise InvalidParameterError(
        f"The {name!r} parameter of {function} must be {allowed}. Got {value!r} instead."
    )


def check_array_like(function: str, **arguments: Any) -> None:
    """Arguments that must be arrays, sequences, or what NumPy can turn into an array."""
    for name, value in arguments.items():
        if type(value) is np.ndarray and value.ndim > 0:
            continue
        if not is_array_like(value):
            refuse(function, name, "an array-like", value)


def check_array_like_or_none(function: str, **arguments: Any) -> None:
    """Arguments that must be array-like, or None."""
    for name, value in arguments.items():
        if value is not None and not is_array_like(value):
            refuse(function, name, "an array-like or None", value)


def is_array_like(value: Any) -> bool:
    """Whether a value is a sequence or an array with at least one dimension."""
    if isinstance(value, (str, bytes)) or np.isscalar(value):
        return False
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple):
        return len(shape) > 0
    return hasattr(value, "__len__") or hasattr(value, "__array__")


def check_boolean(function: str, **arguments: Any) -> None:
    """Arguments that must be true or false."""
    for name, value in arguments.items():
        if not isinstance(value, (bool, np.bool_)):
            refuse(function, name, "an instance of 'bool' or an instance of 'numpy.bool'", value)


def check_option(function: str, name: str, value: Any, options: Collection[Any]) -> None:
    """An argument that must be one of a few texts, or None where that is among them."""
    if (value is None or isinstance(value, str)) and value in options:
        return
    texts = ", ".join(repr(option) for option in options if option is not None)
    refuse(function, name, f"a str among {{{texts}}}" + " or None" * (None in options), value)


def check_number(
    function: str,
    name: str,
    value: Any,
    least: float = -math.inf,
    most: float = math.inf,
    *,
    integral: bool = False,
    above: bool = False,
    or_none: bool = False,
    or_nan: bool = False,
) -> None:
    """A number from `least` to `most`, both included; `above` leaves `least` itself out."""
    if value is None and or_none:
        return
    if isinstance(value, Integral if integral else Real):
        if math.isnan(value):
            fits = or_nan
        else:
            fits = (least < value if above else least <= value) and value <= most
        if fits:
            return
    kind = "an int" if integral else "a float"
    allowed = f"{kind} in the range {'(' if above else '['}{least}, {most}]"
    refuse(function, name, allowed + " or numpy.nan" * or_nan + " or None" * or_none, value)


def check_pos_label(function: str, value: Any) -> None:
    """A positive class: a number, a text, a flag or None."""
    if not (value is None or isinstance(value, (Real, str, np.bool_))):
        refuse(function, "pos_label", "a float, a str, a bool or None", value)


def check_zero_division(function: str, value: Any, *, or_nan: bool = True) -> None:
    """What an undefined rate shall be: 0, 1, NaN, or "warn" for 0 and a warning."""
    if isinstance(value, str):
        fits = value == "warn"
    else:
        fits = isinstance(value, Real) and (value in (0, 1) or (or_nan and math.isnan(value)))
    if not fits:
        allowed = "0.0, 1.0, numpy.nan" if or_nan else "0 or 1"
        refuse(function, "zero_division", f"{allowed} or the str 'warn'", value)


def row_count(values: Any) -> int:
    """The number of rows of something array-like; `TypeError` if it has none."""
    if type(values) in (np.ndarray, list, tuple):
        if type(values) is np.ndarray and values.ndim == 0:
            raise TypeError(
                "Input should have at least 1 dimension, one row for each sample: got the scalar "
                f"{values!r}."
            )
        return len(values)
    shape = getattr(values, "shape", None)
    if isinstance(shape, tuple):
        if not shape:
            raise TypeError(
                "Input should have at least 1 dimension, one row for each sample: got the scalar "
                f"{values!r}."
            )
        if isinstance(shape[0], Integral):
            return int(shape[0])
    if hasattr(values, "fit") or not (hasattr(values, "__len__") or hasattr(values, "__array__")):
        raise TypeError(f"Expected sequence or array-like, got {type(values)}.")
    try:
        return len(values)
    except TypeError:
        return len(np.asarray(values))


def check_lengths(*columns: Any) -> int:
    """Columns, None among them left out, of as many rows each; returns how many."""
    lengths = [row_count(column) for column in columns if column is not None]
    if any(length != lengths[0] for length in lengths):
        raise ValueError(
            f"Found input variables with inconsistent numbers of samples: {lengths}. Give each "
            "column one value for every row."
        )
    return lengths[0]


def weight_column(sample_weight: Any, rows: int) -> np.ndarray | None:
    """Weights as C reads them: one finite double a row, not all of them zero; None for None."""
    if sample_weight is None:
        return None
    given = dense_weights(sample_weight)
    if given.ndim != 1:
        raise ValueError(
            f"Sample weights must be 1D array or scalar: got {given.ndim} dimensions, expected "
            f"{rows} weights in one."
        )
    if given.shape[0] != rows:
        raise ValueError(f"sample_weight.shape == {given.shape}, expected ({rows},): one a row.")
    weights = np.ascontiguousarray(given, dtype=np.float64)
    # A sum that is finite and not zero spares looking at each.
    total = float(np.add.reduce(weights))
    if not math.isfinite(total) and not np.isfinite(weights).all():
        what = "NaN" if np.isnan(weights).any() else "infinity"
        raise ValueError(f"Input sample_weight contains {what}. Give each row a finite weight.")
    if total == 0 and rows > 0 and not weights.any():
        raise ValueError(
            "Sample weights must contain at least one non-zero number: with all weights zero there "
            "are no rows to evaluate."
        )
    return weights


def dense_weights(sample_weight: Any) -> np.ndarray:
    """Weights as an array of whatever number they are."""
    if hasattr(sample_weight, "toarray"):
        raise TypeError("Sparse data was passed as sample_weight, but dense data is required.")
    given = np.asarray(sample_weight)
    if given.dtype.kind == "c":
        raise ValueError("Complex data not supported: give real weights.")
    if given.dtype.kind not in "biuf":
        try:
            given = given.astype(np.float64)
        except TypeError as fault:
            raise ValueError(f"sample_weight must hold numbers: {fault}.") from fault
    return given
