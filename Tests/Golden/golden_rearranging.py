"""Keras 3 (JAX backend), in float64: layers that rearrange rows, their outputs and the gradients of their inputs."""
import golden_keras  # sets the backend
import jax
import keras
import numpy as np
from double_precision import double_precision


def make() -> None:
    random = np.random.RandomState(golden_keras.seed)
    # Sixteenths: their sums are exact.
    numbers = lambda *shape: random.randint(-32, 33, shape) / 16
    cases = []

    def case(name, shape, **options):
        layer = getattr(keras.layers, name)(**options)
        x = numbers(2, *shape)
        y = np.asarray(layer(x))
        assert y.shape[1:] == tuple(layer.compute_output_shape((None, *shape)))[1:]
        cotangent = numbers(*y.shape)
        gradient = jax.grad(lambda x: (layer(x) * cotangent).sum())(x)
        tensor = lambda t: {"shape": list(np.shape(t)), "values": np.asarray(t).ravel().tolist()}
        cases.append({
            "layer": name, "options": options, "inputs": tensor(x), "outputs": tensor(y), "cotangent": tensor(cotangent),
            "gradient": tensor(gradient),
        })

    with double_precision():
        case("Flatten", (2, 3, 2))
        case("Reshape", (6,), target_shape=[2, 3])
        case("Reshape", (4, 3), target_shape=[2, -1, 2])
        case("Reshape", (2, 3, 2), target_shape=[-1])
        case("Permute", (3, 4), dims=[2, 1])
        case("Permute", (2, 3, 4), dims=[3, 1, 2])
        case("Permute", (2, 3, 4), dims=[2, 3, 1])
        case("ZeroPadding2D", (2, 3, 2))
        case("ZeroPadding2D", (3, 2, 1), padding=[2, 1])
        case("ZeroPadding2D", (2, 3, 2), padding=[[0, 1], [2, 0]])
        case("UpSampling2D", (2, 3, 2))
        case("UpSampling2D", (3, 2, 1), size=[3, 1])
        case("UpSampling2D", (1, 2, 3), size=[2, 3])
        case("UpSampling1D", (3, 2))
        case("UpSampling1D", (2, 3), size=3)
        case("ZeroPadding1D", (3, 2))
        case("ZeroPadding1D", (2, 3), padding=[2, 0])
        case("Cropping1D", (4, 2))
        case("Cropping1D", (4, 2), cropping=[0, 3])
        case("Cropping2D", (4, 5, 2), cropping=1)
        case("Cropping2D", (4, 5, 2), cropping=[1, 2])
        case("Cropping2D", (4, 3, 2), cropping=[[0, 2], [1, 0]])
    golden_keras.write("keras_rearranging.json", {"cases": cases})
