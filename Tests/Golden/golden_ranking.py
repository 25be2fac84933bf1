"""Metrics of ranking by scikit-learn: DCG, NDCG, and the order of labels."""
import json
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

from golden_classification import KINDS, SEED, here, number, weights_of


def cases():
    rng = np.random.default_rng(SEED + 7)
    for i in range(300):
        n, width = int(rng.integers(1, 9)), int(rng.integers(2, 12))
        truth = (rng.random((n, width)) < rng.choice([0.1, 0.4, 0.9])).astype(int)
        if i % 9 == 0:
            truth[0] = i % 2
        # Quarters are the same numbers in Float and Double, and tie often.
        scores = rng.integers(0, [4, 12, 4000][i % 3], (n, width)) / 4 - 1
        relevances = rng.integers(0, 5, (n, width)) * float(rng.choice([1, 0.5, 1e-6, 1e6]))
        if i % 11 == 0:
            relevances[0] = 0
        weights = weights_of(rng, n, KINDS[i % len(KINDS)])
        k = [None, 1, 3, 50][i % 4]
        base = [2, 2.718281828459045, 10][i % 3]
        kw = dict(sample_weight=weights)
        e = {
            "lrap": m.label_ranking_average_precision_score(truth, scores, **kw),
            "coverage": m.coverage_error(truth, scores, **kw),
            "loss": m.label_ranking_loss(truth, scores, **kw),
            "dcg": m.dcg_score(relevances, scores, k=k, log_base=base, **kw),
            "ndcg": m.ndcg_score(relevances, scores, k=k, **kw),
        }
        if all(len(set(row)) == width for row in scores):  # else the order of ties is NumPy's affair
            e["dcg_ignoring_ties"] = m.dcg_score(relevances, scores, k=k, log_base=base, ignore_ties=True, **kw)
            e["ndcg_ignoring_ties"] = m.ndcg_score(relevances, scores, k=k, ignore_ties=True, **kw)
        yield {
            "name": f"ranking {i}", "width": width, "truth": truth.ravel().tolist(),
            "scores": scores.ravel().tolist(), "relevances": relevances.ravel().tolist(), "weights": weights,
            "k": k, "base": base, "expected": {key: number(v) for key, v in e.items()},
        }


def make():
    warnings.simplefilter("ignore")
    lines = [json.dumps(c, separators=(",", ":")) for c in cases()]
    made = json.dumps({"scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": SEED + 7})
    (here / "ranking.json").write_text('{"made_with":' + made + ',"cases":[\n' + ",\n".join(lines) + "\n]}\n")
