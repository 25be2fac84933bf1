"""Dense layers 784-512-512-10, batches of 128, by JAX: one XLA program an epoch, a scan over its batches."""
from functools import partial

import jax
import jax.numpy as jnp
import measurement
import numpy as np
from jax import lax

rows, pixels, units, batch_size = 12_800, 784, 512, 128
images = measurement.noise(rows * pixels, 15).astype(np.float32).reshape(rows, pixels)
labels = (measurement.noise(rows, 16) * 10).astype(np.int32)
for row, label in enumerate(labels):
    images[row, 70 * label:70 * (label + 1)] += 0.25
x, y = jnp.asarray(images), jnp.asarray(labels)


def logits(parameters, x):
    w1, b1, w2, b2, w3, b3 = parameters
    return jax.nn.relu(jax.nn.relu(x @ w1 + b1) @ w2 + b2) @ w3 + b3


def loss_of(parameters, x, y):
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(logits(parameters, x)), y[:, None], axis=1))


def step(x, y, state, batch):
    parameters, m, v, t = state
    loss, gradient = jax.value_and_grad(loss_of)(parameters, x[batch], y[batch])
    t += 1
    rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    m = jax.tree.map(lambda m, g: m + (g - m) * 0.1, m, gradient)
    v = jax.tree.map(lambda v, g: v + (g * g - v) * 0.001, v, gradient)
    parameters = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), parameters, m, v)
    return (parameters, m, v, t), loss


def initial(key):
    sizes = [(pixels, units), (units, units), (units, 10)]
    parameters = []
    for key, size in zip(jax.random.split(key, 3), sizes):
        parameters += [
            jax.random.uniform(key, size, minval=-1, maxval=1) * jnp.sqrt(6 / sum(size)), jnp.zeros(size[1])]
    m, v = ([jnp.zeros_like(p) for p in parameters] for _ in range(2))
    return parameters, m, v, jnp.float32(0)


def of_epoch(state, x, y, key):
    return lax.scan(partial(step, x, y), state, jax.random.permutation(key, rows).reshape(-1, batch_size))


# The state is given away: XLA may write the new one into the same memory.
program = jax.jit(of_epoch, donate_argnums=0)
answer = jax.jit(lambda parameters, x: jax.nn.softmax(logits(parameters, x)))
state = initial(jax.random.key(1))
key = jax.random.key(2)


def epoch():
    global state, key
    key, own = jax.random.split(key)
    state, losses = program(state, x, y, own)
    loss = float(jnp.mean(losses))
    assert loss < 2.4, "not the same work"
    return loss


options = measurement.options(__doc__)
versions = measurement.versions(jax)
measurement.measure(options, "training mlp", epoch, versions, peer="jax", memory=True)
parameters = state[0]
for count in (1, 1_024):
    # As an array of NumPy, as rows arrive, and back to one.
    asked, times = images[:count], 200 if count == 1 else 5

    def predict():
        for _ in range(times):
            np.asarray(answer(parameters, asked))

    measurement.measure(
        options, f"predicting mlp, {times} × {count:,}", predict, versions, peer="jax", memory=True)
