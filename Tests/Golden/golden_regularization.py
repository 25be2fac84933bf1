"""Keras 3: the first steps of a network with regularisers and constraints, its losses with the penalties in them."""
import numpy as np
from golden_keras import first_steps, keras, seed, single, write


def make() -> None:
    random = np.random.RandomState(seed)
    x, y = single(random.normal(size=(20, 4))), single(random.normal(size=20))
    regularizers, constraints = keras.regularizers, keras.constraints
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([
        keras.Input((4,)),
        keras.layers.Dense(6, activation="tanh", kernel_regularizer=regularizers.L2(0.05),
                           bias_regularizer=regularizers.L1(0.02), kernel_constraint=constraints.MaxNorm(0.9),
                           bias_constraint=constraints.MaxNorm(0.1)),
        keras.layers.Dense(5, kernel_regularizer=regularizers.L1L2(l1=0.01, l2=0.02),
                           kernel_constraint=constraints.UnitNorm(), bias_constraint=constraints.NonNeg()),
        keras.layers.Dense(1),
    ])
    # At 0 JAX has |x| grow with x, where other backends have a slope of 0.
    model.set_weights([w if w.ndim == 2 else single(random.uniform(0.05, 0.1, w.shape)) for w in model.get_weights()])
    steps = first_steps(model, "mse", x, y[:, None], [np.arange(20)] * 8, 8,
                        optimizer=keras.optimizers.SGD(learning_rate=0.1))
    evaluated = float(model.evaluate(x, y[:, None], batch_size=20, verbose=0))
    write("keras_regularization.json", {"inputs": x, "targets": y, **steps, "evaluated": evaluated})
