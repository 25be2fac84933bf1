"""scikit-learn's metrics of two classes, from 1,000 to 10,000,000 samples; scores as float32 and as float64."""
import measurement
import numpy as np
import sklearn
from sklearn import metrics

options = measurement.options(
    __doc__, sizes={"default": "1e3,1e4,1e5,1e6,1e7", "help": "numbers of samples, with commas"},
    all={"action": "store_true", "help": "also the slow and the rare: report, Matthews, curves, 10 classes"})
versions = measurement.versions(sklearn, np)


def f32(scores):
    return scores.astype(np.float32)


for size in (int(float(word)) for word in options.sizes.split(",")):
    labels, scores = measurement.scored(size)
    answers = (scores >= 0.5).astype(np.int64)
    runs = options.runs if size < 1_000_000 else min(options.runs, 3)
    of_answers = {
        "accuracy": metrics.accuracy_score,
        "confusion matrix": lambda y, p: metrics.confusion_matrix(y, p).ravel().tolist(),
        "F1": metrics.f1_score,
        "Cohen's kappa": metrics.cohen_kappa_score,
    }
    of_scores = {
        "ROC AUC": metrics.roc_auc_score,
        "average precision": metrics.average_precision_score,
        "log loss": metrics.log_loss,
        "Brier score": metrics.brier_score_loss,
    }
    if options.all:
        of_answers |= {
            "Matthews": metrics.matthews_corrcoef,
            "balanced accuracy": metrics.balanced_accuracy_score,
            "report": lambda y, p: len(metrics.classification_report(y, p)),
        }
        of_scores |= {
            "ROC curve": lambda y, s: len(metrics.roc_curve(y, s)[0]),
            "precision-recall curve": lambda y, s: len(metrics.precision_recall_curve(y, s)[0]),
        }
    for name, metric in of_answers.items():
        measurement.measure(
            options, f"{name}, {size}", lambda: metric(labels, answers), versions, runs=runs, peer="scikit-learn",
            size=size)
    for kind, values in (("Float", f32(scores)), ("Double", scores)):
        for name, metric in of_scores.items():
            measurement.measure(
                options, f"{name} of {kind}, {size}", lambda: float(metric(labels, values)), versions, runs=runs,
                peer="scikit-learn", size=size)
