"""scikit-learn's classification metrics, under its names and with its meaning, counted natively."""

from __future__ import annotations

from assay.metrics._accuracy_score import accuracy_score, hamming_loss, zero_one_loss
from assay.metrics._agreement import cohen_kappa_score, matthews_corrcoef
from assay.metrics._at_thresholds import confusion_matrix_at_thresholds, metric_at_thresholds
from assay.metrics._auc import auc
from assay.metrics._average_precision_score import average_precision_score
from assay.metrics._brier_score_loss import brier_score_loss, d2_brier_score
from assay.metrics._calibration_curve import calibration_curve
from assay.metrics._classification_report import classification_report
from assay.metrics._confusion_matrix import (
    balanced_accuracy_score,
    confusion_matrix,
    multilabel_confusion_matrix,
)
from assay.metrics._cumulative_gains import dcg_score, ndcg_score
from assay.metrics._det_curve import det_curve
from assay.metrics._hinge_loss import hinge_loss
from assay.metrics._label_rankings import (
    coverage_error,
    label_ranking_average_precision_score,
    label_ranking_loss,
)
from assay.metrics._likelihood_ratios import class_likelihood_ratios
from assay.metrics._log_loss import d2_log_loss_score, log_loss
from assay.metrics._precision_recall_curve import precision_recall_curve
from assay.metrics._rates import (
    f1_score,
    fbeta_score,
    jaccard_score,
    precision_recall_fscore_support,
    precision_score,
    recall_score,
)
from assay.metrics._roc_auc_score import roc_auc_score
from assay.metrics._roc_curve import roc_curve
from assay.metrics._top_k_accuracy_score import top_k_accuracy_score

__all__ = [
    "accuracy_score",
    "auc",
    "average_precision_score",
    "balanced_accuracy_score",
    "brier_score_loss",
    "calibration_curve",
    "class_likelihood_ratios",
    "classification_report",
    "cohen_kappa_score",
    "confusion_matrix",
    "confusion_matrix_at_thresholds",
    "coverage_error",
    "d2_brier_score",
    "d2_log_loss_score",
    "dcg_score",
    "det_curve",
    "f1_score",
    "fbeta_score",
    "hamming_loss",
    "hinge_loss",
    "jaccard_score",
    "label_ranking_average_precision_score",
    "label_ranking_loss",
    "log_loss",
    "matthews_corrcoef",
    "metric_at_thresholds",
    "multilabel_confusion_matrix",
    "ndcg_score",
    "precision_recall_curve",
    "precision_recall_fscore_support",
    "precision_score",
    "recall_score",
    "roc_auc_score",
    "roc_curve",
    "top_k_accuracy_score",
    "zero_one_loss",
]
