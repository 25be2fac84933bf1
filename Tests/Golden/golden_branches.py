"""Keras 3 (JAX backend), in float64: networks with branches, their outputs, gradients and first steps."""
import re

import golden_keras  # sets the backend
import jax
import keras
import numpy as np
from double_precision import check_double, double_precision
from keras import layers


def residual():
    x = keras.Input((4, 4, 2))
    y = layers.Conv2D(3, 3, padding="same", activation="relu")(x)
    y = layers.BatchNormalization(momentum=0.9)(y)
    y = layers.Conv2D(2, 3, padding="same")(y)
    return keras.Model(x, layers.Add()([x, y]))


def projected():
    x = keras.Input((5, 4, 2))
    around = layers.Conv2D(3, 1, strides=2)(x)
    y = layers.Conv2D(3, 3, strides=2, padding="same", activation="relu")(x)
    return keras.Model(x, layers.ReLU()(layers.Add()([around, y])))


def concatenated():
    x = keras.Input((3,))
    one = layers.Dense(2, activation="tanh")(x)
    hidden = layers.Dense(3, activation="sigmoid")(x)
    two = layers.Dense(4)(hidden)
    return keras.Model(x, layers.Concatenate()([one, two, x]))


def added():
    x = keras.Input((3,))
    ways = [layers.Dense(2, activation=f)(x) for f in ("tanh", "sigmoid", "linear")]
    return keras.Model(x, layers.Add()(ways))


def unet():
    conv = lambda filters: layers.Conv2D(filters, 3, padding="same", activation="tanh")
    x = keras.Input((8, 8, 1))
    top = conv(2)(x)
    middle = conv(3)(layers.MaxPooling2D()(top))
    low = conv(4)(layers.MaxPooling2D()(middle))
    middle = layers.Concatenate()([middle, layers.UpSampling2D()(low)])
    middle = conv(3)(middle)
    top = layers.Concatenate()([top, layers.UpSampling2D()(middle)])
    top = conv(2)(top)
    return keras.Model(x, layers.Conv2D(1, 1, activation="sigmoid")(top))


def make() -> None:
    random = np.random.RandomState(golden_keras.seed)
    numbers = lambda *shape: random.randint(-64, 65, shape) / 64
    rounded = lambda values: [float(f"{v:.8g}") for v in np.asarray(values).ravel()]
    tensor = lambda t: {"shape": list(np.shape(t)), "values": rounded(t)}
    cases = []
    with double_precision():
        for build in (residual, projected, concatenated, added, unet):
            keras.utils.clear_session()
            model = build()
            # In the order of making, where Keras has that of the depth.
            number = lambda w: int(re.search(r"(?:_(\d+))?/", w.path).group(1) or 0)
            order = sorted(range(len(model.trainable_weights)), key=lambda i: number(model.trainable_weights[i]))
            own = [model.trainable_weights[i] for i in order]
            weights = [numbers(*w.shape) / 2 for w in own]
            states = [np.asarray(w.value) for w in model.non_trainable_weights]
            x = numbers(2, *model.input_shape[1:])
            training = bool(states)
            run = lambda x, weights: model.stateless_call(
                [weights[order.index(i)] for i in range(len(order))], states, x, training=training)
            y, new = run(x, weights)
            cotangent = numbers(*y.shape)
            slopes = jax.grad(lambda x, weights: (run(x, weights)[0] * cotangent).sum(), (0, 1))
            check_double(slopes, x, weights)
            dx, dweights = slopes(x, weights)
            cases.append({
                "name": build.__name__, "paths": [w.path for w in own],
                "weights": [tensor(w) for w in weights], "inputs": tensor(x), "outputs": tensor(y),
                "states": [tensor(t) for t in new], "cotangent": tensor(cotangent),
                "gradients": [tensor(t) for t in [dx, *dweights]],
            })
        # The U-Net learns: a bright square on a dark ground.
        keras.utils.clear_session()
        model = unet()
        initial = [numbers(*w.shape) / 2 for w in model.weights]
        model.set_weights(initial)
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
        images = numbers(4, 8, 8, 1) / 2
        masks = np.zeros((4, 8, 8, 1))
        for row in range(4):
            masks[row, row : row + 4, 1 : 6 - row // 2] = 1
        images = images + masks
        losses = [model.train_on_batch(images, masks) for _ in range(12)]
        training = {
            "initial": [tensor(w) for w in initial], "inputs": tensor(images), "targets": tensor(masks),
            "losses": [float(loss) for loss in losses],
        }
    golden_keras.write("keras_branches.json", {"cases": cases, "training": training})
