"""The tutorial's fit by JAX: one XLA program for the whole fit, two nested scans. Its compile time is told apart."""
import time

import jax
import jax.numpy as jnp
import measurement
from jax import lax
from measurement import batch_size, epochs

x_train, y_train, x_test, y_test = (jnp.asarray(part) for part in measurement.circles())
count = len(x_train)
full = count // batch_size          # 15 whole batches, and a short one of 20


def outputs(parameters, x):
    w1, b1, w2, b2 = parameters
    return jax.nn.relu(x @ w1 + b1) @ w2 + b2


def loss_of(parameters, x, y):
    z = outputs(parameters, x)[:, 0]
    loss = jnp.mean(jnp.maximum(z, 0) - z * y + jnp.log1p(jnp.exp(-jnp.abs(z))))
    return loss, jnp.mean((z > 0) == (y > 0.5))


def step(state, batch):
    parameters, m, v, t = state
    x, y = batch
    (loss, accuracy), gradient = jax.value_and_grad(loss_of, has_aux=True)(parameters, x, y)
    t += 1
    rate = 1e-3 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    m = jax.tree.map(lambda m, g: m + (g - m) * 0.1, m, gradient)
    v = jax.tree.map(lambda v, g: v + (g * g - v) * 0.001, v, gradient)
    parameters = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), parameters, m, v)
    return (parameters, m, v, t), (loss * len(y), accuracy * len(y))


def program(key, validate):
    a, b, key = jax.random.split(key, 3)
    parameters = (
        jax.random.uniform(a, (2, 100), minval=-1, maxval=1) * jnp.sqrt(6 / 102), jnp.zeros(100),
        jax.random.uniform(b, (100, 1), minval=-1, maxval=1) * jnp.sqrt(6 / 101), jnp.zeros(1))
    zeros = jax.tree.map(jnp.zeros_like, parameters)

    def epoch(state, order):
        x, y = x_train[order], y_train[order]
        whole = full * batch_size
        state, (losses, rights) = lax.scan(
            step, state, (x[:whole].reshape(full, batch_size, 2), y[:whole].reshape(full, batch_size)))
        state, (loss, right) = step(state, (x[whole:], y[whole:]))
        seen = ((jnp.sum(losses) + loss) / count, (jnp.sum(rights) + right) / count)
        return state, seen + (loss_of(state[0], x_test, y_test) if validate else ())

    orders = jax.vmap(lambda key: jax.random.permutation(key, count))(jax.random.split(key, epochs))
    state, history = lax.scan(epoch, (parameters, zeros, zeros, jnp.float32(0)), orders)
    return state[0], history


names = ["loss", "accuracy", "val_loss", "val_accuracy"]
options = measurement.options(__doc__)
for name, validate in (("fit", False), ("fit with validation", True)):
    key = jax.random.key(1)
    start = time.perf_counter()
    compiled = jax.jit(lambda key: program(key, validate)).lower(key).compile()
    compile_seconds = time.perf_counter() - start

    def run():
        parameters, history = compiled(key)
        jax.block_until_ready((parameters, history))
        return measurement.check(dict(zip(names, history)))

    measurement.measure(
        options, name, run, measurement.versions(jax), peer="jax", compile_seconds=compile_seconds)
