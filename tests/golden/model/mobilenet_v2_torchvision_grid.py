"""Writes mobilenet_v2_torchvision_grid.json: the grid of torchvision's MobileNetV2 with weights from a formula.

/usr/bin/python3 mobilenet_v2_torchvision_grid.py (needs Debian's python3-torch and python3-torchvision). The picture is
given as torchvision wants it: from [-1, 1] to [0, 1], less ImageNet's mean, by its deviation. The names of the state
dict stand in the file with their shapes, so that a reader can be given exactly what torchvision saves.
"""
import json
import pathlib
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import torch
import torchvision

from inception_v3_grid import noise

HERE = pathlib.Path(__file__).parent


def main():
    torch.set_grad_enabled(False)
    network = torchvision.models.mobilenet_v2(weights=None).eval()
    shapes = {}
    for name, tensor in network.state_dict().items():
        if tensor.dtype != torch.float32 or name.startswith("classifier"):
            continue
        shapes[name] = list(tensor.shape)
        values = noise(name, tensor.numel())
        if tensor.dim() == 4:
            values = values * np.float32(np.sqrt(24 / (tensor.numel() / tensor.shape[0])))
        elif name.endswith(("running_var", "weight")):
            values = np.float32(1) + np.float32(0.4) * values
        else:
            values = np.float32(0.4) * values
        tensor.copy_(torch.from_numpy(values).reshape(tensor.shape))
    y, x, c = np.mgrid[0:256, 0:256, 0:3].astype(float)
    picture = torch.tensor(np.sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c).astype(np.float32)).permute(2, 0, 1)[None]
    normalise = torchvision.transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    grid = network.features(normalise((picture + 1) / 2))[0].permute(1, 2, 0).numpy()
    assert grid.shape == (8, 8, 1280)
    random = np.random.default_rng(4)
    cells = zip(random.integers(0, 8, 300), random.integers(0, 8, 300), random.integers(0, 1280, 300))
    json.dump({"mean": float(grid.mean()), "shapes": shapes,
               "samples": [[int(r), int(q), int(k), round(float(grid[r, q, k]), 6)] for r, q, k in cells]},
              (HERE / "mobilenet_v2_torchvision_grid.json").open("w"))
    print(grid.mean(), grid.max())


main()
