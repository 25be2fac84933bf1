"""Keras 3 (JAX backend), in float64: steps of networks around one layer with regularisers and constraints."""
from unittest import mock

import golden_keras  # sets the backend
import jax
import keras
import numpy as np
from keras.src.backend.common import dtypes


def cases():
    """Three steps of each network, the dense layer at its end without restraints."""
    random = np.random.RandomState(golden_keras.seed)
    l1, l2, both = keras.regularizers.L1, keras.regularizers.L2, keras.regularizers.L1L2
    longest, between, unit, positive = (
        keras.constraints.MaxNorm, keras.constraints.MinMaxNorm, keras.constraints.UnitNorm, keras.constraints.NonNeg)
    made = []

    def numbers(*shape):
        # At 0 JAX has |x| grow with x, where other backends have a slope of 0.
        whole = random.randint(-48, 49, shape)
        return np.where(whole == 0, 1, whole) / 64

    def case(layer, shape, count=None):
        inputs = keras.Input(shape)
        outputs = layer(inputs, inputs) if isinstance(layer, keras.layers.MultiHeadAttention) else layer(inputs)
        model = keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Flatten()(outputs)))
        for weight in model.trainable_weights:
            weight.assign(numbers(*weight.shape))
        x, y = numbers(6, *shape) if count is None else random.randint(0, count, (6, *shape)), numbers(6)
        flat = lambda: [[float(f"{v:.9g}") for v in np.asarray(w.value).ravel()] for w in model.trainable_weights]
        initial, losses, weights = flat(), [], []
        model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.05), loss="mse")
        for _ in range(3):
            model.reset_metrics()
            losses.append(float(model.train_on_batch(x, y[:, None])))
            weights.append(flat())
        made.append({
            "layer": type(layer).__name__, "shape": shape, "inputs": x.ravel(), "targets": y, "initial": initial,
            "losses": losses, "weights": weights,
        })

    layers = keras.layers
    case(layers.Dense(3, kernel_regularizer=both(0.02, 0.03), bias_regularizer=l2(0.05),
                      kernel_constraint=between(0.5, 0.75, rate=0.5), bias_constraint=positive()), (4,))
    case(layers.Conv1D(3, 2, kernel_regularizer=l2(0.05), bias_regularizer=l1(0.02),
                       kernel_constraint=longest(0.5, axis=[0, 1]), bias_constraint=longest(0.3)), (5, 2))
    case(layers.Conv2D(3, 2, kernel_regularizer=l1(0.03), bias_regularizer=l2(0.1),
                       kernel_constraint=longest(0.8, axis=[0, 1, 2]), bias_constraint=unit()), (4, 4, 2))
    case(layers.Conv2DTranspose(2, 2, strides=2, kernel_regularizer=l1(0.02), bias_regularizer=l2(0.3),
                                kernel_constraint=unit(axis=[0, 1, -1]), bias_constraint=positive()), (2, 2, 3))
    case(layers.DepthwiseConv2D(2, depth_multiplier=2, depthwise_regularizer=both(0.01, 0.02),
                                bias_regularizer=l2(0.2), depthwise_constraint=longest(0.6),
                                bias_constraint=positive()), (4, 3, 2))
    case(layers.SeparableConv2D(3, 2, depthwise_regularizer=l1(0.02), pointwise_regularizer=l2(0.1),
                                bias_regularizer=l2(0.1), depthwise_constraint=longest(0.7, axis=[0, 1]),
                                pointwise_constraint=unit(axis=2), bias_constraint=positive()), (4, 4, 2))
    case(layers.Embedding(7, 3, embeddings_regularizer=l2(0.05), embeddings_constraint=unit(axis=1)), (4,), count=7)
    case(layers.SimpleRNN(3, kernel_regularizer=l2(0.1), recurrent_regularizer=l1(0.02), bias_regularizer=l2(0.3),
                          kernel_constraint=longest(0.6), recurrent_constraint=unit(), bias_constraint=positive()), (4, 2))
    case(layers.LSTM(2, kernel_regularizer=l2(0.2), recurrent_regularizer=l1(0.02), bias_regularizer=l1(0.03),
                     kernel_constraint=positive(), recurrent_constraint=longest(0.5), bias_constraint=longest(0.9)), (4, 2))
    case(layers.GRU(2, kernel_regularizer=l1(0.02), recurrent_regularizer=l2(0.1), bias_regularizer=both(0.01, 0.02),
                    kernel_constraint=unit(axis=1), recurrent_constraint=positive(), bias_constraint=unit()), (4, 3))
    case(layers.Bidirectional(layers.LSTM(2, kernel_regularizer=l2(0.2), kernel_constraint=longest(0.5))), (3, 2))
    case(layers.TimeDistributed(layers.Dense(2, kernel_regularizer=l2(0.2), kernel_constraint=unit())), (3, 2))
    case(layers.BatchNormalization(gamma_regularizer=l1(0.1), beta_regularizer=l2(0.05),
                                   gamma_constraint=longest(0.8), beta_constraint=positive()), (4, 3))
    case(layers.LayerNormalization(gamma_regularizer=l2(0.1), beta_regularizer=l1(0.05),
                                   gamma_constraint=positive(), beta_constraint=unit()), (4, 3))
    case(layers.MultiHeadAttention(2, 3, kernel_regularizer=l2(0.05), bias_regularizer=l1(0.02),
                                   kernel_constraint=longest(0.7), bias_constraint=longest(0.4)), (3, 4))
    return made


def make() -> None:
    policy = keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    # With JAX, Keras makes 32 bits of the result of every operation, whatever its own settings say.
    whole = mock.patch.dict(dtypes.BIT64_TO_BIT32_DTYPE, {"float64": "float64"})
    try:
        with jax.enable_x64(True), whole:
            content = {"cases": cases()}
    finally:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy(policy)
    golden_keras.write("keras_restraints.json", content)
