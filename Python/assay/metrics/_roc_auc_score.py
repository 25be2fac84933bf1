"""The area under the ROC curve, of two classes, of several and of sets of labels."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from assay._interface import ROW_SUM
from assay.exceptions import UndefinedMetricWarning
from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics._averages import AVERAGES, CODES
from assay.metrics._binary_truth import indicator
from assay.metrics._column_classes import classes_of_columns
from assay.metrics._truth import Truth, truth_of

#: How several classes are compared: the library's codes.
MULTI_CLASS = {"ovr": 0, "ovo": 1}


def roc_auc_score(
    y_true: Any, y_score: Any, *, average: str | None = "macro", sample_weight: Any = None,
    max_fpr: float | None = None, multi_class: str = "raise", labels: Any = None,
) -> float | np.ndarray:
    """The area under the ROC curve: how probably a positive row scores above a negative one.

    AUC = P(score⁺ > score⁻) + ½ P(score⁺ = score⁻), the greater label being the positive class.

    Parameters
    ----------
    y_true : array-like
        The class of each row, or for each row a 0 or 1 for each label.
    y_score : array-like
        The score of each row, or one for each class or label.
    average : str or None
        Of several classes or labels: "macro", "weighted" by their rows, "micro" over
        all cells, "samples" over rows; None for one number a class.
    sample_weight : array-like or None
        The weight of each row.
    max_fpr : float or None
        Up to which false-positive rate the area is taken, standardised to ½ for chance
        and 1 for perfect ranking; not of several classes.
    multi_class : str
        Of several classes: "ovr", each against the rest, or "ovo", pair by pair.
    labels : array-like or None
        The classes of the columns in ascending order, where y_true lacks some.

    Returns
    -------
    float or ndarray
        The area; NaN where only one class occurs, with an `UndefinedMetricWarning`.

    Raises
    ------
    ValueError
        Lengths differ, scores are not finite or those of several classes do not add
        up to 1, classes and columns do not agree, or a parameter does not fit.

    Examples
    --------
    >>> roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    0.75
    """
    function = "roc_auc_score"
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_option(function, "average", average, AVERAGES)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    if max_fpr is not None:
        checks.check_number(function, "max_fpr", max_fpr, 0, 1, above=True)
    checks.check_option(function, "multi_class", multi_class, ("raise", "ovr", "ovo"))
    checks.check_array_like_or_none(function, labels=labels)
    truth = truth_of(y_true)
    original = scores.as_array(y_score)
    given = scores.numbers(original, "y_score")
    if truth.kind == "multiclass" or (truth.kind == "binary" and given.ndim == 2 < given.shape[1]):
        if max_fpr is not None and max_fpr != 1:
            raise ValueError(
                "Partial AUC computation not available in multiclass setting, 'max_fpr' must be "
                f"set to `None`, received `max_fpr={max_fpr}` instead"
            )
        if multi_class == "raise":
            raise ValueError(
                "multi_class must be in ('ovo', 'ovr') where there are more than two classes"
            )
        return of_classes(truth, given, labels, multi_class, average, sample_weight)
    limit = 1.0 if max_fpr is None else float(max_fpr)
    if truth.kind == "binary":
        return of_two_classes(truth, original, sample_weight, limit)
    return of_label_sets(truth, given, average, sample_weight, limit)


def of_two_classes(truth: Truth, given: np.ndarray, sample_weight: Any, limit: float) -> float:
    """The area of two classes, the greater label being the positive one."""
    checks.check_lengths(truth.positions, given, sample_weight)
    column, _ = scores.ordered_column(given, "y_score")
    weights = checks.weight_column(sample_weight, len(column))
    if len(truth.classes) < 2:
        scores.finite(column, "y_score")
        warn_of_one_class(stacklevel=4)
        return float("nan")
    return answers.number(
        "assay_roc_auc", (truth.positions != 0).view(np.uint8), column,
        scores.type_code(column), len(column), weights, limit, subject="y_score",
    )


def of_label_sets(
    truth: Truth, given: np.ndarray, average: str | None, sample_weight: Any, limit: float
) -> float | np.ndarray:
    """The areas of labels that a row may have several of."""
    if truth.kind != "multilabel-indicator":
        scores.finite(given, "y_score")
        raise ValueError(
            f"{truth.kind} format is not supported: pass a class, or a 0 or 1 for each label"
        )
    checks.check_lengths(truth.values, given, sample_weight)
    marks = indicator(truth.values)
    same_shape(marks, given)
    weights = checks.weight_column(sample_weight, len(marks))
    areas = answers.numbers(
        "assay_label_roc_auc", marks.shape[1] if average is None else 1, marks, given,
        scores.type_code(given), *marks.shape, weights, limit, CODES[average], subject="y_score",
    )
    axis = {"micro": None, "samples": 1}.get(average, 0)
    if (marks.max(axis) == marks.min(axis)).any():
        warn_of_one_class(stacklevel=4)
    return areas if average is None else float(areas[0])


def of_classes(
    truth: Truth, given: np.ndarray, labels: Any, multi_class: str, average: str | None,
    sample_weight: Any,
) -> float | np.ndarray:
    """The areas of more than two classes."""
    if given.ndim != 2:
        raise ValueError(
            "`y_score` needs to be of shape `(n_samples, n_classes)`, since `y_true` contains "
            f"multiple classes. Got `y_score.shape={given.shape}`."
        )
    options = ("macro", "weighted", None)
    if multi_class == "ovr":
        options = ("micro", *options)
    if average not in options:
        raise ValueError(f"average must be one of {options} for multiclass problems")
    if average is None and multi_class == "ovo":
        raise NotImplementedError("average=None is not implemented for multi_class='ovo'.")
    if multi_class == "ovo" and sample_weight is not None:
        raise ValueError(
            "sample_weight is not supported for multiclass one-vs-one ROC AUC, 'sample_weight' "
            "must be None in this case."
        )
    positions = classes_of_columns(truth, given, labels)
    checks.check_lengths(positions, given, sample_weight)
    weights = checks.weight_column(sample_weight, len(positions))
    areas = answers.numbers(
        "assay_class_roc_auc", given.shape[1] if average is None else 1, positions, given,
        scores.type_code(given), *given.shape, weights, MULTI_CLASS[multi_class], CODES[average],
        subject="y_score", told={
            ROW_SUM: "Target scores need to be probabilities for multiclass roc_auc, i.e. they "
            "should sum up to 1.0 over classes"
        },
    )
    if multi_class == "ovr" and len(truth.classes) < given.shape[1] and average != "micro":
        warn_of_one_class(stacklevel=4)
    return areas if average is None else float(areas[0])


def same_shape(marks: np.ndarray, given: np.ndarray) -> None:
    """Stops on scores that are not one for each label."""
    if marks.shape != given.shape:
        raise ValueError(
            f"y_true and y_score have different shape: {marks.shape} and {given.shape}; pass one "
            "score for each label of each row"
        )


def warn_of_one_class(stacklevel: int) -> None:
    """Says that an area is not defined."""
    warnings.warn(
        "Only one class is present in y_true. ROC AUC score is not defined in that case. It is "
        "NaN: evaluate on rows of both classes",
        UndefinedMetricWarning, stacklevel=stacklevel,
    )
