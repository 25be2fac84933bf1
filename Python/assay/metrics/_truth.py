"""The true classes that scores are held against."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from assay.metrics import _answers as answers
from assay.metrics import _targets as targets


class Truth(NamedTuple):
    """A truth with what it is: "binary", "multiclass", "multilabel-indicator", …"""

    values: np.ndarray
    kind: str
    #: The classes in ascending order, of a single column.
    classes: np.ndarray
    #: Which of the classes each row is.
    positions: np.ndarray


NO_CLASSES = np.empty(0)
NO_POSITIONS = np.empty(0, np.int32)


def truth_of(y_true: Any, name: str = "y_true") -> Truth:
    """Reads a truth: its kind and, of a single column, its classes.

    Raises
    ------
    ValueError, TypeError
        The values are no labels.
    """
    values = targets.as_array(y_true, name)
    if values.dtype.kind in "iubf" and is_column(values):
        found = class_positions(np.ascontiguousarray(values).reshape(-1))
        if found is not None:
            classes, positions = found
            kind = "binary" if len(classes) <= 2 else "multiclass"
            return Truth(values.reshape(-1), kind, classes, positions)
    kind = targets.type_of_array(values, name)
    if kind not in ("binary", "multiclass"):
        return Truth(values, kind, NO_CLASSES, NO_POSITIONS)
    column = values.reshape(-1)
    classes, positions = np.unique(column, return_inverse=True)
    return Truth(column, kind, classes, positions.astype(np.int32))


def unsupported(truth: Truth) -> ValueError:
    """The error of a truth that has not one class in each row."""
    if truth.kind.endswith("multioutput"):
        return ValueError(
            f"Multioutput target data is not supported: y_true is {truth.kind}. Pass the class of "
            "each row"
        )
    return ValueError(f"Unknown label type: {truth.kind}. Pass the class of each row")


def is_column(values: np.ndarray) -> bool:
    """Whether an array is one value a row, and not empty."""
    return values.size > 0 and (
        values.ndim == 1 or (values.ndim == 2 and values.shape[1] == 1)
    )


def class_positions(column: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The classes of a column of numbers and which of them each row is; None if it has scores."""
    return answers.label_positions(column)


def positions_among(truth: Truth, classes: np.ndarray) -> np.ndarray | None:
    """Which of `classes`, in ascending order, each row is; None if some row is none of them.

    Raises
    ------
    ValueError
        The truth has not one class in each row.
    """
    if truth.kind not in ("binary", "multiclass"):
        raise unsupported(truth)
    if truth.classes.shape == classes.shape and np.array_equal(truth.classes, classes):
        return truth.positions
    if truth.classes.dtype.kind in "OUS" and classes.dtype.kind not in "OUS" or (
        truth.classes.dtype.kind not in "OUS" and classes.dtype.kind in "OUS"
    ):
        return None
    places = np.searchsorted(classes, truth.classes)
    inside = places < len(classes)
    if not inside.all() or not np.array_equal(classes[places], truth.classes):
        return None
    return places.astype(np.int32)[truth.positions]
