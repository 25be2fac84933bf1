"""Metrics of scores and probabilities: their numbers, faults, warnings, and whatever data come in."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assay import metrics
from assay.exceptions import InvalidParameterError, UndefinedMetricWarning

TRUTH = [0, 0, 1, 1]
SCORES = [0.1, 0.4, 0.35, 0.8]
CLASSES = [0, 1, 2, 2]
PROBABILITIES = [[0.7, 0.2, 0.1], [0.3, 0.4, 0.3], [0.3, 0.3, 0.4], [0.5, 0.3, 0.2]]
MARKS = [[1, 0, 0], [0, 1, 1], [1, 0, 1]]
LABEL_SCORES = [[0.75, 0.5, 1.0], [1.0, 0.2, 0.1], [0.9, 0.1, 0.3]]

#: A number of every function, worked out by hand.
NUMBERS = [
    (metrics.auc, ([0, 0.5, 1], [0, 1, 1]), {}, 0.75),
    (metrics.roc_auc_score, (TRUTH, SCORES), {}, 0.75),
    (metrics.roc_auc_score, (TRUTH, SCORES), {"sample_weight": [1, 0, 1, 1]}, 1.0),
    (metrics.average_precision_score, (TRUTH, SCORES), {}, 0.5 + 0.5 * 2 / 3),
    (metrics.log_loss, (TRUTH, [0.1, 0.4, 0.5, 0.8]), {},
     -(math.log(0.9) + math.log(0.6) + math.log(0.5) + math.log(0.8)) / 4),
    (metrics.log_loss, (CLASSES, PROBABILITIES), {"normalize": False},
     -(math.log(0.7) + math.log(0.4) + math.log(0.4) + math.log(0.2))),
    (metrics.brier_score_loss, (TRUTH, [0.1, 0.4, 0.5, 0.8]), {},
     (0.01 + 0.16 + 0.25 + 0.04) / 4),
    (metrics.brier_score_loss, (["b", "a"], [0.5, 0.9]), {"pos_label": "b"},
     (0.25 + 0.81) / 2),
    (metrics.d2_log_loss_score, (TRUTH, [0.5] * 4), {}, 0.0),
    (metrics.d2_brier_score, (TRUTH, [0.0, 0.0, 1.0, 1.0]), {}, 1.0),
    (metrics.hinge_loss, ([-1, 1, 1], [-2.0, 0.5, 1.5]), {}, 0.5 / 3),
    (metrics.top_k_accuracy_score, (CLASSES, PROBABILITIES), {"k": 1}, 0.75),
    (metrics.top_k_accuracy_score, (TRUTH, SCORES), {"k": 1, "normalize": False}, 3.0),
    (metrics.dcg_score, ([[3, 0, 1]], [[0.9, 0.2, 0.5]]), {}, 3 + 1 / math.log2(3)),
    (metrics.dcg_score, ([[4, 2]], [[1.0, 1.0]]), {}, 3 + 3 / math.log2(3)),
    (metrics.ndcg_score, ([[1, 0, 2]], [[0.9, 0.2, 0.5]]), {"k": 1}, 0.5),
    (metrics.coverage_error, (MARKS, LABEL_SCORES), {}, (2 + 3 + 2) / 3),
    (metrics.label_ranking_average_precision_score, (MARKS, LABEL_SCORES), {},
     (1 / 2 + (1 / 2 + 2 / 3) / 2 + 1) / 3),
    (metrics.label_ranking_loss, (MARKS, LABEL_SCORES), {}, (1 / 2 + 1 + 0) / 3),
]


@pytest.mark.parametrize(("function", "arguments", "options", "expected"), NUMBERS)
def test_a_number_is_what_its_formula_says(function, arguments, options, expected):
    value = function(*arguments, **options)
    assert type(value) is float
    assert value == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_curves_have_the_points_of_their_thresholds():
    fpr, tpr, thresholds = metrics.roc_curve(TRUTH, SCORES)
    assert fpr.tolist() == [0, 0, 0.5, 0.5, 1]
    assert tpr.tolist() == [0, 0.5, 0.5, 1, 1]
    assert thresholds.tolist() == [math.inf, 0.8, 0.4, 0.35, 0.1]
    precision, recall, thresholds = metrics.precision_recall_curve(TRUTH, SCORES)
    assert precision.tolist() == [0.5, 2 / 3, 0.5, 1, 1]
    assert recall.tolist() == [1, 1, 0.5, 0.5, 0]
    assert thresholds.tolist() == [0.1, 0.35, 0.4, 0.8]
    fpr, fnr, thresholds = metrics.det_curve(TRUTH, SCORES)
    assert (fpr.tolist(), fnr.tolist()) == ([0.5, 0.5, 0], [0, 0.5, 0.5])
    assert thresholds.tolist() == [0.35, 0.4, 0.8]
    tns, fps, fns, tps, _ = metrics.confusion_matrix_at_thresholds(TRUTH, SCORES)
    assert (tns.tolist(), fps.tolist()) == ([2, 1, 1, 0], [0, 1, 1, 2])
    assert (fns.tolist(), tps.tolist()) == ([1, 1, 0, 0], [1, 1, 2, 2])


def test_any_metric_is_read_at_every_threshold():
    values, thresholds = metrics.metric_at_thresholds(
        TRUTH, SCORES, lambda truth, predicted: (truth == predicted).mean()
    )
    assert values.tolist() == [0.75, 0.5, 0.75, 0.5]
    assert thresholds.tolist() == [0.8, 0.4, 0.35, 0.1]


def test_the_calibration_curve_leaves_out_empty_bins():
    frequency, probability = metrics.calibration_curve([0, 1, 0, 1], [0.1, 0.2, 0.8, 0.9], n_bins=4)
    assert frequency.tolist() == [0.5, 0.5]
    assert probability == pytest.approx([0.15, 0.85])


def test_averages_of_several_classes_are_taken_as_asked():
    areas = metrics.roc_auc_score(CLASSES, PROBABILITIES, multi_class="ovr", average=None)
    macro = metrics.roc_auc_score(CLASSES, PROBABILITIES, multi_class="ovr")
    weighted = metrics.roc_auc_score(CLASSES, PROBABILITIES, multi_class="ovr", average="weighted")
    assert areas.shape == (3,)
    assert macro == pytest.approx(areas.mean())
    assert weighted == pytest.approx(areas @ [0.25, 0.25, 0.5])


@pytest.mark.parametrize(
    ("function", "arguments", "options", "says"),
    [
        (metrics.roc_curve, ([0, 1, 2], [1, 2, 3]), {}, "multiclass format is not supported"),
        (metrics.roc_curve, (["a", "b"], [1, 2]), {}, "pass pos_label explicitly"),
        (metrics.roc_auc_score, ([0, 1], [0.1, math.nan]), {}, "contains NaN"),
        (metrics.roc_auc_score, ([0, 1], [0.1, math.inf]), {}, "contains infinity"),
        (metrics.roc_auc_score, ([0, 1], [0.1]), {}, "inconsistent numbers of samples"),
        (metrics.roc_auc_score, ([0, 1, 2], [[1, 1, 1]] * 3), {"multi_class": "ovr"}, "sum up to 1"),
        (metrics.roc_auc_score, (TRUTH, SCORES), {"sample_weight": [0] * 4}, "non-zero"),
        (metrics.log_loss, ([0, 1], [0.5, 1.5]), {}, "greater than 1: 1.5"),
        (metrics.log_loss, ([1, 1], [0.5, 0.5]), {}, "only one label"),
        (metrics.auc, ([0, 2, 1], [0, 1, 1]), {}, "neither increasing nor decreasing"),
        (metrics.ndcg_score, ([[-1, 1]], [[0, 1]]), {}, "negative"),
        (metrics.dcg_score, ([[0, 1]], [["a", "b"]]), {}, "strings"),
        (metrics.average_precision_score, ([], []), {}, "0 sample"),
    ],
)
def test_a_fault_is_said(function, arguments, options, says):
    with pytest.raises(ValueError, match=says):
        function(*arguments, **options)


def test_a_parameter_of_a_value_it_cannot_have_is_refused():
    with pytest.raises(InvalidParameterError, match="max_fpr"):
        metrics.roc_auc_score(TRUTH, SCORES, max_fpr=1.5)
    with pytest.raises(TypeError, match="strategy"):
        metrics.calibration_curve(TRUTH, SCORES, strategy="percentile")


def test_what_data_leave_undefined_is_warned_of():
    with pytest.warns(UndefinedMetricWarning, match="Only one class"):
        assert math.isnan(metrics.roc_auc_score([1, 1], [0.1, 0.2]))
    with pytest.warns(UserWarning, match="No positive class"):
        assert metrics.average_precision_score([0, 0], [0.1, 0.2]) == 0
    with pytest.warns(UserWarning, match="do not sum to one"):
        metrics.log_loss([0, 1], [[0.5, 0.4], [0.5, 0.5]])


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", ">f4", ">f8", "longdouble", "object"])
def test_scores_of_every_kind_are_read(dtype):
    scores = np.array(SCORES, dtype="f2").astype(dtype)
    assert metrics.roc_auc_score(TRUTH, scores) == 0.75
    assert len(metrics.precision_recall_curve(TRUTH, scores)[2]) == 4


@pytest.mark.parametrize("dtype", ["i1", "u2", ">i4", "i8", "u8", "?", "f4", "f8", "object"])
def test_labels_of_every_kind_are_read(dtype):
    truth = np.array(["n", "p"], object)[TRUTH] if dtype == "object" else np.array(TRUTH, dtype)
    assert metrics.roc_auc_score(truth, SCORES) == 0.75


def test_arrays_may_lie_in_any_way():
    spread = np.repeat(np.array(SCORES), 3)[::3]
    frozen = np.array(TRUTH)
    frozen.flags.writeable = False
    assert metrics.roc_auc_score(frozen, spread) == 0.75
    table = np.asfortranarray(PROBABILITIES)
    assert metrics.log_loss(CLASSES, table) == metrics.log_loss(CLASSES, PROBABILITIES)
    assert metrics.roc_auc_score(TRUTH, np.array(SCORES)[:, None]) == 0.75


def test_integers_beyond_what_doubles_hold_are_told_apart():
    scores = np.array([2**62, 2**62 + 1, 2**62 + 2, 2**62 + 3])
    *_, thresholds = metrics.confusion_matrix_at_thresholds(TRUTH, scores)
    assert thresholds.tolist() == scores[::-1].tolist()
    assert metrics.roc_auc_score(TRUTH, scores) == 1


def test_threads_get_what_one_gets():
    random = np.random.default_rng(1)
    truth, scores = random.integers(0, 2, 20_000), random.random(20_000)
    alone = metrics.roc_auc_score(truth, scores)
    with ThreadPoolExecutor(8) as pool:
        values = list(pool.map(lambda _: metrics.roc_auc_score(truth, scores), range(64)))
    assert values == [alone] * 64


@pytest.mark.parametrize(
    "function", [metrics.log_loss, metrics.brier_score_loss, metrics.d2_log_loss_score,
                 metrics.d2_brier_score, metrics.hinge_loss, metrics.top_k_accuracy_score],
)
@pytest.mark.parametrize("truth", [[[0, 2], [1, 2], [2, 2]], [[0.5, 2], [1, 2], [2, 2]]])
def test_a_truth_of_several_columns_is_refused_where_labels_are_given(function, truth):
    # Its rows were once taken for none, and memory behind them was read.
    with pytest.raises(ValueError, match="support|1d array|label type"):
        function(np.array(truth), np.full((3, 3), 1 / 3), labels=[0, 1, 2])
    with pytest.raises(ValueError):
        function(np.array(truth), np.full((3, 3), 1 / 3))


def test_area_of_several_columns_is_refused_where_labels_are_given():
    with pytest.raises(ValueError):
        metrics.roc_auc_score(
            [[0, 2], [1, 2], [2, 2]], np.full((3, 3), 1 / 3), labels=[0, 1, 2], multi_class="ovr"
        )
