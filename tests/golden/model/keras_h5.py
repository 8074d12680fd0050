"""Writes a Keras weights file with h5py: LAYERS.json lists [layer, [[weight, tensor], ...]], TENSORS.safetensors has them.

/usr/bin/python3 keras_h5.py LAYERS.json TENSORS.safetensors OUT.h5 (needs Debian's python3-h5py)
"""
import json
import struct
import sys

import h5py
import numpy as np

layers, tensors, out = sys.argv[1:]
content = open(tensors, "rb").read()
(length,) = struct.unpack("<Q", content[:8])
header = json.loads(content[8:8 + length])


def values(name):
    first, last = header[name]["data_offsets"]
    assert header[name]["dtype"] == "F32"
    return np.frombuffer(content[8 + length + first:8 + length + last], "<f4").reshape(header[name]["shape"])


with open(layers) as file, h5py.File(out, "w") as h5:
    layers = json.load(file)
    h5.attrs["layer_names"] = [layer.encode() for layer, _ in layers]
    h5.attrs["backend"] = b"tensorflow"
    h5.attrs["keras_version"] = b"2.1.6"
    for layer, weights in layers:
        group = h5.create_group(layer)
        group.attrs["weight_names"] = [weight.encode() for weight, _ in weights]
        for weight, tensor in weights:
            group.create_dataset(weight, data=values(tensor))
