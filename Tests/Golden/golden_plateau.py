"""Keras 3: the learning rate after each epoch that ReduceLROnPlateau sees."""

from golden_keras import Epochs, keras, np, write  # which says what Keras works with

turning = [1.0, 0.7, 0.6, 0.65, 0.66, 0.59, 0.7, 0.8, 0.9, 1.0, 1.1, 0.5, 0.6, 0.6, 0.6, 0.6]
flat = [0.5] * 12
small = [1.0, 0.995, 0.99, 0.985, 0.98, 0.975, 0.97, 0.9]
scores = [0.5, 0.6, 0.7, 0.69, 0.71, 0.70, 0.70, 0.70, 0.70, 0.72]


def case(series, rate=0.01, **options):
    callback = keras.callbacks.ReduceLROnPlateau(monitor="val_x", **{"mode": "min", **options})
    model = Epochs()
    model.optimizer = keras.optimizers.SGD(learning_rate=rate)
    callback.set_model(model)
    callback.on_train_begin()
    rates = []
    for epoch, value in enumerate(series):
        callback.on_epoch_end(epoch, {"val_x": value})
        rates.append(np.asarray(model.optimizer.learning_rate))
    return {"series": series, "rate": np.float32(rate), "options": options, "rates": rates}


def make() -> None:
    cases = []
    for series in (turning, flat, small):
        for patience in (0, 1, 2, 4):
            for cooldown in (0, 1, 3):
                cases.append(case(series, patience=patience, cooldown=cooldown))
    for factor in (0.5, 0.3, 0.0):
        for least in (0.0, 0.004, 0.02):
            cases.append(case(flat, patience=2, factor=factor, min_lr=least))
    for delta in (0.0, 0.006, 0.2):
        cases.append(case(small, patience=2, min_delta=delta))
        cases.append(case(scores, patience=2, mode="max", min_delta=delta))
    cases.append(case(scores, patience=1, mode="max", cooldown=1, rate=1e-3))
    write("keras_plateau.json", {"cases": cases})
