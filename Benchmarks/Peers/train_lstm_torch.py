"""LSTM(64) over 50 steps of 16 features, batches of 64, one sigmoid output, by torch: eager, fused Adam."""
import measurement
import numpy as np
import torch
from torch import nn

rows, steps, features, units, batch_size = 4096, 50, 16, 64, 64
x = torch.from_numpy(measurement.noise(rows * steps * features, 11).astype(np.float32).reshape(rows, steps, features))
y = (x[:, :, 0].mean(dim=1) > 0.5).float()[:, None]


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(features, units, batch_first=True)
        self.dense = nn.Linear(units, 1)

    def forward(self, x):
        return self.dense(self.lstm(x)[0][:, -1])


torch.manual_seed(1)
model = Network()
cross_entropy = nn.BCEWithLogitsLoss()      # the sigmoid is in the loss: the faster form
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
    return total.item() / rows


options = measurement.options(__doc__)
versions = measurement.versions(torch)
measurement.measure(
    options, "training lstm", epoch, versions, peer="torch", threads=torch.get_num_threads(), memory=True)
