"""scikit-learn's weights of classes that make them count alike."""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.utils.class_weight import compute_class_weight

here = pathlib.Path(__file__).resolve().parent


def case(labels, weights=None):
    classes = sorted(set(labels))
    balanced = compute_class_weight(
        "balanced", classes=np.array(classes), y=np.array(labels), sample_weight=weights)
    return {"labels": labels, "weights": weights, "classes": classes, "balanced": balanced.tolist()}


def make() -> None:
    random = np.random.RandomState(1)
    cases = [case([0, 0, 0, 1]), case([2, 2, 2]), case([5, -1, 5, 5, 7, 5, 5])]
    for classes in (2, 3, 7):
        labels = random.choice(classes, 40, p=np.arange(1, classes + 1) / sum(range(1, classes + 1)))
        labels = labels.tolist()
        cases.append(case(labels))
        cases.append(case(labels, np.round(random.uniform(0.1, 3, len(labels)), 3).tolist()))
    content = {"made_with": {"scikit-learn": sklearn.__version__}, "cases": cases}
    (here / "class_weights.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
