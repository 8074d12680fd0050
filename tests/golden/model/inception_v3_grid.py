"""Writes inception_v3_grid.json: the grids that torchvision's InceptionV3 gives with weights from a formula.

/usr/bin/python3 inception_v3_grid.py (needs Debian's python3-torch and python3-torchvision). The Keras grid comes from
the same network with batch-norm scales of 1 and average pools that do not count the padding, which is all that sets
Keras' InceptionV3 apart where padding is symmetric. `keras_listing` is the order in which Keras 2.2.4 itself lists the
convolutions of a saved InceptionV3, by their numbers of creation, as read from a model.json that it wrote.
"""
import json
import pathlib
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import torch
import torch.nn.functional as F
import torchvision

HERE = pathlib.Path(__file__).parent
KERAS_LISTING = [
    1, 2, 3, 4, 5, 9, 7, 10, 6, 8, 11, 12, 16, 14, 17, 13, 15, 18, 19, 23, 21, 24, 20, 22, 25, 26, 28, 29, 27, 30, 35, 36,
    32, 37, 33, 38, 31, 34, 39, 40, 45, 46, 42, 47, 43, 48, 41, 44, 49, 50, 55, 56, 52, 57, 53, 58, 51, 54, 59, 60, 65, 66,
    62, 67, 63, 68, 61, 64, 69, 70, 73, 74, 71, 75, 72, 76, 81, 78, 82, 79, 80, 83, 84, 77, 85, 90, 87, 91, 88, 89, 92, 93,
    86, 94]


def noise(name, count):
    """Uniform in [-0.5, 0.5): a hash of the tensor's name (FNV-1a) and the element's number, in 32 bits."""
    seed = 2166136261
    for byte in name.encode():
        seed = ((seed ^ byte) * 16777619) & 0xFFFFFFFF
    x = (np.arange(count, dtype=np.uint64) * 2654435761 + seed) & 0xFFFFFFFF
    x ^= x >> 15
    x = (x * 2246822519) & 0xFFFFFFFF
    x ^= x >> 13
    return ((x >> 8).astype(np.float32) / np.float32(1 << 24)) - np.float32(0.5)


def fill(network, keras):
    for name, tensor in network.state_dict().items():
        if tensor.dtype != torch.float32:
            continue
        values = noise(name, tensor.numel())
        if name.endswith("conv.weight"):
            values = values * np.float32(np.sqrt(24 / (tensor.numel() / tensor.shape[0])))
        elif name.endswith(("bn.weight", "running_var")):
            values = np.float32(1) + np.float32(0.4) * values
            if keras and name.endswith("bn.weight"):
                values = np.ones_like(values)
        else:
            values = np.float32(0.4) * values
        tensor.copy_(torch.from_numpy(values).reshape(tensor.shape))


def grid(network, pixels):
    x = pixels
    for name, module in network.named_children():
        if name not in ("avgpool", "dropout", "fc", "AuxLogits"):
            x = module(x)
    return x[0].permute(1, 2, 0).numpy()


def main():
    torch.set_grad_enabled(False)
    network = torchvision.models.inception_v3(weights=None, aux_logits=True, init_weights=False,
                                              transform_input=False).eval()
    y, x, c = np.mgrid[0:299, 0:299, 0:3].astype(float)
    picture = torch.tensor(np.sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c).astype(np.float32)).permute(2, 0, 1)[None]
    counted = F.avg_pool2d
    result = {"keras_listing": KERAS_LISTING}
    random = np.random.default_rng(3)
    cells = list(zip(random.integers(0, 8, 300), random.integers(0, 8, 300), random.integers(0, 2048, 300)))
    for flavour in ("torchvision", "keras"):
        fill(network, flavour == "keras")
        if flavour == "keras":
            F.avg_pool2d = lambda *a, **k: counted(*a, **k, count_include_pad=False)
        values = grid(network, picture)
        result[flavour] = {"mean": float(values.mean()),
                           "samples": [[int(r), int(q), int(k), round(float(values[r, q, k]), 6)] for r, q, k in cells]}
    json.dump(result, (HERE / "inception_v3_grid.json").open("w"))
    print({name: result[name]["mean"] for name in ("torchvision", "keras")})


if __name__ == "__main__":
    main()
