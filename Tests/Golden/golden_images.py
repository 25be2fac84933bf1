"""Keras 3 (JAX backend), in float64: layers of images and sequences, their outputs and gradients from given weights."""
import golden_keras  # sets the backend
import jax
import keras
import numpy as np
from double_precision import check_double, double_precision


def make() -> None:
    random = np.random.RandomState(golden_keras.seed)
    numbers = lambda *shape: random.randint(-64, 65, shape) / 64
    rounded = lambda values: [float(f"{v:.7g}") for v in np.asarray(values).ravel()]
    cases = []

    def case(name, shape, **options):
        layer = getattr(keras.layers, name)(**options)
        layer.build((None, *shape))
        weights = [numbers(*w.shape) for w in layer.weights]
        x = numbers(2, *shape)
        y = np.asarray(layer.stateless_call(weights, [], x)[0])
        cotangent = numbers(*y.shape)
        value = lambda x, weights: (layer.stateless_call(weights, [], x)[0] * cotangent).sum()
        check_double(jax.grad(value, (0, 1)), x, weights)
        dx, dweights = jax.grad(value, (0, 1))(x, weights)
        tensor = lambda t: {"shape": list(np.shape(t)), "values": rounded(t)}
        cases.append({
            "layer": name, "options": options, "weights": [tensor(w) for w in weights], "inputs": tensor(x),
            "outputs": tensor(y), "cotangent": tensor(cotangent), "gradients": [tensor(t) for t in [dx, *dweights]],
        })

    with double_precision():
        conv = lambda shape, filters, size, **options: case("Conv2D", shape, filters=filters, kernel_size=size, **options)
        conv((6, 5, 1), 3, [3, 3])
        conv((6, 5, 2), 3, [3, 3], activation="tanh")
        conv((6, 5, 2), 4, [2, 3], padding="same", activation="sigmoid")
        conv((7, 6, 2), 3, [3, 3], strides=[2, 2], padding="same")
        conv((8, 7, 2), 3, [3, 2], strides=[3, 2])
        conv((7, 8, 2), 3, [3, 2], dilation_rate=[2, 2], activation="elu")
        conv((7, 8, 2), 3, [3, 3], dilation_rate=[2, 3], padding="same", use_bias=False)
        conv((2, 3, 2), 19, [1, 1], activation="softmax")
        conv((4, 4, 3), 3, [4, 4], padding="same", activation="silu")
        for name in ("MaxPooling2D", "AveragePooling2D"):
            case(name, (6, 5, 3), pool_size=[2, 2])
            case(name, (7, 5, 3), pool_size=[3, 2], strides=[2, 1], padding="same")
            case(name, (5, 5, 3), pool_size=[2, 2], padding="same")
            case(name, (5, 6, 3), pool_size=[2, 3], strides=[1, 2])
        case("GlobalMaxPooling2D", (4, 3, 5))
        case("GlobalAveragePooling2D", (4, 3, 5))
        conv1 = lambda shape, filters, size, **options: case("Conv1D", shape, filters=filters, kernel_size=[size], **options)
        conv1((7, 2), 3, 3)
        conv1((8, 2), 3, 4, padding="same", activation="tanh")
        conv1((8, 2), 3, 3, strides=[2], padding="same", use_bias=False)
        conv1((8, 2), 3, 2, strides=[3])
        conv1((9, 2), 3, 3, dilation_rate=[2], activation="silu")
        conv1((8, 2), 3, 2, dilation_rate=[3], padding="same")
        conv1((7, 2), 3, 3, padding="causal", activation="sigmoid")
        conv1((8, 2), 3, 3, strides=[2], padding="causal")
        conv1((8, 2), 3, 2, dilation_rate=[3], padding="causal")
        for name in ("MaxPooling1D", "AveragePooling1D"):
            case(name, (7, 3), pool_size=[2])
            case(name, (8, 3), pool_size=[3], strides=[2], padding="same")
            case(name, (8, 3), pool_size=[4], strides=[1], padding="same")
        case("GlobalMaxPooling1D", (6, 3))
        case("GlobalAveragePooling1D", (6, 3))
        back = lambda shape, filters, size, **options: case("Conv2DTranspose", shape, filters=filters, kernel_size=size, **options)
        back((3, 4, 2), 3, [3, 3])
        back((3, 4, 2), 3, [3, 2], padding="same", activation="tanh")
        back((3, 2, 2), 3, [3, 3], strides=[2, 2], padding="same", activation="silu")
        back((2, 3, 2), 3, [4, 4], strides=[2, 2], padding="same", use_bias=False)
        back((3, 2, 2), 3, [3, 2], strides=[2, 3])
        back((2, 3, 2), 3, [1, 2], strides=[3, 2], padding="same")
        depth = lambda shape, size, **options: case("DepthwiseConv2D", shape, kernel_size=size, **options)
        depth((5, 4, 3), [3, 3])
        depth((5, 4, 2), [2, 3], depth_multiplier=2, padding="same", activation="tanh")
        depth((6, 5, 3), [3, 3], strides=[2, 2], padding="same", use_bias=False)
        depth((6, 5, 2), [3, 2], depth_multiplier=3, dilation_rate=[2, 2])
        depth((5, 5, 2), [2, 2], dilation_rate=[2, 2], padding="same", activation="softmax")
        separable = lambda shape, filters, size, **options: case("SeparableConv2D", shape, filters=filters, kernel_size=size, **options)
        separable((5, 4, 2), 3, [3, 3], activation="sigmoid")
        separable((6, 5, 2), 3, [3, 2], depth_multiplier=2, strides=[2, 2], padding="same")
        separable((5, 5, 3), 2, [2, 2], dilation_rate=[2, 2], use_bias=False, activation="silu")
        back((3, 4, 2), 2, [3, 2], dilation_rate=[2, 3])
        back((3, 4, 2), 2, [3, 2], dilation_rate=[2, 4], padding="same", activation="tanh")
        back((3, 2, 2), 2, [3, 2], strides=[2, 3], output_padding=[1, 0])
        back((3, 2, 2), 2, [1, 2], strides=[3, 3], output_padding=[1, 2], use_bias=False)
        back((3, 2, 2), 2, [3, 3], strides=[2, 2], padding="same", output_padding=[1, 0])
        back((3, 2, 2), 2, [4, 5], strides=[3, 2], padding="same", output_padding=[2, 1], activation="sigmoid")
        back((2, 3, 2), 2, [1, 2], strides=[3, 2], padding="same", output_padding=[2, 1])
        back((3, 3, 2), 2, [3, 2], dilation_rate=[2, 2], padding="same", output_padding=[0, 0])
    golden_keras.write("keras_images.json", {"cases": cases})
