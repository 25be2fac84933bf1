"""How the labels that a row has are ranked among all by their scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay._interface import (
    COVERAGE_ERROR,
    LABEL_RANKING_AVERAGE_PRECISION,
    LABEL_RANKING_LOSS,
)
from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics import _targets as targets


def coverage_error(y_true: Any, y_score: Any, *, sample_weight: Any = None) -> float:
    """How far down a ranking one must go to have met every relevant label, on average.

    Parameters
    ----------
    y_true : array-like of two dimensions
        For each label of each row 1 where the row has it, else 0.
    y_score : array-like of two dimensions
        The score of each label of each row.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        At best the mean number of relevant labels; a row without any counts 0.

    Raises
    ------
    ValueError
        Shapes differ, a score is not finite, or the truth is no indicator of labels.

    Examples
    --------
    >>> coverage_error([[1, 0, 0], [0, 1, 1]], [[1, 0, 0], [0, 1, 1]])
    1.5
    """
    check("coverage_error", y_true, y_score, sample_weight)
    truth, given = scores.matrix(y_true, "y_true"), scores.matrix(y_score, "y_score")
    return ranked(COVERAGE_ERROR, truth, given, sample_weight)


def label_ranking_average_precision_score(
    y_true: Any, y_score: Any, *, sample_weight: Any = None
) -> float:
    """How many of the labels ranked at least as high as a relevant one are relevant, on average.

    Parameters
    ----------
    y_true : array-like or sparse matrix of two dimensions
        For each label of each row 1 where the row has it, else 0.
    y_score : array-like of two dimensions
        The score of each label of each row.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        More than 0, at most 1; a row that has all labels or none counts 1.

    Raises
    ------
    ValueError
        Shapes differ, a score is not finite, or the truth is no indicator of labels.

    Examples
    --------
    >>> round(label_ranking_average_precision_score([[1, 0, 0], [0, 0, 1]],
    ...                                             [[0.75, 0.5, 1], [1, 0.2, 0.1]]), 4)
    0.4167
    """
    check("label_ranking_average_precision_score", y_true, y_score, sample_weight)
    truth, given = scores.numbers(y_true, "y_true"), scores.numbers(y_score, "y_score")
    return ranked(LABEL_RANKING_AVERAGE_PRECISION, truth, given, sample_weight, or_one_label=True)


def label_ranking_loss(y_true: Any, y_score: Any, *, sample_weight: Any = None) -> float:
    """The mean part of pairs of a relevant and another label that are ranked the wrong way.

    Parameters
    ----------
    y_true : array-like or sparse matrix of two dimensions
        For each label of each row 1 where the row has it, else 0.
    y_score : array-like of two dimensions
        The score of each label of each row.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    float
        From 0 to 1, equal scores counting as wrong; a row that has all labels or none counts 0.

    Raises
    ------
    ValueError
        Shapes differ, a score is not finite, or the truth is no indicator of labels.

    Examples
    --------
    >>> label_ranking_loss([[1, 0, 0], [0, 0, 1]], [[0.75, 0.5, 1], [1, 0.2, 0.1]])
    0.75
    """
    check("label_ranking_loss", y_true, y_score, sample_weight)
    truth, given = scores.numbers(y_true, "y_true"), scores.numbers(y_score, "y_score")
    return ranked(LABEL_RANKING_LOSS, truth, given, sample_weight)


def check(function: str, y_true: Any, y_score: Any, sample_weight: Any) -> None:
    """Stops on what is no array."""
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)


def ranked(
    reading: int, truth: np.ndarray, given: np.ndarray, sample_weight: Any,
    or_one_label: bool = False,
) -> float:
    """What the library reads of checked rows."""
    scores.finite(truth, "y_true")
    scores.finite(given, "y_score")
    checks.check_lengths(truth, given, sample_weight)
    kind = targets.type_of_array(truth, "y_true")
    has_one_label = or_one_label and kind == "binary" and truth.ndim == 2
    if kind != "multilabel-indicator" and not has_one_label:
        raise ValueError(
            f"{kind} format is not supported: pass a 0 or 1 for each of two labels or more"
        )
    if truth.shape != given.shape:
        raise ValueError(
            f"y_true and y_score have different shape: {truth.shape} and {given.shape}"
        )
    weights = checks.weight_column(sample_weight, len(truth))
    return answers.number(
        "assay_label_ranking", reading, targets.indicator_bytes(truth), given,
        scores.type_code(given), *given.shape, weights, subject="y_score",
    )
