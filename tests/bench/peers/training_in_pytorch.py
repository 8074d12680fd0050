#!/usr/bin/env python3
"""Peer for the training benchmark: the tutorial's train step, as it is written there, in PyTorch.

One teacher-forced step of the InceptionV3 / Bahdanau / GRU captioner on random features: the keys W1(features)
are recomputed at every word, the words are scored one at a time, Adam updates encoder and decoder.
Any PyTorch from 1.13 on: Debian's python3-torch or PyPI's torch (with MKL; the faster of the two is the peer). Prints one JSON line: median seconds a step.

usage: training_in_pytorch.py [--batch 64] [--length 20] [--vocabulary 5001] [--steps 5] [--threads 2] [--bf16] [--compile]
"""

import argparse, json, os, statistics, time

os.environ.setdefault(
    "OMP_WAIT_POLICY", "PASSIVE"
)  # before torch: spinning threads cost GNU OpenMP builds two thirds of their speed
import torch, torch.nn as nn, torch.nn.functional as F

p = argparse.ArgumentParser()
p.add_argument("--batch", type=int, default=64)
p.add_argument("--length", type=int, default=20)
p.add_argument("--vocabulary", type=int, default=5001)
p.add_argument("--steps", type=int, default=5)
p.add_argument("--threads", type=int, default=2)
p.add_argument("--bf16", action="store_true")
p.add_argument("--compile", action="store_true")
a = p.parse_args()
torch.set_num_threads(a.threads)
torch.manual_seed(0)
EMBEDDING, UNITS, CELLS, CHANNELS = 256, 512, 64, 2048


class BahdanauAttention(nn.Module):
    def __init__(self):
        super().__init__()
        self.W1, self.W2, self.V = nn.Linear(EMBEDDING, UNITS), nn.Linear(UNITS, UNITS), nn.Linear(UNITS, 1)

    def forward(self, features, hidden):
        score = torch.tanh(self.W1(features) + self.W2(hidden.unsqueeze(1)))
        weights = F.softmax(self.V(score), dim=1)
        return (weights * features).sum(1), weights


encoder, attention = nn.Linear(CHANNELS, EMBEDDING), BahdanauAttention()
embedding, gru = nn.Embedding(a.vocabulary, EMBEDDING), nn.GRUCell(2 * EMBEDDING, UNITS)
fc1, fc2 = nn.Linear(UNITS, UNITS), nn.Linear(UNITS, a.vocabulary)
parameters = [w for m in (encoder, attention, embedding, gru, fc1, fc2) for w in m.parameters()]
adam = torch.optim.Adam(parameters)
features = torch.randn(a.batch, CELLS, CHANNELS)
target = torch.randint(1, a.vocabulary, (a.batch, a.length))


def step():
    adam.zero_grad()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
        encoded, hidden, loss = F.relu(encoder(features)), torch.zeros(a.batch, UNITS), 0.0
        for t in range(1, a.length):
            context, _ = attention(encoded, hidden)
            hidden = gru(torch.cat([context, embedding(target[:, t - 1])], -1), hidden)
            loss = loss + F.cross_entropy(fc2(fc1(hidden)).float(), target[:, t])
    loss.backward()
    adam.step()


if a.compile:
    step = torch.compile(step)
step()
step()
times = []
for _ in range(a.steps):
    start = time.perf_counter()
    step()
    times.append(time.perf_counter() - start)
print(
    json.dumps(
        {
            "peer": "tutorial step in PyTorch "
            + torch.__version__
            + (" bf16" if a.bf16 else "")
            + (" compiled" if a.compile else ""),
            "batch": a.batch,
            "length": a.length,
            "seconds_per_step": round(statistics.median(times), 4),
        }
    )
)
