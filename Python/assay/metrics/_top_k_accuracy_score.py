"""Whether the true class is among the k of greatest score."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics import _targets as targets
from assay.metrics._column_classes import sorted_labels
from assay.metrics._truth import Truth, positions_among, truth_of


def top_k_accuracy_score(
    y_true: Any, y_score: Any, *, k: int = 2, normalize: bool = True, sample_weight: Any = None,
    labels: Any = None,
) -> float:
    """The part of rows whose class is among the k of greatest score.

    Of equal scores the later class comes first. Of two classes with one score the greater class is
    first where the score is > ½ (if all are in 0 … 1, else > 0).

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    y_score : array-like
        The score of the greater of two classes, or of each class in ascending order.
    k : int
        How many places count.
    normalize : bool
        Whether to give the part of the rows; their number (or weight) else.
    sample_weight : array-like or None
        The weight of each row.
    labels : array-like or None
        All classes in ascending order, where y_true lacks some.

    Returns
    -------
    float
        From 0 to 1, or to the number of rows. Where k is as many as there are classes it says
        nothing, with an `UndefinedMetricWarning`.

    Raises
    ------
    ValueError
        Lengths differ, a score is not finite, or classes and columns do not agree.

    Examples
    --------
    >>> top_k_accuracy_score([0, 1, 2], [[0.5, 0.3, 0.2], [0.4, 0.3, 0.3], [0.6, 0.3, 0.1]])
    0.3333333333333333
    """
    function = "top_k_accuracy_score"
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_number(function, "k", k, 1, integral=True)
    checks.check_boolean(function, normalize=normalize)
    checks.check_array_like_or_none(function, sample_weight=sample_weight, labels=labels)
    truth = truth_of(targets.column(y_true, "y_true"))
    if truth.kind not in ("binary", "multiclass"):
        raise ValueError(
            f"y type must be 'binary' or 'multiclass', got '{truth.kind}' instead. Pass the class "
            "of each row"
        )
    given = scores.numbers(y_score, "y_score")
    is_binary = truth.kind == "binary" and (labels is None or len(labels) <= 2)
    given = binary_column(given) if is_binary else class_columns(given)
    checks.check_lengths(truth.positions, given, sample_weight)
    positions, class_count = positions_and_count(truth, given, labels)
    weights = checks.weight_column(sample_weight, len(positions))
    value = answers.number(
        "assay_top_k_accuracy", positions, given, scores.type_code(given), len(given),
        given.shape[1] if given.ndim == 2 else 1, min(int(k), class_count), weights,
        bool(normalize), subject="y_score",
    )
    if k >= class_count:
        warnings.warn(
            f"'k' ({k}) greater than or equal to 'n_classes' ({class_count}) will result in a "
            "perfect score and is therefore meaningless. Choose a smaller k",
            UndefinedMetricWarning, stacklevel=2,
        )
    return value


def binary_column(given: np.ndarray) -> np.ndarray:
    """The scores of two classes as a column."""
    if given.ndim == 2 and given.shape[1] != 1:
        raise ValueError(
            f"`y_true` is binary while y_score is 2d with {given.shape[1]} classes. If `y_true` "
            "does not contain all the labels, `labels` must be provided."
        )
    return scores.column(given)


def class_columns(given: np.ndarray) -> np.ndarray:
    """The scores of several classes as a matrix."""
    if given.ndim != 2:
        raise ValueError(
            "`y_score` needs to be of shape `(n_samples, n_classes)`, since `y_true` contains "
            f"multiple classes. Got `y_score.shape={given.shape}`."
        )
    return given


def positions_and_count(truth: Truth, given: np.ndarray, labels: Any) -> tuple[np.ndarray, int]:
    """Which class each row is, and how many there are."""
    width = given.shape[1] if given.ndim == 2 else 2
    if labels is None:
        if len(truth.classes) != width:
            raise ValueError(
                f"Number of classes in 'y_true' ({len(truth.classes)}) not equal to the number of "
                f"classes in 'y_score' ({width}). Pass all known classes as labels"
            )
        return truth.positions, width
    classes = sorted_labels(labels)
    if len(classes) != width:
        raise ValueError(
            f"Number of given labels ({len(classes)}) not equal to the number of classes in "
            f"'y_score' ({width}). Name one label for each column"
        )
    positions = positions_among(truth, classes)
    if positions is None:
        raise ValueError("'y_true' contains labels not in parameter 'labels'. Add them")
    return positions, width
