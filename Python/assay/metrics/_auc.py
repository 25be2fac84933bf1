"""The area under any curve."""

from __future__ import annotations

from typing import Any

from assay._interface import OUT_OF_RANGE

from assay.metrics import _answers as answers
from assay.metrics import _checks as checks
from assay.metrics import _scores as scores


def auc(x: Any, y: Any) -> float:
    """The area under the points of a curve by the trapezoidal rule.

    Parameters
    ----------
    x : array-like
        Where the points are, all along ascending or all along descending.
    y : array-like
        Their heights.

    Returns
    -------
    float
        Σ (xᵢ₊₁ − xᵢ)(yᵢ + yᵢ₊₁) / 2, of descending x with the other sign.

    Raises
    ------
    ValueError
        There are fewer than two points, x turns, or the lengths differ.

    Examples
    --------
    >>> auc([0, 0.5, 1], [0, 1, 1])
    0.75
    """
    checks.check_array_like("auc", x=x, y=y)
    checks.check_lengths(x, y)
    places = scores.column(scores.as_array(x))
    heights = scores.column(scores.as_array(y))
    if len(places) < 2:
        raise ValueError(
            "At least 2 points are needed to compute area under curve, but x.shape = "
            f"{places.shape}"
        )
    turns = f"x is neither increasing nor decreasing : {places}. Sort the points by x"
    return answers.number(
        "assay_auc", scores.doubles(places, "x"), scores.doubles(heights, "y"), len(places),
        subject="x", told={OUT_OF_RANGE: turns},
    )
