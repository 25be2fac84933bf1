"""A convolutional network on images of 28 × 28, batches of 128, by torch: eager, channels last, fused Adam."""
import measurement
import numpy as np
import torch
from torch import nn

rows, asked, side, batch_size = 2560, 2_000, 28, 128


def data(rows):
    images = measurement.noise(rows * side * side, 13).astype(np.float32).reshape(rows, 1, side, side)
    labels = (measurement.noise(rows, 14) * 10).astype(np.int64)
    images[np.arange(rows), 0, 4 + 2 * labels] += 0.5
    return torch.from_numpy(images).contiguous(memory_format=torch.channels_last), torch.from_numpy(labels)


x, y = data(rows)
images, _ = data(asked)
torch.manual_seed(1)
model = nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Linear(128, 10),
).to(memory_format=torch.channels_last)     # the faster layout
cross_entropy = nn.CrossEntropyLoss()       # the softmax is in the loss: the faster form
adam = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=True)


def epoch():
    order = torch.randperm(rows)
    total = torch.zeros(())
    for batch in order.split(batch_size):
        adam.zero_grad(set_to_none=True)
        loss = cross_entropy(model(x[batch]), y[batch])
        loss.backward()
        adam.step()
        total += loss.detach() * len(batch)
    assert total.item() / rows < 2.4, "not the same work"
    return total.item() / rows


def predict():
    with torch.inference_mode():
        for batch in images.split(256):
            torch.softmax(model(batch), dim=1)


options = measurement.options(__doc__)
versions = measurement.versions(torch)
for name, run in (("training cnn", epoch), ("predicting cnn", predict)):
    measurement.measure(
        options, name, run, versions, peer="torch", threads=torch.get_num_threads(), memory=True)
