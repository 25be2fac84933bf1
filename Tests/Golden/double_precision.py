"""Keras (JAX backend) in float64 all the way through.

Its own settings do not suffice: with JAX, Keras makes 32 bits of the results of many operations (a matrix product,
a bias added, a mean), whatever the inputs and the layer's type are. A gradient made that way is exact to 1e-7 only.
"""
import contextlib
from unittest import mock

import jax
import keras
from keras.src.backend.common import dtypes


@contextlib.contextmanager
def double_precision():
    """Within it, layers, optimisers and every result are float64."""
    before, policy = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    whole = mock.patch.dict(dtypes.BIT64_TO_BIT32_DTYPE, {"float64": "float64"})
    try:
        with jax.enable_x64(True), whole:
            yield
    finally:
        keras.config.set_floatx(before)
        keras.config.set_dtype_policy(policy)


def check_double(function, *arguments):
    """Fails where a step of the function has a result of 32 bits."""
    steps = str(jax.make_jaxpr(function)(*arguments))
    assert "f32[" not in steps, steps
