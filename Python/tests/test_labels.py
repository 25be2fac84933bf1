"""Metrics of labels: their numbers, faults, warnings, and whatever labels come in."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assay import metrics
from assay.exceptions import InvalidParameterError, UndefinedMetricWarning

TRUTH = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
CALLED = [0, 0, 0, 1, 1, 1, 1, 1, 0, 0]  # 3 true negatives, 1 false positive, 2 missed, 4 found.
CLASSES = ["cat", "cat", "dog", "emu"]
ANSWERS = ["cat", "dog", "dog", "cat"]
SETS = [[1, 0, 1], [0, 1, 0], [1, 1, 0]]
CALLED_SETS = [[1, 0, 1], [0, 1, 1], [0, 1, 0]]

#: A number of every function, worked out by hand.
NUMBERS = [
    (metrics.accuracy_score, (TRUTH, CALLED), {}, 0.7),
    (metrics.accuracy_score, (TRUTH, CALLED), {"normalize": False}, 7.0),
    (metrics.accuracy_score, (CLASSES, ANSWERS), {"sample_weight": [1, 2, 3, 4]}, 0.4),
    (metrics.accuracy_score, (SETS, CALLED_SETS), {}, 1 / 3),
    (metrics.zero_one_loss, (TRUTH, CALLED), {}, 0.3),
    (metrics.zero_one_loss, (SETS, CALLED_SETS), {"normalize": False}, 2.0),
    (metrics.hamming_loss, (TRUTH, CALLED), {}, 0.3),
    (metrics.hamming_loss, (SETS, CALLED_SETS), {}, 2 / 9),
    (metrics.balanced_accuracy_score, (TRUTH, CALLED), {}, (3 / 4 + 4 / 6) / 2),
    (metrics.balanced_accuracy_score, (TRUTH, CALLED), {"adjusted": True}, 3 / 4 + 4 / 6 - 1),
    (metrics.precision_score, (TRUTH, CALLED), {}, 4 / 5),
    (metrics.recall_score, (TRUTH, CALLED), {}, 4 / 6),
    (metrics.recall_score, (TRUTH, CALLED), {"pos_label": 0}, 3 / 4),
    (metrics.f1_score, (TRUTH, CALLED), {}, 8 / 11),
    (metrics.fbeta_score, (TRUTH, CALLED), {"beta": 2}, 20 / (20 + 8 + 1)),
    (metrics.fbeta_score, (TRUTH, CALLED), {"beta": math.inf}, 4 / 6),
    (metrics.jaccard_score, (TRUTH, CALLED), {}, 4 / 7),
    (metrics.recall_score, (CLASSES, ANSWERS), {"average": "macro"}, (1 / 2 + 1 + 0) / 3),
    (metrics.recall_score, (CLASSES, ANSWERS), {"average": "weighted"}, (1 + 1 + 0) / 4),
    (metrics.recall_score, (CLASSES, ANSWERS), {"average": "micro"}, 2 / 4),
    (metrics.recall_score, (CLASSES, ANSWERS), {"average": "macro", "labels": ["dog", "emu"]},
     1 / 2),
    (metrics.recall_score, (SETS, CALLED_SETS), {"average": "samples"}, (1 + 1 + 1 / 2) / 3),
    (metrics.jaccard_score, (SETS, CALLED_SETS), {"average": "macro"}, (1 / 2 + 1 + 1 / 2) / 3),
    (metrics.cohen_kappa_score, (TRUTH, CALLED), {}, (0.7 - 0.5) / (1 - 0.5)),
    (metrics.cohen_kappa_score, ([0, 1, 2, 2], [0, 1, 2, 0]), {"weights": "quadratic"},
     1 - 4 / ((1 * (1 + 4) + 1 * (2 + 1) + 2 * (2 * 4 + 1)) / 4)),
    (metrics.matthews_corrcoef, (TRUTH, CALLED), {}, 10 / math.sqrt(5 * 6 * 4 * 5)),
]


@pytest.mark.parametrize(
    "function, data, options, expected", NUMBERS,
    ids=[f"{n}-{function.__name__}" for n, (function, *_) in enumerate(NUMBERS)],
)
def test_numbers_are_those_worked_out_by_hand(function, data, options, expected) -> None:
    value = function(*data, **options)
    assert type(value) is float
    assert value == pytest.approx(expected, rel=1e-15, abs=1e-15)


def test_a_confusion_matrix_counts_truth_by_prediction() -> None:
    cells = metrics.confusion_matrix(CLASSES, ANSWERS)
    assert cells.dtype == np.int64
    assert cells.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]
    ordered = metrics.confusion_matrix(CLASSES, ANSWERS, labels=["emu", "cat"])
    assert ordered.tolist() == [[0, 1], [0, 1]]


@pytest.mark.parametrize(
    "normalize, expected",
    [("true", [[0.75, 0.25], [1 / 3, 2 / 3]]), ("pred", [[0.6, 0.2], [0.4, 0.8]]),
     ("all", [[0.3, 0.1], [0.2, 0.4]])],
)
def test_a_confusion_matrix_is_normalised_as_asked(normalize, expected) -> None:
    cells = metrics.confusion_matrix(TRUTH, CALLED, normalize=normalize)
    np.testing.assert_allclose(cells, expected, rtol=1e-15)


def test_weights_that_are_fractions_make_cells_fractions() -> None:
    cells = metrics.confusion_matrix([0, 1], [0, 0], sample_weight=[0.5, 2])
    assert cells.dtype == np.float64
    assert cells.tolist() == [[0.5, 0], [2, 0]]


def test_each_label_has_a_matrix_of_its_own() -> None:
    of_labels = metrics.multilabel_confusion_matrix(SETS, CALLED_SETS)
    assert of_labels.tolist() == [[[1, 0], [1, 1]], [[1, 0], [0, 2]], [[1, 1], [0, 1]]]
    of_columns = metrics.multilabel_confusion_matrix(SETS, CALLED_SETS, labels=[2, 0])
    assert of_columns.tolist() == [[[1, 1], [0, 1]], [[1, 0], [1, 1]]]
    of_rows = metrics.multilabel_confusion_matrix(SETS, CALLED_SETS, samplewise=True)
    assert of_rows.tolist() == [[[1, 0], [0, 2]], [[1, 1], [0, 1]], [[1, 0], [1, 1]]]
    of_class = metrics.multilabel_confusion_matrix(CLASSES, ANSWERS, labels=["dog"])
    assert of_class.tolist() == [[[2, 1], [0, 1]]]


def test_rates_without_an_average_are_arrays() -> None:
    precision, recall, f_score, support = metrics.precision_recall_fscore_support(TRUTH, CALLED)
    np.testing.assert_allclose(precision, [3 / 5, 4 / 5])
    np.testing.assert_allclose(recall, [3 / 4, 4 / 6])
    np.testing.assert_allclose(f_score, [6 / 9, 8 / 11])
    assert support.tolist() == [4, 6] and support.dtype == np.int64


def test_likelihood_ratios_say_how_odds_change() -> None:
    plus, minus = metrics.class_likelihood_ratios(TRUTH, CALLED)
    assert plus == pytest.approx((4 / 6) / (1 / 4))
    assert minus == pytest.approx((2 / 6) / (3 / 4))
    plus, minus = metrics.class_likelihood_ratios(TRUTH, CALLED, labels=[1, 0])
    assert (plus, minus) == pytest.approx(((3 / 4) / (2 / 6), (1 / 4) / (4 / 6)))


def test_a_report_is_text_or_numbers() -> None:
    assert metrics.classification_report(TRUTH, CALLED, target_names=["well", "ill"]).split() == (
        "precision recall f1-score support well 0.60 0.75 0.67 4 ill 0.80 0.67 0.73 6 "
        "accuracy 0.70 10 macro avg 0.70 0.71 0.70 10 weighted avg 0.72 0.70 0.70 10"
    ).split()
    numbers = metrics.classification_report(TRUTH, CALLED, output_dict=True)
    assert list(numbers) == ["0", "1", "accuracy", "macro avg", "weighted avg"]
    assert numbers["1"]["support"] == 6 and numbers["accuracy"] == pytest.approx(0.7)


FORMS = {
    "tuple": tuple,
    "eight bits": lambda labels: np.array(labels, np.int8),
    "unsigned": lambda labels: np.array(labels, np.uint64),
    "floats": lambda labels: np.array(labels, np.float32),
    "halves": lambda labels: np.array(labels, np.float16),
    "flags": lambda labels: np.array(labels, np.bool_),
    "big-endian": lambda labels: np.array(labels, ">i4"),
    "strided": lambda labels: np.repeat(labels, 3)[::3],
    "a column": lambda labels: np.array(labels)[:, None],
    "read-only": lambda labels: np.frombuffer(np.array(labels).tobytes(), np.int64),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_labels_of_every_form_give_one_number(form) -> None:
    assert metrics.f1_score(form(TRUTH), form(CALLED)) == metrics.f1_score(TRUTH, CALLED)
    assert metrics.accuracy_score(form(TRUTH), CALLED) == 0.7


def test_names_count_as_integers_do() -> None:
    names = np.array(["no", "yes"])
    for dtype in ("U3", object):
        truth, called = names[TRUTH].astype(dtype), names[CALLED].astype(dtype)
        assert metrics.f1_score(truth, called, pos_label="yes") == metrics.f1_score(TRUTH, CALLED)
        assert metrics.confusion_matrix(truth, called).tolist() == [[3, 1], [2, 4]]


def test_labels_far_apart_and_many_have_an_accuracy() -> None:
    truth = np.arange(50_000) * 10**12
    called = np.where(np.arange(50_000) % 4 == 0, truth + 1, truth)
    assert metrics.accuracy_score(truth, called) == 0.75
    assert metrics.zero_one_loss(truth, called, normalize=False) == 12_500
    assert metrics.hamming_loss(truth.tolist(), called.tolist()) == 0.25


def test_marks_that_are_not_one_are_compared_as_they_are() -> None:
    truth, called = np.array([[2, 5], [5, 5]]), np.array([[5, 5], [5, 5]])
    assert metrics.accuracy_score(truth, called) == 0.5
    assert metrics.hamming_loss(truth, called) == 0.25


@pytest.mark.parametrize(
    "truth, called, options, error, words",
    [
        ([0, 1], [0], {}, ValueError, "inconsistent numbers of samples"),
        ([], [], {}, ValueError, "empty"),
        ([0, 1], [0.2, 0.9], {}, ValueError, "mix of binary and continuous"),
        ([0, 1, 2], [0.2, 0.9, 1], {}, ValueError, "mix of multiclass and continuous"),
        ([0.5, 1.5], [0.5, 1], {}, ValueError, "continuous is not supported"),
        ([0, 1], [[0, 1], [1, 0]], {}, ValueError, "multilabel-indicator"),
        ([[0, 1], [1, 1]], [[0], [1]], {}, ValueError, "mix of"),
        (["a", "b"], [0, 1], {}, ValueError, "string and number"),
        ([0, math.nan], [0, 1], {}, ValueError, "NaN"),
        ([0, 1], [0, 1], {"sample_weight": [1, math.inf]}, ValueError, "infinity"),
        ([0, 1], [0, 1], {"sample_weight": [0, 0]}, ValueError, "non-zero"),
        ([0, 1], [0, 1], {"sample_weight": [[1, 1], [1, 1]]}, ValueError, "1D"),
        ([0, 1], [0, 1], {"normalize": "yes"}, InvalidParameterError, "normalize"),
        ("text", [0, 1], {}, InvalidParameterError, "y_true"),
        ([b"a", b"b"], [b"a", b"b"], {}, TypeError, "bytes"),
        ([1j, 2], [1, 2], {}, ValueError, "Complex"),
    ],
)
def test_faulty_data_are_refused_with_the_reason(truth, called, options, error, words) -> None:
    with pytest.raises(error, match=words):
        metrics.accuracy_score(truth, called, **options)


def test_parameters_that_do_not_fit_are_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="Target is multiclass but average='binary'"):
        metrics.f1_score(CLASSES, ANSWERS)
    with pytest.raises(ValueError, match="pos_label=2 is not a valid label"):
        metrics.f1_score(TRUTH, CALLED, pos_label=2)
    with pytest.raises(ValueError, match="Samplewise"):
        metrics.f1_score(TRUTH, CALLED, average="samples")
    with pytest.raises(ValueError, match="must be in y_true"):
        metrics.confusion_matrix(TRUTH, CALLED, labels=[7, 8])
    with pytest.raises(ValueError, match="multilabel-indicator is not supported"):
        metrics.confusion_matrix(SETS, CALLED_SETS)
    with pytest.raises(ValueError, match="at least one label"):
        metrics.recall_score(CLASSES, ANSWERS, labels=[], average="macro")
    with pytest.raises(ValueError, match="whole numbers"):
        metrics.recall_score(SETS, CALLED_SETS, labels=[0.5], average="macro")
    with pytest.raises(ValueError, match=r"\[0, n labels\).*Got 3 > 2"):
        metrics.recall_score(SETS, CALLED_SETS, labels=[3], average="macro")
    with pytest.raises(InvalidParameterError, match="beta"):
        metrics.fbeta_score(TRUTH, CALLED, beta=-1)
    with pytest.raises(ValueError, match="only supports binary"):
        metrics.class_likelihood_ratios(CLASSES, ANSWERS)
    with pytest.raises(ValueError, match="Number of classes, 2"):
        metrics.classification_report(TRUTH, CALLED, target_names=["one"])


def test_undefined_rates_are_warned_of_where_they_are_asked_for() -> None:
    with pytest.warns(UndefinedMetricWarning, match="Precision is ill-defined") as caught:
        assert metrics.precision_score([1, 1], [0, 0]) == 0
    assert caught[0].filename == __file__
    assert metrics.precision_score([1, 1], [0, 0], zero_division=1) == 1
    assert math.isnan(metrics.precision_score([1, 1], [0, 0], zero_division=math.nan))
    with pytest.warns(UserWarning, match="pos_label"):
        metrics.f1_score(TRUTH, CALLED, average="macro", pos_label=0)
    with pytest.warns(UserWarning, match="A single label"):
        metrics.confusion_matrix([1, 1], [1, 1])
    with pytest.warns(UserWarning, match="classes not in y_true"):
        assert metrics.balanced_accuracy_score([0, 0, 1], [0, 2, 1]) == 0.75


def test_integer_weights_are_repetitions() -> None:
    source = np.random.default_rng(5)
    truth, called = source.integers(0, 4, (2, 200))
    weights = source.integers(0, 4, 200)
    repeated = [np.repeat(labels, weights) for labels in (truth, called)]
    for function in (metrics.accuracy_score, metrics.balanced_accuracy_score,
                     metrics.matthews_corrcoef, metrics.cohen_kappa_score):
        weighted = function(truth, called, sample_weight=weights)
        assert weighted == pytest.approx(function(*repeated), rel=1e-12)
    assert np.array_equal(
        metrics.confusion_matrix(truth, called, sample_weight=weights),
        metrics.confusion_matrix(*repeated),
    )


def test_eight_threads_answer_as_one_does() -> None:
    source = np.random.default_rng(6)
    truth, called = source.integers(0, 3, (2, 10_000))
    alone = metrics.f1_score(truth, called, average="macro")
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda _: metrics.f1_score(truth, called, average="macro"), range(64))
        assert set(answers) == {alone}
