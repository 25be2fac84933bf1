"""Goldens of the estimator: scikit-learn's MLPClassifier with the same settings on the same rows, twenty seeds."""
import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.datasets import (
    load_digits, load_iris, make_circles, make_multilabel_classification)
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.class_weight import compute_class_weight

here = pathlib.Path(__file__).resolve().parent
seeds = range(1, 21)


def case(name, x, y, test_fraction, split_seed, own_data, **settings):
    train, test = train_test_split(
        np.arange(len(y)), test_size=test_fraction, random_state=split_seed, stratify=y)
    accuracies, losses = [], []
    for seed in seeds:
        # every epoch is run, as ours are
        model = make_pipeline(StandardScaler(), MLPClassifier(
            n_iter_no_change=10**6, random_state=seed, **settings))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(x[train], y[train])
        accuracies.append(float(model.score(x[test], y[test])))
        losses.append(float(log_loss(y[test], model.predict_proba(x[test]))))
    return {
        "name": name, "test_fraction": test_fraction, "split_seed": split_seed,
        "hidden": list(settings["hidden_layer_sizes"]), "activation": settings["activation"],
        "alpha": settings["alpha"], "batch_size": settings["batch_size"],
        "epochs": settings["max_iter"],
        "accuracies": accuracies, "log_losses": losses,
        "inputs": x.ravel().tolist() if own_data else None,
        "labels": y.tolist() if own_data else None,
    }


class FromFloats(MLPClassifier):
    """Begins with weights that a Float holds, and remembers them."""

    def _initialize(self, *arguments):
        super()._initialize(*arguments)
        self.coefs_ = [as_floats(kernel) for kernel in self.coefs_]
        self.intercepts_ = [as_floats(bias) for bias in self.intercepts_]
        self.first = [kernel.ravel().tolist() for kernel in self.coefs_], [
            bias.tolist() for bias in self.intercepts_]


def as_floats(numbers):
    return numbers.astype(np.float32).astype(np.float64)


def course(name, x, y, **settings):
    """The loss of every epoch from known weights, rows in order."""
    x = as_floats(StandardScaler().fit_transform(x))
    # the batch size divides the rows: of a short last batch the price differs
    assert len(x) % settings["batch_size"] == 0
    model = FromFloats((20, 10), activation="tanh", shuffle=False, n_iter_no_change=10**6,
                       random_state=1, **settings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(x, y)
    kernels, biases = model.first
    return {
        "name": name, "alpha": settings["alpha"], "batch_size": settings["batch_size"],
        "learning_rate": settings["learning_rate_init"], "optimizer": settings["solver"],
        "inputs": x.tolist(), "labels": targets(y), "kernels": kernels, "biases": biases,
        "losses": model.loss_curve_,
        "probabilities": model.predict_proba(x)[:10].tolist(),
        "predictions": targets(model.predict(x)[:10]),
    }


def targets(y):
    """Labels, or of each row of indicators the labels in its set."""
    return y.tolist() if y.ndim == 1 else [np.flatnonzero(row).tolist() for row in y]


def courses():
    """Two classes, three, and sets of labels; 102 steps each."""
    circles = make_circles(120, noise=0.15, factor=0.6, random_state=1)
    iris = load_iris(return_X_y=True)
    sets = make_multilabel_classification(
        120, n_features=8, n_classes=4, n_labels=2, random_state=1)
    steps = {"batch_size": 40, "max_iter": 34}
    sgd = {"solver": "sgd", "learning_rate_init": 0.05, "alpha": 0.5}
    adam = {"solver": "adam", "learning_rate_init": 0.01, "alpha": 0.5}
    return {
        "labels": [
            course("circles, Adam", *circles, **steps, **adam),
            course("circles, SGD", *circles, **steps, **sgd),
            course("iris, Adam", *iris, batch_size=50, max_iter=34, **adam),
            course("iris, SGD", *iris, batch_size=50, max_iter=34, **sgd),
        ],
        "sets": [
            course("sets, Adam", *sets, **steps, **adam),
            course("sets, SGD", *sets, **steps, **sgd),
        ],
    }


def make():
    circles = make_circles(400, noise=0.15, factor=0.6, random_state=1)
    digits = load_digits(return_X_y=True)
    iris = load_iris(return_X_y=True)
    labels = [0] * 7 + [1] * 2 + [2]
    document = {
        "reference": f"scikit-learn {sklearn.__version__}",
        "cases": [
            case("circles", *circles, 0.25, 3, False, hidden_layer_sizes=(20, 10),
                 activation="relu", alpha=0.0001, batch_size=30, max_iter=60),
            # a batch size that divides the rows: of a short last batch the price differs
            case("circles, a high price", *circles, 0.25, 3, False, hidden_layer_sizes=(20,),
                 activation="tanh", alpha=1.0, batch_size=30, max_iter=60),
            case("iris", *iris, 0.3, 1, True, hidden_layer_sizes=(16,),
                 activation="logistic", alpha=0.0001, batch_size=21, max_iter=60),
            case("digits", *digits, 0.25, 2, False, hidden_layer_sizes=(32,),
                 activation="relu", alpha=0.01, batch_size=64, max_iter=10),
        ],
        "courses": courses(),
        "balanced": {
            "labels": labels,
            "weights": compute_class_weight(
                "balanced", classes=np.unique(labels), y=labels).tolist(),
        },
        "folds": [test.tolist() for _, test in StratifiedKFold(
            5, shuffle=True, random_state=1).split(iris[0], iris[1])],
    }
    (here / "estimator.json").write_text(json.dumps(document) + "\n")
