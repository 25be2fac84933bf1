"""Which rows are of the positive class."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from assay.metrics import _targets as targets
from assay.metrics._truth import Truth, truth_of

class BinaryTruth(NamedTuple):
    """For each row a byte, 1 where it is positive; and how many classes there are."""

    is_positive: np.ndarray
    class_count: int


def binary_truth(y_true: Any, pos_label: Any) -> BinaryTruth:
    """Reads the truth of a curve.

    Raises
    ------
    ValueError
        The truth is not of two classes (or several, with `pos_label`), or its positive
        class is not determined.
    """
    truth = truth_of(y_true)
    if truth.kind != "binary" and (truth.kind != "multiclass" or pos_label is None):
        raise ValueError(
            f"{truth.kind} format is not supported: pass a truth of two classes"
            + (", or pos_label" if truth.kind == "multiclass" else "")
        )
    return BinaryTruth(is_positive(truth, positive_class(truth, pos_label)), len(truth.classes))


def positive_class(truth: Truth, pos_label: Any) -> Any:
    """The positive class: `pos_label`, or 1 where the classes leave no doubt.

    Raises
    ------
    ValueError
        They do.
    """
    return targets.positive_class(truth.classes, pos_label)


def is_positive(truth: Truth, positive: Any) -> np.ndarray:
    """A byte for each row, 1 where its class is `positive`."""
    matches = np.asarray(truth.classes == positive)
    if matches.shape != truth.classes.shape or not matches.any():
        return np.zeros(len(truth.positions), np.uint8)
    return (truth.positions == int(matches.argmax())).view(np.uint8)


def indicator(values: np.ndarray) -> np.ndarray:
    """A byte for each label of each row, 1 where the row has it.

    Raises
    ------
    ValueError
        Labels are marked by other numbers than 0 and 1, or −1 and 1.
    """
    return targets.is_positive(values, targets.positive_class(values, None))
