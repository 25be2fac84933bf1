"""Calibration by scikit-learn: reliability curves, Platt, isotonic and temperature; errors by their formulas in NumPy.

scikit-learn's optimisers stop early, so the minima themselves are found again by mpmath in 40 digits, starting from
scikit-learn's. Calibration errors are TorchMetrics' formulas over scikit-learn's bins.
"""
import json
import pathlib
import warnings

import mpmath
import numpy as np
import scipy
import sklearn
from sklearn.calibration import _SigmoidCalibration, _TemperatureScaling, calibration_curve
from sklearn.isotonic import IsotonicRegression
from statsmodels.stats.proportion import proportion_confint

from golden_classification import KINDS, numbers, weights_of

SEED = 731
here = pathlib.Path(__file__).resolve().parent
mpmath.mp.dps = 40
worst = {}


def rows(rng, i, least=2):
    n = int(rng.integers(max(least, 3), 70))
    prevalence = [0.5, 0.08, 0.92, 0.3][i % 4]
    y = (rng.random(n) < prevalence).astype(int)
    y[0], y[1] = 1, 0
    grain = [4, 10, 1024][i % 3]
    p = np.clip(np.round(np.clip(rng.normal(0.3 + 0.4 * y, 0.25), 0, 1) * grain) / grain, 0, 1)
    if i % 5 == 0:
        p[: n // 3] = rng.integers(0, 6, n // 3) / 5  # on the edges of five bins
    return y, p


def edges_of(p, w, strategy, k):
    if strategy == "uniform":
        return np.linspace(0, 1, k + 1)
    q = np.linspace(0, 1, k + 1)
    if w is None:
        return np.percentile(p, q * 100)
    return np.quantile(p, q, weights=w, method="inverted_cdf")


def binned(y, p, w, strategy, k):
    weights = np.ones(len(y)) if w is None else np.asarray(w, float)
    keep = weights != 0
    y, p, weights = np.asarray(y)[keep], np.asarray(p)[keep], weights[keep]
    edges = edges_of(p, None if w is None else weights, strategy, k)
    ids = np.searchsorted(edges[1:-1], p)
    total = np.bincount(ids, weights, k)
    squares = np.bincount(ids, weights**2, k)
    true = np.bincount(ids, weights * y, k)
    promised = np.bincount(ids, weights * p, k)
    some = total != 0
    return (true[some] / total[some], promised[some] / total[some], total[some], total[some] ** 2 / squares[some],
            true[some])


def curve_cases(rng):
    cases = []
    for i in range(90):
        y, p = rows(rng, i)
        kind = KINDS[i % len(KINDS)]
        w = weights_of(rng, len(y), kind)
        if kind == "any" or (kind == "eighths" and i % 2):
            w = None
        expected = []
        for strategy, k in [("uniform", 5), ("uniform", 10), ("quantile", 4), ("quantile", 5), ("uniform", 1)]:
            if w is not None and strategy == "quantile" and k == 5:
                continue  # fifths of a weight are no sums of binary fractions: the last digit would decide
            true, promised, total, effective, hits = binned(y, p, w, strategy, k)
            if w is None:
                reference = calibration_curve(y, p, n_bins=k, strategy=strategy)
                assert np.allclose(reference[0], true) and np.allclose(reference[1], promised)
                true, promised = reference
            low, high = proportion_confint(true * effective, effective, method="wilson")
            exact = proportion_confint(hits, total, method="beta") if w is None else ([], [])
            expected.append(dict(
                strategy=strategy, bins=k, true=numbers(true), promised=numbers(promised), rows=numbers(total),
                low=numbers(np.clip(low, 0, 1)), high=numbers(np.clip(high, 0, 1)),
                exactLow=numbers(np.nan_to_num(exact[0], nan=0.0)), exactHigh=numbers(np.nan_to_num(exact[1], nan=1.0))))
        cases.append(dict(name=f"curve {i}, {kind}", labels=y.tolist(), probabilities=p.tolist(), weights=w, expected=expected))
    # Distinct values with quantiles on them, or a last digit beside: how they are computed decides.
    for n, k in [(4, 3), (7, 6), (13, 12), (18, 17), (19, 9), (19, 18), (25, 24), (32, 31), (35, 17), (61, 30)]:
        for p in (np.sqrt(np.arange(n) / n), np.arange(n) * 0.7 / n + 0.01):
            y = (np.arange(n) * 7 % 5 < 2).astype(int)
            true, promised = calibration_curve(y, p, n_bins=k, strategy="quantile")
            _, _, total, _, hits = binned(y, p, None, "quantile", k)
            low, high = proportion_confint(hits, total, method="wilson")
            exact = proportion_confint(hits, total, method="beta")
            cases.append(dict(name=f"quantiles {n}, {k}", labels=y.tolist(), probabilities=p.tolist(), weights=None, expected=[dict(
                strategy="quantile", bins=k, true=numbers(true), promised=numbers(promised), rows=numbers(total),
                low=numbers(np.clip(low, 0, 1)), high=numbers(np.clip(high, 0, 1)),
                exactLow=numbers(np.nan_to_num(exact[0], nan=0.0)), exactHigh=numbers(np.nan_to_num(exact[1], nan=1.0)))]))
    return cases


def errors(y, p, w, strategy, k):
    true, promised, total, effective, _ = binned(y, p, w, strategy, k)
    part = total / total.sum()
    gap = np.abs(true - promised)
    more = effective > 1
    bias = (part * true * (1 - true) / np.where(more, effective - 1, 1))[more].sum()
    square = (part * gap**2).sum()
    return numbers([(part * gap).sum(), np.sqrt(square), gap.max(), np.sqrt(max(0, square - bias))])


def error_cases(rng):
    cases = []
    for i in range(80):
        k = [2, 2, 3, 5][i % 4]
        n = int(rng.integers(4, 80))
        y = rng.integers(0, k, n)
        y[:k] = np.arange(k)[: min(k, n)]
        logits = rng.normal(0, 1.5, (n, k)) + 2 * np.eye(k)[y]
        rows = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        rows = np.round(rows * 1024) / 1024
        kind = KINDS[i % len(KINDS)]
        w = weights_of(rng, n, kind)
        strategy, bins = [("uniform", 15), ("uniform", 10), ("quantile", 4)][i % 3]
        if strategy == "quantile" and kind == "any":
            w = None
        expected = {}
        if k == 2:
            rows[:, 0] = 1 - rows[:, 1]
            expected["positiveClass"] = errors((y == 1).astype(int), rows[:, 1], w, strategy, bins)
        top = rows.argmax(axis=1)
        if k == 2:
            top = (rows[:, 1] >= 0.5).astype(int) if i % 2 else top
        expected["topLabel"] = errors((y == top).astype(int), rows.max(axis=1), w, strategy, bins)
        each = [errors((y == c).astype(int), rows[:, c], w, strategy, bins) for c in range(k)]
        expected["classwise"] = numbers(np.mean(each, axis=0))
        cases.append(dict(name=f"errors {i}, {kind}", labels=y.tolist(), classes=k, rows=rows.ravel().tolist(),
                          flat=bool(k == 2 and i % 2), weights=w, strategy=strategy, bins=bins, expected=expected))
    return cases


def platt_minimum(y, s, w, start):
    weights = np.ones(len(y)) if w is None else np.asarray(w, float)
    p, n = weights[y == 1].sum(), weights[y == 0].sum()
    high, low = mpmath.mpf(p + 1) / mpmath.mpf(p + 2), 1 / mpmath.mpf(n + 2)
    data = [(mpmath.mpf(float(v)), high if t else low, mpmath.mpf(float(q))) for v, t, q in zip(s, y, weights)]

    def gradient(a, b):
        parts = [(q * (1 / (1 + mpmath.exp(a * v + b)) - t), v) for v, t, q in data]
        return [mpmath.fsum(r * v for r, v in parts), mpmath.fsum(r for r, _ in parts)]

    found = mpmath.findroot(gradient, start, tol=1e-50, maxsteps=60)
    return float(found[0]), float(found[1])


def note(name, value):
    worst[name] = max(worst.get(name, 0.0), float(value))


def platt_cases(rng):
    cases = []
    for i in range(60):
        y, p = rows(rng, i)
        s = [p, rng.normal(0, 1, len(y)) + y, 100 * (p - 0.4), 1e-3 * p + 5][i % 4]
        w = weights_of(rng, len(y), KINDS[i % len(KINDS)])
        if w is not None:
            w[0], w[1] = w[0] or 1, w[1] or 1
        fitted = _SigmoidCalibration().fit(s, y, None if w is None else np.asarray(w, float))
        a, b = platt_minimum(y, s, w, (float(fitted.a_), float(fitted.b_)))
        grid = np.linspace(s.min(), s.max(), 7)
        theirs = fitted.predict(grid)
        note("platt", np.abs(theirs - 1 / (1 + np.exp(a * grid + b))).max())
        cases.append(dict(name=f"platt {i}", labels=y.tolist(), scores=s.tolist(), weights=w, slope=a, intercept=b,
                          theirs=[float(fitted.a_), float(fitted.b_)], grid=grid.tolist(), probabilities=theirs.tolist()))
    return cases


def isotonic_cases(rng):
    cases = []
    for i in range(60):
        y, p = rows(rng, i)
        s = [p, rng.normal(0, 1, len(y)) + y, p + 1e-16 * rng.integers(0, 5, len(y)), -p][i % 4]
        w = weights_of(rng, len(y), KINDS[i % len(KINDS)])
        if w is not None:
            w[0], w[1] = w[0] or 1, w[1] or 1
        fitted = IsotonicRegression(out_of_bounds="clip").fit(s, y, None if w is None else np.asarray(w, float))
        grid = np.concatenate([np.linspace(s.min() - 0.3, s.max() + 0.3, 23), np.unique(s)[:10]])
        cases.append(dict(name=f"isotonic {i}", labels=y.tolist(), scores=s.tolist(), weights=w, grid=grid.tolist(),
                          probabilities=fitted.predict(grid).tolist(), thresholds=fitted.X_thresholds_.tolist(),
                          values=fitted.y_thresholds_.tolist()))
    return cases


def temperature_minimum(y, z, w, start):
    weights = np.ones(len(y)) if w is None else np.asarray(w, float)
    data = [([mpmath.mpf(float(v)) for v in row], int(t), mpmath.mpf(float(q))) for row, t, q in zip(z, y, weights)]

    def slope(beta):
        total = mpmath.mpf(0)
        for row, t, q in data:
            parts = [mpmath.exp(beta * (v - row[t])) for v in row]
            total += q * mpmath.fsum(e * (v - row[t]) for e, v in zip(parts, row)) / mpmath.fsum(parts)
        return total

    low, high = mpmath.exp(-10), mpmath.exp(10)
    if slope(low) >= 0:
        return float(low)
    if slope(high) <= 0:
        return float(high)
    # By halves of the logarithm until close, then the secant.
    a, b = mpmath.mpf(-10), mpmath.mpf(10)
    for _ in range(40):
        middle = (a + b) / 2
        if slope(mpmath.exp(middle)) < 0:
            a = middle
        else:
            b = middle
    return float(mpmath.exp(mpmath.findroot(lambda t: slope(mpmath.exp(t)), (a, b), tol=1e-60)))


def temperature_cases(rng):
    cases = []
    for i in range(60):
        kind = ["scores", "logits", "probabilities"][i % 3]
        k = 2 if kind == "scores" else [3, 2, 5][i % 3 if i % 2 else (i // 3) % 3]
        n = int(rng.integers(6, 50))
        y = rng.integers(0, k, n)
        y[:k] = np.arange(k)
        sure = [0.3, 1.0, 4.0][(i // 3) % 3]
        z = sure * (rng.normal(0, 1, (n, k)) + 1.2 * np.eye(k)[y])
        if i >= 54:
            z = 3.0 * np.eye(k)[y] if i % 2 else -3.0 * np.eye(k)[y] + rng.normal(0, 0.01, (n, k))
        w = weights_of(rng, n, KINDS[i % len(KINDS)])
        if w is not None:
            w[0], w[1] = w[0] or 1, w[1] or 1
        if kind == "scores":
            given = z[:, 1] - z[:, 0]
            used = np.stack([-given, given], axis=1)
        elif kind == "logits":
            given = used = z
        else:
            e = np.exp(z - z.max(axis=1, keepdims=True))
            given = e / e.sum(axis=1, keepdims=True)
            used = np.log(given + 1e-12)
        fitted = _TemperatureScaling().fit(given, y, None if w is None else np.asarray(w, float))
        beta = temperature_minimum(y, used, w, float(fitted.beta_))
        theirs = fitted.predict(given)
        mine = np.exp(beta * used - (beta * used).max(axis=1, keepdims=True))
        mine /= mine.sum(axis=1, keepdims=True)
        note("temperature", np.abs(mine - theirs).max())
        cases.append(dict(name=f"temperature {i}, {kind}", kind=kind, classes=k, labels=y.tolist(), weights=w,
                          rows=np.asarray(given).ravel().tolist(), beta=beta, theirs=float(fitted.beta_),
                          probabilities=theirs.ravel().tolist()))
    return cases


def make() -> None:
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(SEED)
    made_with = {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__,
                 "mpmath": mpmath.__version__, "seed": SEED}
    groups = dict(curves=curve_cases(rng), errors=error_cases(rng), platt=platt_cases(rng),
                  isotonic=isotonic_cases(rng), temperature=temperature_cases(rng))
    text = '{"made_with":' + json.dumps(made_with, separators=(",", ":"))
    for name, cases in groups.items():
        lines = ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases)
        text += f',\n"{name}":[\n{lines}\n]'
    (here / "calibration.json").write_text(text + "}\n", encoding="utf-8")
    print("farthest of scikit-learn's probabilities from the minimum's:", worst)
