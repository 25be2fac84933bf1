"""Areas of scores by scikit-learn, which the bounds of a histogram must enclose; and counts at edges of bins."""
import itertools
import json

import numpy as np
import sklearn
from sklearn import metrics as m

from golden_classification import SEED, here, number

EDGES = [0.0, 0.125, 0.5, 0.75, 0.9375, 1.0]


def scores_of(rng, y, shape):
    n = len(y)
    if shape == "constant":
        return np.full(n, 0.375)
    if shape == "ends":
        return np.where(rng.random(n) < 0.1, 1 - y, y).astype(float)
    logit = {"even": 1.0, "sure": 9.0, "rare": 2.0, "inverted": 1.0, "tied": 1.0}[shape] * rng.normal(size=n)
    logit += {"even": 1.5, "sure": 6.0, "rare": 2.0, "inverted": -1.5, "tied": 1.0}[shape] * (2 * y - 1)
    if shape == "rare":
        logit -= 9
    s = 1 / (1 + np.exp(-logit))
    if shape == "tied":
        s = np.round(s * 8) / 8
    # Floats, so that the same scores can be given as Float and as Double.
    return s.astype(np.float32).astype(float)


def make():
    rng = np.random.default_rng(SEED)
    cases = []
    shapes = ["even", "sure", "rare", "inverted", "tied", "ends", "constant"]
    for shape, n, prevalence in itertools.product(shapes, [2, 9, 40, 150], [0.5, 0.04, 0.97]):
        y = (rng.random(n) < prevalence).astype(int)
        y[rng.integers(n)] = 1
        if y.all():
            y[rng.integers(n)] = 0
        s = scores_of(rng, y, shape)
        cases.append({
            "name": f"{shape}, {n} rows, prevalence {prevalence}",
            "labels": [int(v) for v in y],
            "scores": [number(v) for v in s],
            "auc": number(m.roc_auc_score(y, s)),
            "ap": number(m.average_precision_score(y, s)),
            "at_edges": [[number(v) for v in m.confusion_matrix(y, s >= edge, labels=[0, 1]).ravel()] for edge in EDGES],
        })
    text = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    head = json.dumps({"scikit-learn": sklearn.__version__, "seed": SEED, "edges": EDGES}, separators=(",", ":"))
    (here / "score_histograms.json").write_text(f'{head[:-1]},"cases":[\n{text}\n]}}\n')
