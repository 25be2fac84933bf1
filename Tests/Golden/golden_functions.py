"""exp, expm1, log and log1p of doubles, from mpmath at 200 bits.

Each value is kept as a double and the rest that rounding took, so that a test can measure the error
of an implementation in units of the last place.
"""

import json
import math
import pathlib
import random

import mpmath

SEED = 20260728


def arguments(name, generator):
    ends = {"exp": (-745.2, 709.8), "expm1": (-40, 709.8), "log": (0, 4), "log1p": (-1, 4)}[name]
    values = [generator.uniform(*ends) for _ in range(120)]
    values += [generator.uniform(-0.4, 0.4) + (name == "log") for _ in range(60)]
    values += [generator.uniform(-2, 2) * 2.0 ** -generator.randrange(60) + (name == "log")
               for _ in range(60)]
    if name.startswith("log"):
        values += [2.0 ** generator.uniform(-1070, 1020) for _ in range(60)]
    else:
        values += [generator.uniform(-40, 40) for _ in range(60)]
    values += {
        "exp": [0.0, 1.0, -1.0, -708.5, -744.9, 709.782712893384, 5e-324, 1e-17, 0.34657359],
        "expm1": [1.0, -1.0, 5e-324, -5e-324, 1e-17, 37.1, 36.9, 0.34657359, -0.34657359, 709.7],
        "log": [1.0, math.nextafter(1, 2), math.nextafter(1, 0), 5e-324, 2.0**-1022, 1.4142135,
                1.7976931348623157e308, 0.70710678],
        "log1p": [5e-324, -5e-324, 1e-17, 1e-16, 2.0**53, 1e308, math.nextafter(-1, 0), 0.41421356,
                  -0.29289321, 1.0],
    }[name]
    domain = {"log": 0, "log1p": -1}.get(name, -math.inf)
    return [x for x in values if x > domain]


def make():
    mpmath.mp.prec = 200
    generator = random.Random(SEED)
    result = {"made_with": {"mpmath": mpmath.__version__, "seed": SEED}}
    for name in ("exp", "expm1", "log", "log1p"):
        rows = []
        for x in arguments(name, generator):
            y = getattr(mpmath, name)(mpmath.mpf(x))
            if name == "log1p":  # 1 + x needs 1,100 bits for the smallest x
                with mpmath.workprec(1400):
                    y = mpmath.log(1 + mpmath.mpf(x))
            high = float(y)
            rows.append([x, high, float(y - mpmath.mpf(high))])
        result[name] = rows
    path = pathlib.Path(__file__).resolve().parent / "functions.json"
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n")
