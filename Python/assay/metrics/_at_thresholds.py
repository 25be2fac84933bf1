"""Counts, and any other metric, at every threshold of a score."""

from __future__ import annotations

import warnings
from typing import Any, Callable

import numpy as np

from assay._interface import COUNTS
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics._binary_truth import BinaryTruth
from assay.metrics._curves import Walk, walk


def confusion_matrix_at_thresholds(
    y_true: Any, y_score: Any, *positional: Any, pos_label: Any = None, sample_weight: Any = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The four counts of a binary confusion matrix at every threshold of a score.

    At threshold t the rows of score ≥ t are called positive.

    Parameters
    ----------
    y_true : array-like
        The class of each row: two classes, or several with `pos_label`.
    y_score : array-like
        The score of each row, greater for the positive class.
    pos_label : int, float, bool, str or None
        The positive class; 1 if None, of labels in {0, 1} or {-1, 1}.
    sample_weight : array-like or None
        The weight of each row; rows of weight 0 are left out.

    Returns
    -------
    tuple of five ndarray
        True negatives, false positives, false negatives, true positives (weights added up, where
        there are any) and the thresholds, the distinct scores in descending order.

    Raises
    ------
    ValueError
        Lengths differ, values are not finite, or the classes are not two.

    Examples
    --------
    >>> tns, fps, fns, tps, _ = confusion_matrix_at_thresholds([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> tps.tolist()
    [1.0, 1.0, 2.0, 2.0]
    """
    if positional:
        pos_label, sample_weight = passed_by_position(positional, pos_label, sample_weight)
    rows = walk(y_true, y_score, pos_label, sample_weight, "confusion_matrix_at_thresholds")
    *counts, thresholds = rows.columns(COUNTS)
    return (*counts, rows.in_dtype_of_scores(thresholds))


def passed_by_position(positional: tuple, pos_label: Any, sample_weight: Any) -> tuple[Any, Any]:
    """`pos_label` and `sample_weight` as scikit-learn still takes them, with its warning."""
    names = ("pos_label", "sample_weight")
    if len(positional) > len(names):
        raise TypeError(
            "confusion_matrix_at_thresholds takes y_true and y_score by position, and "
            f"{', '.join(names)} by keyword; {len(positional) - len(names)} more are given"
        )
    given = ", ".join(f"{name}={value}" for name, value in zip(names, positional))
    warnings.warn(
        f"Pass {given} as keyword args. From version 1.11 of scikit-learn passing these as "
        "positional arguments will result in an error",
        FutureWarning, stacklevel=3,
    )
    return (*positional, *(pos_label, sample_weight)[len(positional):])


def metric_at_thresholds(
    y_true: Any, y_score: Any, metric_func: Callable[..., Any], *, sample_weight: Any = None,
    metric_params: dict[str, Any] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Any metric of labels at every threshold of a score.

    Parameters
    ----------
    y_true : array-like
        The class of each row.
    y_score : array-like
        The score of each row.
    metric_func : callable
        Called as `metric_func(y_true, y_pred, **metric_params)` with predictions 1
        for scores ≥ the threshold, else 0; gives a number, or as many of them each time.
    sample_weight : array-like or None
        The weight of each row, passed on; rows of weight 0 are left out.
    metric_params : dict or None
        Passed on by keyword.

    Returns
    -------
    tuple of two ndarray
        The values, one row a threshold, and the thresholds, the distinct scores in descending
        order.

    Raises
    ------
    ValueError
        Lengths differ, or scores or weights are not finite.

    Examples
    --------
    >>> values, thresholds = metric_at_thresholds(
    ...     [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], accuracy_score)
    >>> values.tolist()
    [0.75, 0.5, 0.75, 0.5]
    """
    function = "metric_at_thresholds"
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    if not callable(metric_func):
        checks.refuse(function, "metric_func", "a callable", metric_func)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    if not (metric_params is None or isinstance(metric_params, dict)):
        checks.refuse(function, "metric_params", "an instance of 'dict' or None", metric_params)
    checks.check_lengths(y_true, y_score, sample_weight)
    truth, given = scores.column(scores.as_array(y_true)), scores.column(scores.as_array(y_score))
    scores.finite_labels(truth, "y_true")
    weights = checks.weight_column(sample_weight, len(truth))
    column = scores.numbers(given, "y_score")
    no_truth = BinaryTruth(np.zeros(len(column), np.uint8), 1)
    thresholds = Walk(no_truth, column, weights, None, given.dtype).columns(COUNTS)[-1]
    parameters = dict(metric_params or {})
    if weights is not None:
        kept = weights != 0
        truth, column = truth[kept], column[kept]
        parameters["sample_weight"] = weights[kept]
    values = [
        metric_func(truth, (column >= threshold).astype(np.int32), **parameters)
        for threshold in thresholds
    ]
    return np.asarray(values), thresholds.astype(given.dtype, copy=False)
