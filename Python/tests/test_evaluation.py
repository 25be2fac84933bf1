"""What scikit-learn does not say: intervals, verdicts, comparisons, thresholds, calibration."""

from __future__ import annotations

import doctest
import math

import numpy as np
import pytest

from assay import evaluation
from assay.evaluation import (
    _calibration, _comparisons, _intervals, _thresholds, _verdict,
)
from assay.metrics import f1_score, roc_auc_score

TRUTH = np.array([0, 1, 1, 0, 1, 0, 1, 1] * 20)
CALLED = np.array([0, 1, 0, 0, 1, 1, 1, 1] * 20)
SCORES = np.linspace(0, 1, 160) * 0.5 + TRUTH * 0.3


@pytest.mark.parametrize(
    "module", [_calibration, _comparisons, _intervals, _thresholds, _verdict],
    ids=lambda module: module.__name__,
)
def test_examples_say_what_they_show(module):
    assert doctest.testmod(module).failed == 0


def test_an_estimate_holds_the_metric_between_its_ends():
    found = evaluation.estimate(TRUTH, CALLED, "f1")
    assert found.value == f1_score(TRUTH, CALLED)
    assert found.low < found.value < found.high
    assert found.missing == ""


def test_the_same_seed_gives_the_same_interval_and_another_one_does_not():
    first = evaluation.estimate(TRUTH, CALLED, "f1", seed=1)
    assert first == evaluation.estimate(TRUTH, CALLED, "f1", seed=1)
    assert first != evaluation.estimate(TRUTH, CALLED, "f1", seed=2)


def test_a_wider_level_gives_a_wider_interval():
    wide, narrow = (
        evaluation.estimate_scores(TRUTH, SCORES, level=level) for level in (0.99, 0.9)
    )
    assert wide.value == narrow.value == roc_auc_score(TRUTH, SCORES)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_an_unknown_metric_is_answered_by_the_known_ones():
    with pytest.raises(ValueError, match="balanced_accuracy"):
        evaluation.estimate(TRUTH, CALLED, "f2")


def test_labels_may_be_text():
    names = np.array(["ham", "spam"])
    assert evaluation.estimate(names[TRUTH], names[CALLED], "recall") == evaluation.estimate(
        TRUTH, CALLED, "recall"
    )


def test_good_predictions_beat_chance_and_a_constant_does_not():
    good = evaluation.verdict(TRUTH, CALLED)
    assert good.p_chance < 1e-6
    assert good.majority_accuracy == 0.625
    assert "better than guessing" in good.text
    constant = evaluation.verdict(TRUTH, np.ones_like(TRUTH))
    assert constant.p_majority > 0.5


def test_mcnemar_counts_the_rows_where_one_model_alone_is_right():
    # Five rows for the first model, none for the second: 2 · 2⁻⁵.
    truth = np.zeros(20, int)
    second = np.array([1] * 5 + [0] * 15)
    found = evaluation.compare_predictions(truth, truth, second)
    assert found.p_value == pytest.approx(0.0625, rel=1e-14)
    assert found.difference == 0.25
    assert evaluation.compare_predictions(truth, truth, second, mid_p=True).p_value < found.p_value


def test_a_model_beside_itself_shows_no_difference():
    found = evaluation.compare_scores(TRUTH, SCORES, SCORES)
    assert (found.difference, found.p_value) == (0, 1)


def test_thresholds_keep_what_is_asked_of_them():
    floor = evaluation.best_threshold(TRUTH, SCORES, "recall", at_least=0.95)
    assert floor.tp / (floor.tp + floor.fn) >= 0.95
    budget = evaluation.best_threshold(TRUTH, SCORES, "alerts", at_most=10)
    assert budget.tp + budget.fp <= 10
    chosen = evaluation.best_threshold(TRUTH, SCORES, "f1")
    assert chosen.value == f1_score(TRUTH, SCORES >= chosen.threshold)


def test_a_rule_without_its_number_is_refused():
    with pytest.raises(ValueError, match="at_least"):
        evaluation.best_threshold(TRUTH, SCORES, "recall")


def test_probabilities_outside_their_range_are_refused():
    with pytest.raises(ValueError, match="outside"):
        evaluation.calibration_errors([0, 1], [0.5, 1.5])


def test_weights_scale_what_they_weigh():
    assert evaluation.calibration_errors(
        TRUTH, SCORES, sample_weight=np.full(160, 2.0)
    ).expected == pytest.approx(evaluation.calibration_errors(TRUTH, SCORES).expected, rel=1e-12)


def test_an_interval_that_cannot_be_found_says_why():
    found = evaluation.estimate([0, 1, 1], [0, 1, 0], "f1", sample_weight=[1.0, 2.0, 0.5])
    assert math.isnan(found.low)
    assert found.missing
