"""scikit-learn's metrics of two classes and of ten; labels int64, scores as float32 and as float64."""
import measurement
import numpy as np
import sklearn
from sklearn import metrics

options = measurement.options(
    __doc__, sizes={"default": "1e3,1e4,1e5,1e6,1e7", "help": "numbers of samples, with commas"})
versions = measurement.versions(sklearn, np)
most_of_ten = 1_000_000


def number(value):
    """What is shown beside our value: a number, or nothing."""
    return None if isinstance(value, np.ndarray) else float(value)


def of_answers(labels, answers):
    """Metrics that follow from counts."""
    return {
        "accuracy": lambda: metrics.accuracy_score(labels, answers),
        "confusion matrix": lambda: float(metrics.confusion_matrix(labels, answers)[1, 1]),
        "F1": lambda: metrics.f1_score(labels, answers),
        "precision": lambda: metrics.precision_score(labels, answers),
        "recall": lambda: metrics.recall_score(labels, answers),
        "Jaccard": lambda: metrics.jaccard_score(labels, answers),
        "Cohen's kappa": lambda: metrics.cohen_kappa_score(labels, answers),
        "Matthews": lambda: metrics.matthews_corrcoef(labels, answers),
        "balanced accuracy": lambda: metrics.balanced_accuracy_score(labels, answers),
        "report": lambda: len(metrics.classification_report(labels, answers)),
    }


def of_scores(labels, scores, kind):
    """Metrics of a score for each row."""
    return {
        f"ROC AUC of {kind}": lambda: metrics.roc_auc_score(labels, scores),
        f"ROC curve of {kind}": lambda: len(metrics.roc_curve(labels, scores)[0]),
        f"precision-recall curve of {kind}": lambda: len(metrics.precision_recall_curve(labels, scores)[0]),
        f"average precision of {kind}": lambda: metrics.average_precision_score(labels, scores),
        f"log loss of {kind}": lambda: metrics.log_loss(labels, scores),
        f"Brier score of {kind}": lambda: metrics.brier_score_loss(labels, scores),
    }


def of_ten_classes(size):
    """Metrics of ten probabilities for each row."""
    labels, table = measurement.ten_classes(size)
    return {
        "log loss of 10 classes": lambda: metrics.log_loss(labels, table),
        "top-3 accuracy of 10 classes": lambda: metrics.top_k_accuracy_score(labels, table, k=3),
        "ROC AUC of 10 classes": lambda: metrics.roc_auc_score(labels, table, multi_class="ovr"),
    }


for size in (int(float(word)) for word in options.sizes.split(",")):
    labels, scores = measurement.scored(size)
    answers = (scores >= 0.5).astype(np.int64)
    floats = scores.astype(np.float32)
    work = of_answers(labels, answers)
    work |= {"reading both columns": lambda: float(labels.sum() + answers.sum())}
    work |= of_scores(labels, scores, "Double")
    float_names = ("ROC AUC of Float", "log loss of Float")
    work |= {name: run for name, run in of_scores(labels, floats, "Float").items() if name in float_names}
    work |= {"ROC AUC on one thread beside a sort": lambda: np.sort(floats)}
    if size <= most_of_ten:
        work |= of_ten_classes(size)
    runs = options.runs if size < 1_000_000 else min(options.runs, 3)
    for name, run in work.items():
        measurement.measure(
            options, f"{name}, {size}", lambda: number(run()), versions, runs=runs,
            warm=1 if size < 10_000_000 else 0, memory=size >= 1_000_000, peer="scikit-learn", size=size)
