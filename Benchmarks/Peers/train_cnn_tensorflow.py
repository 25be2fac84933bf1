"""A convolutional network on images of 28 × 28, batches of 128, by TensorFlow: one graph a step, Keras's Adam."""
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import measurement
import numpy as np
import tensorflow as tf
from keras import layers

rows, asked, side, batch_size = 2560, 2_000, 28, 128


def data(rows):
    images = measurement.noise(rows * side * side, 13).astype(np.float32).reshape(rows, side, side, 1)
    labels = (measurement.noise(rows, 14) * 10).astype(np.int64)
    images[np.arange(rows), 4 + 2 * labels, :, 0] += 0.5
    return images, labels


x, y = data(rows)
images, _ = data(asked)
keras.utils.set_random_seed(1)
model = keras.Sequential([
    keras.Input((side, side, 1)), layers.Conv2D(32, 3, activation="relu"), layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(), layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", jit_compile=False)  # the faster form here


def epoch():
    loss = model.fit(x, y, batch_size=batch_size, verbose=0).history["loss"][0]
    assert loss < 2.4, "not the same work"
    return loss


# A graph of one's own is faster than model.predict.
answer = tf.function(lambda batch: model(batch, training=False))


def predict():
    for start in range(0, asked, 250):
        answer(images[start:start + 250]).numpy()


options = measurement.options(__doc__)
versions = measurement.versions(tf, keras)
for name, run in (("training cnn", epoch), ("predicting cnn", predict)):
    measurement.measure(options, name, run, versions, peer="tensorflow", memory=True)
