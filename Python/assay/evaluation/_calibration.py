"""How far probabilities can be taken at their word."""

from __future__ import annotations

import ctypes
from ctypes import byref
from typing import Any, NamedTuple

from assay import _interface, _native
from assay.evaluation._rows import scored_rows
from assay.metrics import _checks as checks

BINNINGS = {"uniform": _interface.UNIFORM, "quantile": _interface.QUANTILE}


class CalibrationErrors(NamedTuple):
    """The distance of probability and frequency: its mean over rows, and the greatest of a bin."""

    expected: float
    maximum: float


def calibration_errors(
    y_true: Any, y_prob: Any, *, n_bins: int = 15, strategy: str = "uniform",
    pos_label: Any = None, sample_weight: Any = None,
) -> CalibrationErrors:
    """The expected and the maximum calibration error of the positive class.

    ECE = Σ n_b/n |mean probability − frequency| over bins b, MCE the greatest of the distances.

    Parameters
    ----------
    y_true : array-like
        One of two labels a row.
    y_prob : array-like
        The probability of the positive class.
    n_bins : int
        How many bins.
    strategy : {"uniform", "quantile"}
        Bins of equal width, or of about equally many rows.
    pos_label : label or None
        The positive class; 1 of {0, 1} and {−1, 1} by default.
    sample_weight : array-like or None
        The weight of each row.

    Returns
    -------
    CalibrationErrors

    Raises
    ------
    ValueError
        Lengths differ, there are no rows, or a probability is outside 0 … 1.

    Examples
    --------
    >>> calibration_errors([0, 1, 1, 1], [0.25, 0.75, 0.75, 0.75], n_bins=2)
    CalibrationErrors(expected=0.25, maximum=0.25)
    """
    function = "calibration_errors"
    checks.check_number(function, "n_bins", n_bins, 1, 1_000_000, integral=True)
    checks.check_option(function, "strategy", strategy, tuple(BINNINGS))
    rows = scored_rows(function, y_true, y_prob, pos_label, sample_weight)
    expected, maximum = ctypes.c_double(), ctypes.c_double()
    *columns, weights = rows.arguments
    _native.call(
        _native.library.assay_calibration_errors, *columns, n_bins, BINNINGS[strategy], weights,
        byref(expected), byref(maximum),
    )
    return CalibrationErrors(expected.value, maximum.value)
