"""Prints the polynomial coefficients of the kernels' elementary functions.

Each polynomial is a weighted least-squares fit on Chebyshev points, reweighted by its own error until
that error levels out (Lawson's algorithm, 1961), so that it is close to the minimax polynomial of
the *relative* error of the whole function. Coefficients are rounded to the format one by one,
lowest power first, and the rest is fitted again after each, so that rounding costs nothing.

Run: python function_coefficients.py
"""

from mpmath import atanh, cos, exp, expm1, log, log1p, matrix, lu_solve, mp, mpf, pi, sqrt, tanh

mp.prec = 240


def round_to(value, bits):
    mantissa, exponent = mp.frexp(value)
    return mp.ldexp(mp.nint(mp.ldexp(mantissa, bits)), exponent - bits)


def lawson(target, weight, points, powers, rounds=25):
    """The coefficients of `powers` that fit `target` with the smallest largest weighted error."""
    weights = [mpf(1)] * len(points)
    values = [target(x) for x in points]
    scales = [weight(x) for x in points]
    rows = [[x**k for k in powers] for x in points]
    n = len(powers)
    best, best_error = None, None
    for _ in range(rounds):
        normal, right = matrix(n, n), matrix(n, 1)
        for row, value, scale, w in zip(rows, values, scales, weights):
            factor = w * scale * scale
            for i in range(n):
                right[i] += factor * row[i] * value
                for j in range(i, n):
                    normal[i, j] += factor * row[i] * row[j]
        for i in range(n):
            for j in range(i):
                normal[i, j] = normal[j, i]
        solution = lu_solve(normal, right)
        errors = [
            abs(sum(c * r for c, r in zip(solution, row)) - value) * scale
            for row, value, scale in zip(rows, values, scales)
        ]
        largest = max(errors)
        if best_error is None or largest < best_error:
            best, best_error = list(solution), largest
        total = sum(w * e for w, e in zip(weights, errors))
        weights = [w * e / total for w, e in zip(weights, errors)]
    return best, best_error


def fit(name, target, weight, low, high, degree, bits, count=120):
    points = [
        (low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * count))
        for i in range(count)
    ]
    done, error = [], None
    for power in range(degree + 1):
        rest = lambda x: target(x) - sum(c * x**k for k, c in enumerate(done))
        solution, _ = lawson(rest, weight, points, range(power, degree + 1))
        done.append(round_to(solution[0], bits))
    error = max(abs(sum(c * x**k for k, c in enumerate(done)) - target(x)) * weight(x)
                for x in points)
    digits = 9 if bits == 24 else 17
    suffix = "f" if bits == 24 else ""
    print(f"// {name}: relative error {float(error):.2g} = {float(error * 2**bits):.2g} ulp")
    for power, c in enumerate(done):
        print(f"  {mp.nstr(c, digits, min_fixed=-9, max_fixed=9)}{suffix},  // x^{power}")


def split(name, value, bits, keep):
    """`value` as a part with `keep` bits, whose multiples by small integers are exact, and the rest."""
    high = round_to(value, keep)
    low = round_to(value - high, bits)
    print(f"// {name}: {float(high).hex()} + {float(low).hex()}")


half_log2 = log(2) / 2 * mpf("1.0001")
small = mpf(10) ** -25


def exp_rest(x):
    return mpf(1) / 2 + x / 6 if abs(x) < small else (expm1(x) - x) / x**2


def log_rest(x):
    return -mpf(1) / 2 + x / 3 if abs(x) < small else (log1p(x) - x) / x**2


def atanh_rest(z):
    s = sqrt(z)
    return 2 * (atanh(s) - s) / (s * z)


def tanh_rest(z):
    s = sqrt(z)
    return (tanh(s) - s) / (s * z)


if __name__ == "__main__":
    split("ln 2, float", log(2), 24, 15)
    split("ln 2, double", log(2), 53, 41)
    print(f"// 1 / ln 2: {float(round_to(1 / log(2), 24)).hex()} {float(1 / log(2)).hex()}")
    fit("float exp: exp(r) = 1 + r + r^2 q(r)", exp_rest, lambda x: x**2 / exp(x),
        -half_log2, half_log2, 4, 24)
    fit("float log: log(1 + f) = f + f^2 q(f)", log_rest,
        lambda x: abs(x**2 / log1p(x)) if x else mpf(0), -mpf(1) / 3, mpf(1) / 3, 8, 24)
    fit("float log: log(1 + f) = f + f^2 q(f)", log_rest,
        lambda x: abs(x**2 / log1p(x)) if x else mpf(0), -mpf(1) / 3, mpf(1) / 3, 9, 24)
    fit("float tanh: tanh(x) = x + x^3 q(x^2)", tanh_rest,
        lambda z: z * sqrt(z) / tanh(sqrt(z)), mpf(0), mpf("0.625") ** 2, 4, 24)
    fit("double exp: exp(r) = 1 + r + r^2 q(r)", exp_rest, lambda x: x**2 / exp(x),
        -half_log2, half_log2, 9, 53)
    fit("double expm1: expm1(r) = r + r^2 q(r)", exp_rest, lambda x: abs(x**2 / expm1(x)),
        -half_log2, half_log2, 10, 53)
    s = (sqrt(2) - 1) / (sqrt(2) + 1)
    fit("double log: log((1 + s) / (1 - s)) = 2 s + s z q(z), z = s^2", atanh_rest,
        lambda z: z * sqrt(z) / (2 * atanh(sqrt(z))), mpf(0), s * s, 6, 53)
