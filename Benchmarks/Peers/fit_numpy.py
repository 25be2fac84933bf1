"""The tutorial's fit in NumPy by hand: float32, no temporary arrays, parameters and moments in flat vectors."""
import measurement
import numpy as np
from measurement import batch_size, epochs

x_train, y_train, x_test, y_test = measurement.circles()
single = np.float32


def with_ones(x):
    """A column of ones behind the inputs: the biases become the last row of each weight matrix."""
    return np.ascontiguousarray(np.column_stack([x, np.ones(len(x), single)]))


class Rows:
    """The arrays of a forward pass over a number of rows, kept from step to step."""

    def __init__(self, count):
        self.hidden = np.ones((count, 101), single)     # its last column stays one
        self.units = self.hidden[:, :100]
        self.output = np.empty((count, 1), single)
        self.a, self.b = np.empty((count, 1), single), np.empty((count, 1), single)
        self.delta = np.empty((count, 100), single)
        self.alive = np.empty((count, 100), bool)
        self.right = np.empty((count, 1), bool)


def forward(x, w1, w2, rows):
    np.matmul(x, w1, out=rows.units)
    np.maximum(rows.units, 0, out=rows.units)
    z = np.matmul(rows.hidden, w2, out=rows.output)
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    return np.reciprocal(z, out=z)


def loss_and_right(p, y, rows, low=single(1e-7), high=single(1 - 1e-7)):
    """Sum of the cross-entropies, and how many answers were right. The label is 0 or 1: one logarithm is enough."""
    q = np.subtract(p, 1, out=rows.a)
    q += y                                          # p where y is 1, p - 1 where it is 0
    np.abs(q, out=q)
    np.maximum(q, low, out=q)
    np.minimum(q, high, out=q)
    right = np.count_nonzero(np.greater(q, 0.5, out=rows.right))
    return -float(np.log(q, out=q).sum()), right


def fit(validate):
    random = np.random.default_rng(1)
    parameters = np.zeros(401, single)
    w1, w2 = parameters[:300].reshape(3, 100), parameters[300:].reshape(101, 1)
    w1[:2] = random.uniform(-1, 1, (2, 100)) * np.sqrt(6 / 102)
    w2[:100] = random.uniform(-1, 1, (100, 1)) * np.sqrt(6 / 101)
    gradient = np.empty(401, single)
    g1, g2 = gradient[:300].reshape(3, 100), gradient[300:].reshape(101, 1)
    m, v, t = np.zeros(401, single), np.zeros(401, single), np.empty(401, single)
    row2 = w2[:100].T
    x, y, test = with_ones(x_train), y_train[:, None], with_ones(x_test)
    n = len(x)
    shuffled_x, shuffled_y = np.empty_like(x), np.empty_like(y)
    starts = range(0, n, batch_size)
    sizes = {min(batch_size, n - start) for start in starts}
    rows_of = {size: Rows(size) for size in sizes}
    batches = [
        (shuffled_x[s : s + batch_size], shuffled_x[s : s + batch_size].T, shuffled_y[s : s + batch_size],
         rows_of[min(batch_size, n - s)]) for s in starts]
    test_rows, y_of_test = Rows(len(test)), y_test[:, None]
    history = {"loss": [], "accuracy": []} | ({"val_loss": [], "val_accuracy": []} if validate else {})
    beta1, beta2, power1, power2 = 0.9, 0.999, 1.0, 1.0
    one_minus_1, one_minus_2, epsilon = single(1 - beta1), single(1 - beta2), single(1e-7)
    for _ in range(epochs):
        order = random.permutation(n)
        np.take(x, order, 0, out=shuffled_x)
        np.take(y, order, 0, out=shuffled_y)
        total, right = 0.0, 0
        for xb, xt, yb, rows in batches:
            p = forward(xb, w1, w2, rows)
            batch_loss, batch_right = loss_and_right(p, yb, rows)
            total += batch_loss
            right += batch_right
            d = np.subtract(p, yb, out=rows.b)
            d *= single(1 / len(yb))
            np.matmul(rows.hidden.T, d, out=g2)
            np.multiply(d, row2, out=rows.delta)
            rows.delta *= np.greater(rows.units, 0, out=rows.alive)
            np.matmul(xt, rows.delta, out=g1)
            power1 *= beta1
            power2 *= beta2
            rate = 0.001 * (1 - power2) ** 0.5 / (1 - power1)
            np.subtract(gradient, m, out=t)
            t *= one_minus_1
            m += t
            np.multiply(gradient, gradient, out=t)
            t -= v
            t *= one_minus_2
            v += t
            np.sqrt(v, out=t)
            t += epsilon
            np.divide(m, t, out=t)
            t *= single(rate)
            parameters -= t
        history["loss"].append(total / n)
        history["accuracy"].append(right / n)
        if validate:
            total, right = loss_and_right(forward(test, w1, w2, test_rows), y_of_test, test_rows)
            history["val_loss"].append(total / len(test))
            history["val_accuracy"].append(right / len(test))
    return measurement.check(history)


options = measurement.options(__doc__)
versions = measurement.versions(np)
measurement.measure(options, "fit", lambda: fit(False), versions, peer="numpy")
measurement.measure(options, "fit with validation", lambda: fit(True), versions, peer="numpy")
