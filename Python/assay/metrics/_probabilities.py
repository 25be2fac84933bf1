"""Probabilities of classes, with the class that is true of each row."""

from __future__ import annotations

import warnings
from ctypes import byref, c_double, c_int64
from typing import Any, NamedTuple

import numpy as np

from assay import _interface, _native
from assay.exceptions import EvaluationError
from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics._binary_truth import is_positive, positive_class
from assay.metrics._truth import Truth, positions_among, truth_of, unsupported

#: How far rows may add up to other numbers than 1 is what the library says.
UNNORMALIZED = "The y_prob values do not sum to one. Make sure to pass probabilities."


class Probabilities(NamedTuple):
    """Checked rows: the class of each by position, and its probability or one for each class."""

    positions: np.ndarray
    values: np.ndarray
    weights: np.ndarray | None

    @property
    def width(self) -> int:
        """How many probabilities a row has."""
        return self.values.shape[1] if self.values.ndim == 2 else 1

    def read(self, function: str, *options: Any) -> float:
        """The number that the library's `function` answers about the rows."""
        values = self.values
        try:
            return answers.number(
                function, self.positions, values, scores.type_code(values), len(values),
                self.width, self.weights, *options, subject="y_proba",
            )
        except EvaluationError as fault:
            if fault.status == _interface.OUT_OF_RANGE and fault.field == "probabilities":
                raise outside(values) from None
            raise


def outside(values: np.ndarray) -> ValueError:
    """The error that says how far probabilities lie outside 0 … 1."""
    if values.max() > 1:
        return ValueError(
            f"y_prob contains values greater than 1: {values.max()}. Pass probabilities, not "
            "scores or logits"
        )
    below = "less" if values.ndim == 1 else "lower"
    return ValueError(
        f"y_prob contains values {below} than 0: {values.min()}. Pass probabilities, not scores "
        "or logits"
    )


def in_range(values: np.ndarray) -> None:
    """Stops on what is no probability before another fault is told."""
    scores.finite(values, "y_proba")
    if values.max() > 1 or values.min() < 0:
        raise outside(values)


def of_classes(y_true: Any, y_proba: Any, sample_weight: Any, labels: Any) -> Probabilities:
    """Checks probabilities of each class, or of the greater of two.

    Raises
    ------
    ValueError
        Lengths differ, or classes and columns do not agree.
    """
    values = scores.numbers(y_proba, "y_proba")
    try:
        checks.check_lengths(values, y_true, sample_weight)
        truth = truth_of(y_true)
        classes = ordered_classes(truth, labels, stacklevel=4)
        positions = positions_of(truth, classes, labels)
        given = values.shape[1] if values.ndim == 2 and values.shape[1] > 1 else 2
        if len(classes) != given:
            raise ValueError(
                "y_true and y_prob contain different number of classes: "
                f"{len(classes)} vs {given}. Please provide the true labels explicitly through "
                f"the labels argument. Classes found in y_true: {classes}"
                if labels is None else
                "The number of classes in labels is different from that in y_prob. Classes found "
                f"in labels: {classes}"
            )
        weights = checks.weight_column(sample_weight, len(positions))
    except ValueError:
        in_range(values)
        raise
    if values.ndim == 2 and values.shape[1] == 1:
        values = values.reshape(-1)
    rows = Probabilities(positions, values, weights)
    if rows.width > 1:
        warn_of_unnormalized_rows(values, stacklevel=4)
    return rows


def ordered_classes(truth: Truth, labels: Any, stacklevel: int) -> np.ndarray:
    """The classes in ascending order: of `labels`, or those that occur."""
    if labels is None:
        if truth.kind == "multilabel-indicator":
            return np.arange(truth.values.shape[1])
        if truth.kind not in ("binary", "multiclass"):
            raise unsupported(truth)
        if len(truth.classes) == 1:
            raise ValueError(
                f"y_true contains only one label ({truth.classes[0]}). Please provide the list of "
                "all expected class labels explicitly through the labels argument."
            )
        return truth.classes
    given = scores.column(scores.as_array(labels))
    classes = np.unique(given)
    if len(classes) == 1:
        raise ValueError(
            f"The labels array needs to contain at least two labels, got {classes}."
        )
    if len(classes) == len(given) and not np.array_equal(classes, given):
        warnings.warn(
            f"Labels passed were {given.tolist()}. But this function assumes labels are ordered "
            f"lexicographically. Pass the ordered labels={classes.tolist()} and ensure that the "
            "columns of y_prob correspond to this ordering.",
            UserWarning, stacklevel=stacklevel,
        )
    return classes


def positions_of(truth: Truth, classes: np.ndarray, labels: Any) -> np.ndarray:
    """Which of the classes each row is.

    Raises
    ------
    ValueError
        Some row is none of them, or several.
    """
    if truth.kind == "multilabel-indicator":
        marks = truth.values != 0
        if not (marks.sum(axis=1) == 1).all():
            raise ValueError(
                "y_true marks several labels in a row, or none: the probabilities of one row are "
                "of classes that exclude each other. Pass the class of each row, or evaluate each "
                "label by itself"
            )
        return marks.argmax(axis=1).astype(np.int32)
    positions = positions_among(truth, classes)
    if positions is None:
        strange = set(truth.classes.tolist()) - set(classes.tolist())
        raise ValueError(
            f"y_true contains values {strange} not belonging to the passed labels {labels}."
        )
    return positions


def of_two_classes(y_true: Any, y_proba: Any, sample_weight: Any, pos_label: Any) -> Probabilities:
    """Checks probabilities of the positive one of two classes.

    It is `pos_label`, else 1 where the classes leave no doubt, else the greater number.

    Raises
    ------
    ValueError
        Lengths differ, there are more than two classes, or they are names and
        `pos_label` is not given.
    """
    values = scores.column(scores.numbers(y_proba, "y_proba"))
    try:
        truth = truth_of(y_true)
        checks.check_lengths(values, y_true, sample_weight)
        if truth.kind != "binary":
            raise ValueError(
                f"The type of the target inferred from y_true is {truth.kind} but should be "
                "binary according to the shape of y_prob."
            )
        weights = checks.weight_column(sample_weight, len(values))
    except ValueError:
        in_range(values)
        raise
    try:
        positive = positive_class(truth, pos_label)
    except ValueError:
        if truth.classes.dtype.kind in "OUS":
            in_range(values)
            raise
        positive = truth.classes[-1]
    return Probabilities(is_positive(truth, positive).astype(np.int32), values, weights)


def warn_of_unnormalized_rows(values: np.ndarray, stacklevel: int) -> None:
    """Says that rows do not add up to 1, if one does not."""
    row, total = c_int64(), c_double()
    _native.call(
        _native.library.assay_unnormalized_row, _native.address(values),
        scores.type_code(values), *values.shape, byref(row), byref(total),
    )
    if row.value >= 0:
        warnings.warn(
            f"{UNNORMALIZED} Row {row.value} adds up to {total.value:.6g}",
            UserWarning, stacklevel=stacklevel,
        )
