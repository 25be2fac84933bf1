"""The tutorial's fit by scikit-learn's MLPClassifier.

It keeps the loss of each epoch, but no accuracy, and cannot validate on given data.
"""
import warnings

import measurement
import sklearn
from sklearn.neural_network import MLPClassifier

x_train, y_train, x_test, y_test = measurement.circles()
warnings.filterwarnings("ignore")    # "maximum iterations reached": that is the task


def fit():
    model = MLPClassifier(
        (100,), activation="relu", solver="adam", alpha=0, batch_size=measurement.batch_size, learning_rate_init=0.001,
        max_iter=measurement.epochs, shuffle=True, random_state=1, tol=0, n_iter_no_change=measurement.epochs + 1,
        epsilon=1e-7)
    model.fit(x_train, y_train)
    assert model.n_iter_ == measurement.epochs and 0.36 < model.loss_curve_[-1] < 0.42
    return {"loss": round(float(model.loss_curve_[-1]), 4)}


options = measurement.options(__doc__)
measurement.measure(options, "fit", fit, measurement.versions(sklearn), peer="scikit-learn")
