"""What scikit-learn does not say of a classifier: how sure its numbers are, and what to do with it.

Intervals, a verdict against chance, comparisons of two models on the same rows, thresholds for a
purpose, and how far probabilities can be taken at their word.
"""

from __future__ import annotations

from assay.evaluation._calibration import CalibrationErrors, calibration_errors
from assay.evaluation._comparisons import Comparison, compare_predictions, compare_scores
from assay.evaluation._intervals import Estimate, estimate, estimate_scores
from assay.evaluation._thresholds import Threshold, best_threshold
from assay.evaluation._verdict import Verdict, verdict

__all__ = [
    "CalibrationErrors",
    "Comparison",
    "Estimate",
    "Threshold",
    "Verdict",
    "best_threshold",
    "calibration_errors",
    "compare_predictions",
    "compare_scores",
    "estimate",
    "estimate_scores",
    "verdict",
]
