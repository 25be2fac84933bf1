"""Discounted cumulative gain: what a ranking puts first is worth most."""

from __future__ import annotations

from typing import Any

import numpy as np

from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores
from assay.metrics import _targets as targets

#: The kinds of relevance that can be ranked: one for each item of each row.
RANKABLE = ("multilabel-indicator", "continuous-multioutput", "multiclass-multioutput")


def dcg_score(
    y_true: Any, y_score: Any, *, k: int | None = None, log_base: float = 2,
    sample_weight: Any = None, ignore_ties: bool = False,
) -> float:
    """The mean discounted cumulative gain: Σ relevance / log_b (place + 1), best score first.

    Parameters
    ----------
    y_true : array-like of two dimensions
        How relevant each item of each row is.
    y_score : array-like of two dimensions
        The score by which each is ranked.
    k : int or None
        How many of the best places count; all if None.
    log_base : float
        The base b of the discount.
    sample_weight : array-like or None
        The weight of each row.
    ignore_ties : bool
        Whether equal scores may be ranked in any order; their mean gain is taken else.

    Returns
    -------
    float
        More is better.

    Raises
    ------
    ValueError
        Shapes differ, or a number is not finite.

    Examples
    --------
    >>> dcg_score([[3, 0, 1]], [[0.9, 0.2, 0.5]])
    3.6309297535714578
    """
    function = "dcg_score"
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_number(function, "k", k, 1, integral=True, or_none=True)
    checks.check_number(function, "log_base", log_base, 0, above=True)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    checks.check_boolean(function, ignore_ties=ignore_ties)
    relevances, given = columns(y_true, y_score, sample_weight)
    return mean_gain(
        "assay_dcg", relevances, given, sample_weight, k, float(log_base), bool(ignore_ties)
    )


def ndcg_score(
    y_true: Any, y_score: Any, *, k: int | None = None, sample_weight: Any = None,
    ignore_ties: bool = False,
) -> float:
    """The mean part of the best possible discounted cumulative gain: DCG / DCG of perfect ranking.

    Parameters
    ----------
    y_true : array-like of two dimensions
        How relevant each item of each row is, at least 0.
    y_score : array-like of two dimensions
        The score by which each is ranked.
    k : int or None
        How many of the best places count; all if None.
    sample_weight : array-like or None
        The weight of each row.
    ignore_ties : bool
        Whether equal scores may be ranked in any order; their mean gain is taken else.

    Returns
    -------
    float
        From 0 to 1; a row without relevant items counts 0.

    Raises
    ------
    ValueError
        Shapes differ, a number is not finite, a relevance is negative, or there is one item alone.

    Examples
    --------
    >>> ndcg_score([[3, 0, 1]], [[0.9, 0.2, 0.5]])
    1.0
    """
    function = "ndcg_score"
    checks.check_array_like(function, y_true=y_true, y_score=y_score)
    checks.check_number(function, "k", k, 1, integral=True, or_none=True)
    checks.check_array_like_or_none(function, sample_weight=sample_weight)
    checks.check_boolean(function, ignore_ties=ignore_ties)
    relevances, given = columns(y_true, y_score, sample_weight, is_normalized=True)
    return mean_gain("assay_ndcg", relevances, given, sample_weight, k, bool(ignore_ties))


def columns(
    y_true: Any, y_score: Any, sample_weight: Any, is_normalized: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Checked relevances, as floats of 64 bits, and scores."""
    relevances = scores.finite(scores.numbers(y_true, "y_true"), "y_true")
    given = scores.finite(scores.numbers(y_score, "y_score"), "y_score")
    checks.check_lengths(relevances, given, sample_weight)
    if is_normalized and relevances.min() < 0:
        raise ValueError(
            "ndcg_score should not be used on negative y_true values. Shift them to be at least 0"
        )
    if is_normalized and relevances.ndim == 2 and relevances.shape[1] == 1:
        raise ValueError(
            "Computing NDCG is only meaningful when there is more than 1 document. Got 1 instead."
        )
    kind = targets.type_of_array(relevances, "y_true")
    if kind not in RANKABLE:
        raise ValueError(
            f"Only {RANKABLE} formats are supported. Got {kind} instead: pass one relevance for "
            "each item of each row"
        )
    if relevances.shape != given.shape:
        raise ValueError(
            f"y_true and y_score have different shape: {relevances.shape} and {given.shape}"
        )
    return scores.doubles(relevances, "y_true"), given


def mean_gain(
    function: str, relevances: np.ndarray, given: np.ndarray, sample_weight: Any, k: int | None,
    *options: Any,
) -> float:
    """What the library's `function` answers."""
    weights = checks.weight_column(sample_weight, len(given))
    width = given.shape[1]
    return answers.number(
        function, relevances, given, scores.type_code(given), len(given), width,
        0 if k is None else min(int(k), width), *options, weights, subject="y_score",
    )
