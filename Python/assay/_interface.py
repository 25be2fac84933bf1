"""The C interface as a table: its functions, its enumerations and its structures.

Written after `assay.h`, in its order; a test holds the two together.
"""

from __future__ import annotations

import ctypes

#: The version of the interface that this package speaks.
VERSION = 1

#: What the letters below stand for.
LETTERS = {
    "p": ctypes.c_void_p,
    "i": ctypes.c_int32,
    "l": ctypes.c_int64,
    "u": ctypes.c_uint64,
    "d": ctypes.c_double,
    "b": ctypes.c_bool,
}

#: The arguments of the functions that return a status; the error that ends each is left out.
FALLIBLE = {
    "assay_label_positions": "pilplppp",
    "assay_confusion_create": "plp",
    "assay_confusion_update": "pppilp",
    "assay_confusion_merge": "pp",
    "assay_confusion_select": "pplp",
    "assay_confusion_classes": "pp",
    "assay_confusion_cells": "pp",
    "assay_confusion_normalized": "pip",
    "assay_confusion_encode": "ppp",
    "assay_confusion_decode": "plp",
    "assay_confusion_read": "pipp",
    "assay_confusion_rates": "pipldip",
    "assay_confusion_counts": "pplp",
    "assay_confusion_likelihood_ratios": "plpp",
    "assay_confusion_report": "pplpiip",
    "assay_label_sets_create": "lp",
    "assay_label_sets_update": "ppplp",
    "assay_label_sets_read": "pip",
    "assay_label_sets_rates": "pidip",
    "assay_label_sets_counts": "pp",
    "assay_label_sets_report": "ppiip",
    "assay_samplewise_counts": "ppllpp",
    "assay_roc_auc": "ppilpdp",
    "assay_average_precision": "ppilpp",
    "assay_curve_create": "ippilpbp",
    "assay_curve_column": "pip",
    "assay_auc": "pplp",
    "assay_class_roc_auc": "ppillpiip",
    "assay_label_roc_auc": "ppillpdip",
    "assay_label_average_precision": "ppillpip",
    "assay_log_loss": "ppillpbp",
    "assay_brier_score": "ppillpbp",
    "assay_d2_log_loss": "ppillpp",
    "assay_d2_brier_score": "ppillpp",
    "assay_unnormalized_row": "pillpp",
    "assay_hinge_loss": "ppillpp",
    "assay_top_k_accuracy": "ppilllpbp",
    "assay_dcg": "ppillldbpp",
    "assay_ndcg": "ppilllbpp",
    "assay_label_ranking": "ippillpp",
    "assay_calibration_curve": "ppillidpp",
    "assay_calibration_errors": "ppillippp",
    "assay_confusion_estimate": "ppldlup",
    "assay_score_estimate": "ppilppdlup",
    "assay_confusion_verdict": "ppp",
    "assay_compare_predictions": "pppilbdp",
    "assay_compare_scores": "pppildp",
    "assay_best_threshold": "ppilpiddp",
}

#: The other functions: what they return, and their arguments.
INFALLIBLE = {
    "assay_interface_version": ("i", ""),
    "assay_free": ("", "p"),
    "assay_confusion_free": ("", "p"),
    "assay_confusion_class_count": ("l", "p"),
    "assay_label_sets_free": ("", "p"),
    "assay_curve_free": ("", "p"),
    "assay_curve_length": ("l", "pi"),
}

# What was wrong: `assay_status_t`.
OK = 0
EMPTY = 3
NOT_FINITE = 4
OUT_OF_RANGE = 5
WEIGHTS_ALL_ZERO = 6
UNKNOWN_CLASS = 7
INVALID_PARAMETER = 12
UNDEFINED = 14
ROW_SUM = 15
NO_MEMORY = 18

#: What an untyped array holds, `assay_type_t`, by NumPy's kind and size.
TYPES = {
    "i1": 1,
    "i2": 2,
    "i4": 3,
    "i8": 4,
    "u1": 5,
    "u2": 6,
    "u4": 7,
    "u8": 8,
    "b1": 9,
    "f4": 10,
    "f8": 11,
}

# How rates become one number: `assay_average_t`.
PER_LABEL, MICRO, MACRO, WEIGHTED, SAMPLES = range(5)

# What an undefined rate is: `assay_undefined_t`.
STANDARD, ZERO, ONE, NAN = range(4)

# A number read from a confusion matrix: `assay_confusion_reading_t`.
(
    ACCURACY,
    CORRECT,
    TOTAL,
    ZERO_ONE_LOSS,
    ERRORS,
    BALANCED_ACCURACY,
    ADJUSTED_BALANCED_ACCURACY,
    COHEN_KAPPA,
    LINEAR_COHEN_KAPPA,
    QUADRATIC_COHEN_KAPPA,
    MATTHEWS_CORRELATION,
) = range(11)

# A number read from sets of labels: `assay_label_sets_reading_t`.
SUBSET_ACCURACY, EXACT_MATCHES, SUBSET_ZERO_ONE_LOSS, ROWS_IN_ERROR, HAMMING_LOSS = range(5)

# A curve: `assay_curve_kind_t`.
ROC, PRECISION_RECALL, DET, COUNTS = range(4)

# How areas of several classes are taken: `assay_multi_class_t`.
ONE_VS_REST, ONE_VS_ONE = range(2)

# How labels are ranked: `assay_label_ranking_t`.
COVERAGE_ERROR, LABEL_RANKING_AVERAGE_PRECISION, LABEL_RANKING_LOSS = range(3)

# How bins are laid: `assay_binning_t`.
UNIFORM, QUANTILE = range(2)


class Error(ctypes.Structure):
    """What was wrong, and where: `assay_error_t`."""

    _fields_ = [
        ("status", ctypes.c_int32),
        ("reserved", ctypes.c_int32),
        ("index", ctypes.c_int64),
        ("value", ctypes.c_double),
        ("field", ctypes.c_char * 40),
        ("message", ctypes.c_char * 448),
    ]


class Rates(ctypes.Structure):
    """The rates of one label, or an average of them: `assay_rates_t`."""

    _fields_ = [
        ("precision", ctypes.c_double),
        ("recall", ctypes.c_double),
        ("f_score", ctypes.c_double),
        ("jaccard", ctypes.c_double),
        ("support", ctypes.c_double),
        ("undefined", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    ]
