"""Dense layers 784-512-512-10, batches of 128, by torch: eager, fused Adam."""
import measurement
import numpy as np
import torch
from torch import nn

rows, pixels, units, batch_size = 12_800, 784, 512, 128
images = measurement.noise(rows * pixels, 15).astype(np.float32).reshape(rows, pixels)
labels = (measurement.noise(rows, 16) * 10).astype(np.int64)
for row, label in enumerate(labels):
    images[row, 70 * label:70 * (label + 1)] += 0.25
x, y = torch.from_numpy(images), torch.from_numpy(labels)
torch.manual_seed(1)
model = nn.Sequential(
    nn.Linear(pixels, units), nn.ReLU(), nn.Linear(units, units), nn.ReLU(), nn.Linear(units, 10))
cross_entropy = nn.CrossEntropyLoss()       # the softmax is in the loss: the faster form
adam = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=True)


def epoch():
    total = torch.zeros(())
    for batch in torch.randperm(rows).split(batch_size):
        adam.zero_grad(set_to_none=True)
        loss = cross_entropy(model(x[batch]), y[batch])
        loss.backward()
        adam.step()
        total += loss.detach() * len(batch)
    assert total.item() / rows < 2.4, "not the same work"
    return total.item() / rows


options = measurement.options(__doc__)
versions = measurement.versions(torch)
measurement.measure(
    options, "training mlp", epoch, versions, peer="torch", threads=torch.get_num_threads(), memory=True)
for count in (1, 1_024):
    asked, times = x[:count], 200 if count == 1 else 5

    def predict():
        with torch.inference_mode():
            for _ in range(times):
                torch.softmax(model(asked), dim=1).numpy()

    measurement.measure(
        options, f"predicting mlp, {times} × {count:,}", predict, versions, peer="torch",
        threads=torch.get_num_threads(), memory=True)
