"""Metrics of regression, one output and several, by scikit-learn."""
import json
import warnings

import mpmath
import numpy as np
import sklearn
from sklearn import metrics as m

from golden_classification import KINDS, SEED, here, number, numbers, weights_of


def exact_deviance(t, p, w, power):
    with mpmath.workdps(60):
        total, of = mpmath.mpf(0), mpmath.mpf(0)
        for j, (y, z) in enumerate(zip(t, p)):
            y, z, q, weight = mpmath.mpf(y), mpmath.mpf(z), mpmath.mpf(power), mpmath.mpf(1 if w is None else w[j])
            if power == 1:
                d = y * mpmath.log(y / z) - y + z
            elif power == 2:
                d = mpmath.log(z / y) + y / z - 1
            else:
                d = y ** (2 - q) / ((1 - q) * (2 - q)) - y * z ** (1 - q) / (1 - q) + z ** (2 - q) / (2 - q)
            total, of = total + 2 * weight * d, of + weight
        return float(total / of)


def cases():
    rng = np.random.default_rng(SEED + 8)
    for i in range(300):
        n = [1, 2, 3][i % 3] if i < 12 else int(rng.integers(3, 40))
        kind = ["plain", "ties", "large offset", "tiny", "constant", "counts"][i % 6]
        t, p = rng.normal(size=n) * 3, rng.normal(size=n)
        p = t + p
        if kind == "ties":
            t, p = np.round(t), np.round(p)
        elif kind == "large offset":
            t, p = 1e8 + np.round(t * 8) / 8, 1e8 + np.round(p * 8) / 8
        elif kind == "tiny":
            t, p = t * 1e-12, p * 1e-12
        elif kind == "constant":
            t = np.full(n, 3.0)
            p = t.copy() if i % 12 == 4 else np.round(p * 4) / 4
        elif kind == "counts":
            t, p = rng.poisson(3, n).astype(float), rng.gamma(2, 2, n) + 0.1
        # Floats: the same numbers for both types, but where an offset needs a Double's digits.
        if kind != "large offset":
            t, p = t.astype(np.float32).astype(float), p.astype(np.float32).astype(float)
        form = KINDS[(i // 6) % len(KINDS)]
        # The weighted mean of a constant rounds in NumPy; eighths are exact.
        w = weights_of(rng, n, "eighths" if kind == "constant" and form == "any" else form)
        kw = dict(sample_weight=w)
        e = {
            "mse": m.mean_squared_error(t, p, **kw), "rmse": m.root_mean_squared_error(t, p, **kw),
            "mae": m.mean_absolute_error(t, p, **kw), "mape": m.mean_absolute_percentage_error(t, p, **kw),
            "medae": m.median_absolute_error(t, p, **kw),
            "ev": m.explained_variance_score(t, p, **kw), "r2": m.r2_score(t, p, **kw),
            "ev_raw": m.explained_variance_score(t, p, force_finite=False, **kw),
            "r2_raw": m.r2_score(t, p, force_finite=False, **kw),
            "d2_absolute": m.d2_absolute_error_score(t, p, **kw),
        }
        counted = [x for j, x in enumerate(t) if w is None or w[j] != 0]
        if n < 2 or len(set(counted)) > 1:  # a constant truth ends in Python's ZeroDivisionError
            e["d2_tweedie_0"] = m.d2_tweedie_score(t, p, **kw)
        if w is None or min(w) > 0:
            e["max"] = m.max_error(t, p)
        for alpha in [0.1, 0.9, 1]:
            e[f"pinball_{alpha}"] = m.mean_pinball_loss(t, p, alpha=alpha, **kw)
            e[f"d2_pinball_{alpha}"] = m.d2_pinball_score(t, p, alpha=alpha, **kw)
        if min(t) > -1 and min(p) > -1:
            e["msle"] = m.mean_squared_log_error(t, p, **kw)
            e["rmsle"] = m.root_mean_squared_log_error(t, p, **kw)
        if min(p) > 0:
            e["tweedie_-0.5"] = m.mean_tweedie_deviance(t, p, power=-0.5, **kw)
        if min(t) >= 0 and min(p) > 0:
            e["poisson"] = m.mean_poisson_deviance(t, p, **kw)
            e["tweedie_1.5"] = m.mean_tweedie_deviance(t, p, power=1.5, **kw)
            if kind == "counts" and len(set(t)) > 1:
                e["d2_poisson"] = m.d2_tweedie_score(t, p, power=1, **kw)
        if min(t) > 0 and min(p) > 0:
            e["gamma"] = m.mean_gamma_deviance(t, p, **kw)
            e["tweedie_3"] = m.mean_tweedie_deviance(t, p, power=3, **kw)
        if kind == "large offset":  # where the formula in Doubles is noise: 60 digits
            for key, power in [("tweedie_-0.5", -0.5), ("poisson", 1), ("tweedie_1.5", 1.5), ("gamma", 2),
                               ("tweedie_3", 3)]:
                e[key] = exact_deviance(t, p, w, power)
        yield {
            "name": f"{kind} {i}", "truth": t.tolist(), "predictions": p.tolist(), "weights": w,
            "float": kind != "large offset", "large": kind == "large offset",
            "expected": {key: number(v) for key, v in e.items()},
        }


def outputs():
    rng = np.random.default_rng(SEED + 9)
    for i in range(60):
        n, width = int(rng.integers(2, 15)), int(rng.integers(2, 5))
        t = np.round(rng.normal(size=(n, width)) * 4) / 2
        p = t + np.round(rng.normal(size=(n, width)) * 4) / 4
        if i % 3 == 0:
            t[:, 0] = 2
        if i % 9 == 0:
            t[:] = 1
        w = weights_of(rng, n, KINDS[i % len(KINDS)])
        given = [int(x) / 4 for x in rng.integers(1, 9, width)]
        e = {}
        for name, f in [("mse", m.mean_squared_error), ("mae", m.mean_absolute_error), ("r2", m.r2_score),
                        ("ev", m.explained_variance_score), ("rmse", m.root_mean_squared_error)]:
            kw = dict(sample_weight=w)
            e[name + "_raw"] = numbers(f(t, p, multioutput="raw_values", **kw))
            e[name + "_uniform"] = [number(f(t, p, multioutput="uniform_average", **kw))]
            e[name + "_given"] = [number(f(t, p, multioutput=given, **kw))]
            if name in ("r2", "ev"):
                e[name + "_variance"] = [number(f(t, p, multioutput="variance_weighted", **kw))]
        yield {"name": f"outputs {i}", "truth": t.tolist(), "predictions": p.tolist(), "weights": w, "given": given,
               "expected": e}


def masks():
    rng = np.random.default_rng(SEED + 10)
    for i in range(60):
        images, pixels = int(rng.integers(1, 8)), int(rng.integers(1, 30))
        t = (rng.random((images, pixels)) < rng.choice([0.05, 0.5, 0.95])).astype(int)
        s = rng.integers(0, 17, (images, pixels)) / 16
        if i % 4 == 0:  # an image with nothing to find, and nothing found
            t[0], s[0] = 0, 0
        p = (s >= 0.5).astype(int)
        dice = [m.f1_score(a, b, zero_division=1) for a, b in zip(t, p)]
        iou = [m.jaccard_score(a, b, zero_division=1) for a, b in zip(t, p)]
        both = (t * s).sum(1)

        def ratio(a, b):
            return [x / y if y else 1.0 for x, y in zip(a, b)]

        e = {"dice": dice, "iou": iou, "soft_dice": ratio(2 * both, t.sum(1) + s.sum(1)),
             "soft_iou": ratio(both, t.sum(1) + s.sum(1) - both),
             "squared_dice": ratio(2 * both, (t**2).sum(1) + (s**2).sum(1))}
        yield {"name": f"masks {i}", "truth": t.tolist(), "scores": s.tolist(),
               "expected": {key: number(np.mean(v)) for key, v in e.items()},
               "standard_error_of_dice": number(np.std(dice) / np.sqrt(images - 1) if images > 1 else float("nan"))}


def make():
    warnings.simplefilter("ignore")
    made = json.dumps({"scikit-learn": sklearn.__version__, "numpy": np.__version__, "seed": SEED + 8})
    parts = ['"made_with":' + made]
    for name, of in [("cases", cases), ("outputs", outputs), ("masks", masks)]:
        lines = [json.dumps(c, separators=(",", ":")) for c in of()]
        parts.append(f'"{name}":[\n' + ",\n".join(lines) + "\n]")
    (here / "regression.json").write_text("{" + ",\n".join(parts) + "}\n")
