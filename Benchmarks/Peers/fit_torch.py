"""The tutorial's fit by torch: eager, fused Adam, history kept as tensors and read once an epoch."""
import measurement
import torch
from torch import nn

x_train, y_train, x_test, y_test = (torch.from_numpy(part) for part in measurement.circles())
y_train, y_test = y_train[:, None], y_test[:, None]


def glorot(layer):
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def fit(validate):
    torch.manual_seed(1)
    model = nn.Sequential(glorot(nn.Linear(2, 100)), nn.ReLU(), glorot(nn.Linear(100, 1)))
    cross_entropy = nn.BCEWithLogitsLoss()      # the sigmoid is in the loss: the faster form
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=True)
    n = len(x_train)
    history = {"loss": [], "accuracy": []} | ({"val_loss": [], "val_accuracy": []} if validate else {})
    for _ in range(measurement.epochs):
        order = torch.randperm(n)
        x, y = x_train[order].split(measurement.batch_size), y_train[order].split(measurement.batch_size)
        losses, outputs = [], []
        for xb, yb in zip(x, y):
            adam.zero_grad(set_to_none=True)
            output = model(xb)
            loss = cross_entropy(output, yb)
            loss.backward()
            adam.step()
            losses.append(loss.detach() * len(xb))
            outputs.append(output.detach())
        history["loss"].append(torch.stack(losses).sum().item() / n)
        history["accuracy"].append(((torch.cat(outputs) > 0) == (torch.cat(y) > 0.5)).sum().item() / n)
        if validate:
            with torch.no_grad():
                output = model(x_test)
                history["val_loss"].append(cross_entropy(output, y_test).item())
                history["val_accuracy"].append(((output > 0) == (y_test > 0.5)).float().mean().item())
    return measurement.check(history)


options = measurement.options(__doc__)
versions = measurement.versions(torch)
measurement.measure(options, "fit", lambda: fit(False), versions, peer="torch", threads=torch.get_num_threads())
measurement.measure(
    options, "fit with validation", lambda: fit(True), versions, peer="torch", threads=torch.get_num_threads())
