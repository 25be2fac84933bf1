"""Average precision, of two classes, of several and of sets of labels."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics._averages import AVERAGES, CODES
from assay.metrics._binary_truth import indicator, is_positive
from assay.metrics._precision_recall_curve import warn_of_no_positives
from assay.metrics._roc_auc_score import same_shape
from assay.metrics._truth import Truth, truth_of


def average_precision_score(
    y_true: Any, y_score: Any, *, average: str | None = "macro", pos_label: Any = 1,
    sample_weight: Any = None,
) -> float | np.ndarray:
    """The mean precision over the recall gained at each threshold.

    AP = Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds in descending order, without interpolation.

    Parameters
    ----------
    y_true : array-like
        The class of each row, or for each row a 0 or 1 for each label.
    y_score : array-like
        The score of each row, or one for each class or label.
    average : str or None
        Of several classes or labels: "macro", "weighted" by their rows, "micro" over
        all cells, "samples" over rows; None for one number a class.
    pos_label : int, float, bool, str or None
        The positive class, of two.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float or ndarray
        A number from 0 to 1; 0 without rows of the positive class, with a `UserWarning`.

    Raises
    ------
    ValueError
        Lengths differ, scores are not finite, or pos_label is neither of two classes.

    Examples
    --------
    >>> round(average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 4)
    0.8333
    """
    function = "average_precision_score"
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_option(function, "average", average, AVERAGES)
    checks.check_pos_label(function, pos_label)
    if pos_label is None:
        checks.refuse(function, "pos_label", "a float, a str or a bool", pos_label)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    truth = truth_of(y_true)
    if truth.kind == "binary":
        if len(truth.classes) == 2 and pos_label not in truth.classes.tolist():
            raise ValueError(
                f"pos_label={pos_label} is not a valid label. It should be one of {truth.classes}"
            )
        return of_two_classes(truth, y_score, pos_label, sample_weight)
    if truth.kind in ("multiclass", "multilabel-indicator"):
        if pos_label != 1:
            raise ValueError(
                f"Parameter pos_label is fixed to 1 for {truth.kind} y_true. Do not set pos_label "
                "or set pos_label to 1."
            )
        return of_labels(truth, y_score, average, sample_weight)
    raise ValueError(
        f"{truth.kind} format is not supported: pass a class, or a 0 or 1 for each label"
    )


def of_two_classes(truth: Truth, y_score: Any, pos_label: Any, sample_weight: Any) -> float:
    """Average precision of a single column."""
    given = scores.as_array(y_score)
    checks.check_lengths(truth.positions, given, sample_weight)
    column, _ = scores.ordered_column(given, "y_score")
    weights = checks.weight_column(sample_weight, len(column))
    positive = is_positive(truth, pos_label)
    value = answers.number(
        "assay_average_precision", positive, column, scores.type_code(column), len(column),
        weights, subject="y_score",
    )
    if not positive.any():
        warn_of_no_positives(stacklevel=4)
    return value


def of_labels(
    truth: Truth, y_score: Any, average: str | None, sample_weight: Any
) -> float | np.ndarray:
    """Average precisions of several classes, or of labels that a row may have several of."""
    given = scores.numbers(y_score, "y_score")
    if truth.kind == "multiclass":
        count = len(truth.classes)
        if given.shape != (len(truth.positions), count):
            raise ValueError(
                "`y_score` needs to be of shape `(n_samples, n_classes)`, since `y_true` contains "
                f"multiple classes. Got `y_score.shape={given.shape}`."
            )
        marks = np.zeros((len(truth.positions), count), np.uint8)
        marks[np.arange(len(marks)), truth.positions] = 1
    else:
        checks.check_lengths(truth.values, given, sample_weight)
        marks = indicator(truth.values)
        same_shape(marks, given)
    checks.check_lengths(marks, given, sample_weight)
    weights = checks.weight_column(sample_weight, len(marks))
    values = answers.numbers(
        "assay_label_average_precision", marks.shape[1] if average is None else 1, marks, given,
        scores.type_code(given), *marks.shape, weights, CODES[average], subject="y_score",
    )
    if not marks.any({"micro": None, "samples": 1}.get(average, 0)).all():
        warn_of_no_positives(stacklevel=4)
    return values if average is None else float(values[0])
