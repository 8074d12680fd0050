#!/usr/bin/env python3
"""Peer for the captioning benchmark: one photo to one caption as the tutorial does it, in PyTorch, fp32.

torchvision's InceptionV3 up to its 8x8x2048 grid (random weights: only the time counts), then 20 greedy steps of
the Bahdanau / GRU decoder, W1(features) recomputed at every step. Needs Debian's python3-torch, python3-torchvision
and python3-pil. Prints one JSON line: median milliseconds for the backbone alone (batch 1 and batch 16, per image),
for the 20 decoding steps and for photo to caption.

usage: captioning_in_pytorch.py PHOTO [--repeats 9] [--threads 2]
"""

import argparse, json, os, statistics, time, warnings

os.environ.setdefault(
    "OMP_WAIT_POLICY", "PASSIVE"
)  # before torch: spinning threads halve the speed of GNU OpenMP builds
warnings.filterwarnings("ignore")
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F, torchvision
from PIL import Image

p = argparse.ArgumentParser()
p.add_argument("photo")
p.add_argument("--repeats", type=int, default=9)
p.add_argument("--threads", type=int, default=2)
a = p.parse_args()
torch.set_num_threads(a.threads)
torch.manual_seed(0)
torch.set_grad_enabled(False)
EMBEDDING, UNITS, VOCABULARY, STEPS = 256, 512, 5001, 20

net = torchvision.models.inception_v3(weights=None, aux_logits=False, init_weights=False).eval()
stages = [m for name, m in net.named_children() if name not in ("avgpool", "dropout", "fc", "AuxLogits")]
backbone = nn.Sequential(*stages)
encoder, W1, W2, V = (
    nn.Linear(2048, EMBEDDING),
    nn.Linear(EMBEDDING, UNITS),
    nn.Linear(UNITS, UNITS),
    nn.Linear(UNITS, 1),
)
embedding, gru = nn.Embedding(VOCABULARY, EMBEDDING), nn.GRUCell(2 * EMBEDDING, UNITS)
fc1, fc2 = nn.Linear(UNITS, UNITS), nn.Linear(UNITS, VOCABULARY)


def load(path):
    pixels = np.asarray(Image.open(path).convert("RGB").resize((299, 299), Image.BILINEAR), dtype=np.float32)
    return torch.from_numpy(pixels / 127.5 - 1).permute(2, 0, 1)[None]


def grid(x):
    y = backbone(x)
    return y.flatten(2).transpose(1, 2)


def decode(cells):
    encoded, hidden, word = F.relu(encoder(cells)), torch.zeros(1, UNITS), torch.tensor([2])
    for _ in range(STEPS):
        weights = F.softmax(V(torch.tanh(W1(encoded) + W2(hidden.unsqueeze(1)))), dim=1)
        hidden = gru(torch.cat([(weights * encoded).sum(1), embedding(word)], -1), hidden)
        word = fc2(fc1(hidden)).argmax(-1)


def median_ms(work):
    work()
    times = []
    for _ in range(a.repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return round(1e3 * statistics.median(times), 2)


x = load(a.photo)
x16 = x.repeat(16, 1, 1, 1)
cells = grid(x)
assert cells.shape == (1, 64, 2048), cells.shape
print(
    json.dumps(
        {
            "peer": "tutorial pipeline in PyTorch " + torch.__version__,
            "backbone_ms": median_ms(lambda: grid(x)),
            "backbone_batch16_ms_per_image": round(median_ms(lambda: grid(x16)) / 16, 2),
            "decode_20_steps_ms": median_ms(lambda: decode(cells)),
            "photo_to_caption_ms": median_ms(lambda: decode(grid(load(a.photo)))),
        }
    )
)
