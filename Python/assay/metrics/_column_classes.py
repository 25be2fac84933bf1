"""Which class each column of scores belongs to."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay.metrics import _scores as scores
from assay.metrics._truth import Truth, positions_among


def classes_of_columns(truth: Truth, given: np.ndarray, labels: Any) -> np.ndarray:
    """The column of each row's class: of `labels`, which are sorted, or of the classes that occur.

    Raises
    ------
    ValueError
        Labels occur twice, are not in ascending order or lack one of the truth, or
        there are not as many as columns.
    """
    count = given.shape[1]
    if labels is None:
        if len(truth.classes) != count:
            raise ValueError(
                "Number of classes in y_true not equal to the number of columns in 'y_score': "
                f"{len(truth.classes)} and {count}. Pass all classes as labels"
            )
        return truth.positions
    classes = sorted_labels(labels)
    if len(classes) != count:
        raise ValueError(
            f"Number of given labels, {len(classes)}, not equal to the number of columns in "
            f"'y_score', {count}"
        )
    positions = positions_among(truth, classes)
    if positions is None:
        raise ValueError("'y_true' contains labels not in parameter 'labels'.")
    return positions


def sorted_labels(labels: Any) -> np.ndarray:
    """`labels` as a column, if they are in ascending order and each is there once."""
    column = scores.column(scores.as_array(labels))
    classes = np.unique(column)
    if len(classes) != len(column):
        raise ValueError("Parameter 'labels' must be unique. Name each class once")
    if not np.array_equal(classes, column):
        raise ValueError("Parameter 'labels' must be ordered. Sort it, and the columns with it")
    return classes
