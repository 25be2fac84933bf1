"""Keras 3 (JAX backend), float32: the losses of the first 100 steps of every example that trains a network.

The tests make the same data and the same first weights by themselves: kernels from numbers in a fixed sequence,
everything else as layers begin. Batches follow one another in the order of the rows, and begin anew at the end.

The networks of digits and of segmentation learn slower than in the examples, and those with convolutions are
smaller: as they stand there, Keras's losses in float32 leave its own in float64 by 5 % (digits) and 65 %
(segmentation) within the 100 steps, since rectifiers and pools that decide differently once do so ever after.
"""
import golden_keras  # sets the backend
import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits, make_circles, make_classification

steps = 100


def noise(count, stream):
    """Numbers in [0, 1): SplitMix64 of the index."""
    with np.errstate(over="ignore"):
        z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(stream)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


class Network:
    """A network that remembers its layers in the order of making, where Keras has one of its own."""

    def __init__(self, *shape):
        self.start = self.end = keras.Input(shape)
        self.layers = []

    def put(self, layer, *inputs):
        """Puts a layer behind other ones: the last one if none is named."""
        self.layers.append(layer)
        inputs = inputs or (self.end,)
        self.end = layer(list(inputs) if len(inputs) > 1 else inputs[0])
        return self.end

    def model(self):
        """The model with its first weights: kernels uniform in ±√(3 / inputs of a unit)."""
        model = keras.Model(self.start, self.end)
        kernels = [w for layer in self.layers for w in layer.weights if w.path.endswith("kernel")]
        for stream, kernel in enumerate(kernels):
            count = int(np.prod(kernel.shape))
            limit = np.sqrt(3 / (count // kernel.shape[-1]))
            values = (2 * noise(count, 100 + stream) - 1) * limit
            kernel.assign(values.astype(np.float32).reshape(kernel.shape))
        return model


def stack(shape, *inner):
    network = Network(*shape)
    for layer in inner:
        network.put(layer)
    return network


def conv(filters, activation="relu", size=3, **options):
    return layers.Conv2D(filters, size, padding="same", activation=activation, **options)


def unet():
    network = Network(16, 16, 1)

    def convolutions(filters):
        network.put(conv(filters, "tanh"))
        return network.put(conv(filters, "tanh"))

    top = convolutions(4)
    network.put(layers.MaxPooling2D())
    middle = convolutions(8)
    network.put(layers.MaxPooling2D())
    convolutions(8)
    network.put(layers.Concatenate(), middle, network.put(layers.UpSampling2D()))
    convolutions(8)
    network.put(layers.Concatenate(), top, network.put(layers.UpSampling2D()))
    convolutions(4)
    network.put(layers.Conv2D(1, 1, activation="sigmoid"))
    return network


def residual():
    network = Network(8, 8, 1)
    x = network.put(conv(8))
    network.put(conv(8, use_bias=False, activation=None))
    network.put(layers.BatchNormalization())
    network.put(layers.ReLU())
    y = network.put(conv(8))
    x = network.put(layers.ReLU(), network.put(layers.Add(), x, y))
    around = network.put(layers.Conv2D(16, 1, strides=2), x)
    network.put(conv(16, strides=2), x)
    network.put(layers.BatchNormalization())
    y = network.put(conv(16, activation=None))
    network.put(layers.ReLU(), network.put(layers.Add(), around, y))
    network.put(layers.GlobalAveragePooling2D())
    network.put(layers.Dense(10, activation="softmax"))
    return network


def adding(count, length):
    """Sequences with two marked numbers each, and whether these add up to more than 1."""
    numbers = noise(count * length, 1).astype(np.float32).reshape(count, length)
    half = length // 2
    marks = (noise(count * 2, 2) * half).astype(int).reshape(count, 2) + [0, half]
    marked = np.zeros((count, length), np.float32)
    np.put_along_axis(marked, marks, 1, axis=1)
    sums = np.take_along_axis(numbers.astype(np.float64), marks, axis=1).sum(axis=1)
    return np.stack([numbers, marked], axis=-1), (sums > 1).astype(np.float32)[:, None]


def rectangles(count, size):
    """Noisy images of one bright rectangle each, and its pixels."""
    places = (noise(count * 4, 3) * (size // 2)).astype(int).reshape(count, 4)
    masks = np.zeros((count, size, size, 1), np.float32)
    for mask, (top, left, height, width) in zip(masks, places):
        mask[top : top + height + 1, left : left + width + 1] = 1
    images = noise(masks.size, 4).reshape(masks.shape) / 2 + masks / 2
    return images.astype(np.float32), masks


def make() -> None:
    cases = []

    def case(name, network, x, y, batch, loss, optimizer, class_weight=None):
        model = network.model()
        model.compile(optimizer=optimizer, loss=loss)
        losses = []
        for step in range(steps):
            rows = np.arange(step * batch, (step + 1) * batch) % len(x)
            model.reset_metrics()
            losses.append(float(model.train_on_batch(x[rows], y[rows], class_weight=class_weight)))
        cases.append({"name": name, "parameters": sum(int(np.prod(w.shape)) for w in model.trainable_weights), "losses": losses})

    dense, adam = layers.Dense, keras.optimizers.Adam
    x, y = make_circles(n_samples=1000, noise=0.1, random_state=1)
    x, y = x[:500].astype(np.float32), y[:500].astype(np.float32)[:, None]
    case("two circles", stack((2,), dense(100, activation="relu"), dense(1, activation="sigmoid")),
         x, y, 32, "binary_crossentropy", adam())

    x, digit = load_digits(return_X_y=True)
    x = (x / 16).astype(np.float32).reshape(-1, 8, 8, 1)
    case("digits, CNN", stack(
        (8, 8, 1), conv(8), conv(8), layers.MaxPooling2D(), conv(16), layers.GlobalAveragePooling2D(),
        dense(10, activation="softmax")),
        x, digit, 32, "sparse_categorical_crossentropy",
        adam(keras.optimizers.schedules.CosineDecay(0.001, 30 * 43)))
    case("digits, MLP", stack(
        (8, 8, 1), layers.Flatten(), dense(256, activation="relu"), dense(128, activation="relu"),
        dense(10, activation="softmax")),
        x, digit, 32, "sparse_categorical_crossentropy",
        adam(keras.optimizers.schedules.CosineDecay(0.001, 60 * 43)))
    case("digits, residual", residual(), x, digit, 32, "sparse_categorical_crossentropy",
         keras.optimizers.SGD(0.01, momentum=0.9))
    sets = np.stack([
        digit > 4, np.isin(digit, [0, 4, 6, 8, 9]), digit % 2 == 0, np.isin(digit, [2, 3, 5, 7])], axis=1)
    case("several labels", stack(
        (8, 8, 1), layers.Flatten(), dense(100, activation="relu"), dense(4, activation="sigmoid")),
        x, sets.astype(np.float32), 32, "binary_crossentropy", adam())

    x, y = adding(512, 100)
    for name, layer in (("adding problem, GRU", layers.GRU(32)), ("adding problem, LSTM", layers.LSTM(32))):
        case(name, stack((100, 2), layer, dense(1, activation="sigmoid")), x, y, 64,
             "binary_crossentropy", adam(0.01))

    x, y = make_classification(
        6000, n_informative=4, weights=[0.95], class_sep=1.5, random_state=1)
    bias = keras.initializers.Constant(np.log(y.sum() / (1 - y).sum()))
    case("imbalanced classes", stack(
        (20,), dense(32, activation="relu"), dense(1, activation="sigmoid", bias_initializer=bias)),
        x.astype(np.float32), y.astype(np.float32)[:, None], 32, "binary_crossentropy", adam(),
        class_weight={0: 0.5, 1: 10.0})

    x, y = rectangles(64, 16)
    case("segmentation", unet(), x, y, 16, keras.losses.Dice(), adam())
    golden_keras.write("keras_training.json", {"cases": cases})
