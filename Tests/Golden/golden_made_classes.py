"""Goldens of scikit-learn's make_classification: every draw, every kind of columns."""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.datasets import make_classification

here = pathlib.Path(__file__).resolve().parent


def case(count, seed, **settings):
    x, y = make_classification(count, random_state=seed, **settings)
    if settings.get("shift", 0.0) is None:
        settings["shift"] = "drawn"
    if settings.get("scale", 1.0) is None:
        settings["scale"] = "drawn"
    return {"count": count, "seed": seed, **settings, "inputs": x[:12].ravel().tolist(),
            "last": x[-1].tolist(), "labels": y.tolist(),
            "sums": np.sum(x, axis=0).tolist()}


def make() -> None:
    document = {
        "made_with": {"numpy": np.__version__, "scikit-learn": sklearn.__version__,
                      "seed": "given in each case"},
        "cases": [
            case(100, 1),
            case(101, 7, n_features=8, n_informative=4, n_redundant=3, n_repeated=1, n_classes=3),
            case(60, 3, n_features=5, n_informative=3, n_redundant=0, n_classes=4,
                 n_clusters_per_class=1, weights=[0.5, 0.2, 0.1], flip_y=0.3, class_sep=2.5),
            case(40, 5, n_features=6, n_informative=2, n_redundant=2, n_repeated=2,
                 hypercube=False, shift=None, scale=None),
            case(30, 9, n_features=40, n_informative=33, n_redundant=2, shift=0.5, scale=3.0),
            case(50, 11, n_features=10, n_informative=9, n_redundant=1, flip_y=0.0,
                 shuffle=False),
            case(20, 4294967295, n_features=1, n_informative=1, n_redundant=0,
                 n_clusters_per_class=1, weights=[0.25, 0.75], flip_y=1.0),
            case(3, 2, n_features=4, n_informative=2, n_redundant=1, n_classes=1,
                 n_clusters_per_class=4),
        ],
    }
    text = json.dumps(document, separators=(",", ":"))
    (here / "made_classes.json").write_text(text + "\n")
