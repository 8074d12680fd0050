"""Writes nsfwjs_grid.json: the grid of the InceptionV3 in the npm package nsfwjs 4.2.1, evaluated by its own graph.

/usr/bin/python3 nsfwjs_grid.py FOLDER, the package's dist/models/inception_v3 (needs node, NumPy and PyTorch). Every
layer of its model.json is run as Keras defines it, from the quantised bytes, up to the layer "mixed10"; no name, order
or shape comes from Saccade.
"""
import json
import math
import pathlib
import subprocess
import sys

import numpy as np
import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).parent
DUMP = """const m = require(process.argv[1]); process.stdout.write(JSON.stringify(m.default ?? m));"""


def module(path):
    return json.loads(subprocess.run(["node", "-e", DUMP, str(path)], check=True, capture_output=True).stdout)


def read_weights(folder, manifest):
    import base64
    weights = {}
    for group in manifest:
        raw = b"".join(base64.b64decode(module(folder / f"{name}.min.js")) for name in group["paths"])
        at = 0
        for entry in group["weights"]:
            count = math.prod(entry["shape"])
            assert entry["quantization"]["dtype"] == "uint8"
            values = np.frombuffer(raw, np.uint8, count, at).astype(np.float64)
            at += count
            values = values * entry["quantization"]["scale"] + entry["quantization"]["min"]
            weights[entry["name"]] = torch.tensor(values.reshape(entry["shape"]), dtype=torch.float32)
        assert at == len(raw)
    return weights


def same(size, kernel, stride):
    total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def pads(x, kernel, strides, padding):
    if padding == "valid":
        return (0, 0, 0, 0)
    return (*same(x.shape[3], kernel[1], strides[1]), *same(x.shape[2], kernel[0], strides[0]))


def run(layer, inputs, weights):
    kind, config, name = layer["class_name"], layer["config"], layer["name"]
    x = inputs[0]
    if kind == "Conv2D":
        assert not config["use_bias"] and config["activation"] == "linear"
        kernel = weights[name + "/kernel"].permute(3, 2, 0, 1)
        padded = F.pad(x, pads(x, config["kernel_size"], config["strides"], config["padding"]))
        return F.conv2d(padded, kernel, stride=tuple(config["strides"]))
    if kind == "BatchNormalization":
        assert config["center"] and not config["scale"]
        shape = (1, -1, 1, 1)
        spread = torch.sqrt(weights[name + "/moving_variance"] + config["epsilon"]).view(shape)
        return (x - weights[name + "/moving_mean"].view(shape)) / spread + weights[name + "/beta"].view(shape)
    if kind == "Activation":
        assert config["activation"] == "relu"
        return F.relu(x)
    if kind == "MaxPooling2D":
        assert config["padding"] == "valid"
        return F.max_pool2d(x, tuple(config["pool_size"]), tuple(config["strides"]))
    if kind == "AveragePooling2D":
        around = pads(x, config["pool_size"], config["strides"], config["padding"])
        window = tuple(config["pool_size"])
        real = F.pad(torch.ones_like(x[:, :1]), around)
        total = F.avg_pool2d(F.pad(x, around), window, tuple(config["strides"]))
        return total / F.avg_pool2d(real, window, tuple(config["strides"]))
    if kind == "Concatenate":
        assert config["axis"] in (3, -1)
        return torch.cat(inputs, 1)
    raise ValueError(kind)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    model = module(folder / "model.min.js")
    weights = read_weights(folder, model["weightsManifest"])
    y, x, c = np.mgrid[0:299, 0:299, 0:3]
    bytes_ = (x * (c + 1) + y * 2 + x * y // 97 + 60 * c) % 256
    values = {}
    for layer in model["modelTopology"]["model_config"]["config"]["layers"]:
        if layer["class_name"] == "InputLayer":
            values[layer["name"]] = torch.tensor(bytes_ / 255, dtype=torch.float32).permute(2, 0, 1)[None]
            continue
        values[layer["name"]] = run(layer, [values[name] for name, *_ in layer["inbound_nodes"][0]], weights)
        if layer["name"] == "mixed10":
            break
    grid = values["mixed10"][0].permute(1, 2, 0).numpy()
    assert grid.shape == (8, 8, 2048)
    random = np.random.default_rng(5)
    flat = grid.reshape(64, 2048)
    firing = random.permutation(np.argwhere(flat > 0.01))[:250]  # most values are 0 behind the last ReLU
    cells = np.concatenate([firing, np.stack([random.integers(0, 64, 50), random.integers(0, 2048, 50)], 1)])
    json.dump({"mean": float(grid.mean()), "largest": float(grid.max()),
               "samples": [[int(q), int(k), round(float(flat[q, k]), 6)] for q, k in cells]},
              (HERE / "nsfwjs_grid.json").open("w"))


torch.set_grad_enabled(False)
main()
