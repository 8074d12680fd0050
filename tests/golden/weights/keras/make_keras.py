#!/usr/bin/python3
"""Writes the .h5 files beside it, and what they hold as expected.json. Needs numpy and h5py. As Keras 2 lays out
weights: https://github.com/keras-team/keras/blob/v2.9.0/keras/saving/hdf5_format.py"""

import json
import os

import h5py
import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))
expected = {}

# None of these values is changed by 16 bits.
CONV = np.arange(3 * 2 * 2 * 4, dtype=np.float32).reshape(3, 2, 2, 4) / 4 - 5
LAYERS = [
    ("input_1", []),
    ("conv2d_1", [("conv2d_1/kernel:0", CONV)]),
    ("batch_normalization_1", [("batch_normalization_1/beta:0", np.float32([1, -2, 0.5, 0])),
                               ("batch_normalization_1/moving_mean:0", np.float32([-0.25, 3, 0, 1])),
                               ("batch_normalization_1/moving_variance:0", np.float32([1, 2, 3, 4]))]),
    ("activation_1", []),
    ("block/conv2d", [("block/conv2d/kernel:0", CONV[:1]), ("block/conv2d/bias:0", np.float32([7, 8, 9, 10]))]),
]


def fixed(names):
    return np.asarray([name.encode() for name in names])  # an empty list becomes one of float64, as in Keras


def variable(names):
    return np.asarray(names, dtype=h5py.string_dtype())


def in_parts(group, name, names, size):
    for part in range(0, len(names), size):
        group.attrs[f"{name}{part // size}"] = fixed(names[part:part + size])


def save(group, texts=fixed, dtype=np.float32, layers=LAYERS, part=None, **options):
    if part:
        in_parts(group, "layer_names", [name for name, _ in layers], part)
    else:
        group.attrs["layer_names"] = texts([name for name, _ in layers])
    for name, weights in layers:
        layer = group.create_group(name)
        if part and weights:
            in_parts(layer, "weight_names", [weight for weight, _ in weights], part)
        else:
            layer.attrs["weight_names"] = texts([weight for weight, _ in weights])
        for weight, values in weights:
            layer.create_dataset(weight, data=np.asarray(values, dtype=dtype), **options)


def expect(name, layers=LAYERS):
    expected[name] = [{"name": layer,
                       "weights": [{"name": weight, "shape": list(np.shape(values)),
                                    "values": np.float32(values).ravel().tolist()} for weight, values in weights]}
                      for layer, weights in layers]


def good(name, expected_layers=LAYERS, place=None, libver=None, userblock_size=None, **options):
    with h5py.File(name, "w", libver=libver, userblock_size=userblock_size) as file:
        save(file.create_group(place) if place else file, **options)
        if place:  # a whole model
            file.attrs["model_config"] = '{"class_name": "Functional"}'
            file.create_group("optimizer_weights").attrs["weight_names"] = fixed(["Adam/iter:0"])
    expect(name, expected_layers)


good("plain.h5")
good("variable_texts.h5", texts=variable, userblock_size=1024)
good("names_in_parts.h5", part=2)
good("half.h5", dtype=np.float16)
good("double.h5", dtype=np.float64)
good("big_endian.h5", dtype=">f4")
good("model.h5", place="model_weights")
good("latest.h5", libver="latest", layers=LAYERS[:2], expected_layers=LAYERS[:2], chunks=(2, 1, 2, 3))
good("compressed.h5", layers=LAYERS[1:2], expected_layers=LAYERS[1:2], chunks=(2, 2, 2, 3), compression="gzip",
     shuffle=True, fletcher32=True)
odd = [("odd", [("scalar", np.float32(2.5)), ("empty", np.zeros((0, 3), np.float32)), ("caf\u00e9", np.float32([1]))])]
good("odd_shapes.h5", layers=odd, expected_layers=odd, texts=variable)
with h5py.File("compact.h5", "w") as file:
    save(file, layers=[("dense", [])])
    file["dense"].attrs["weight_names"] = fixed(["bias:0"])
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_layout(h5py.h5d.COMPACT)
    h5py.h5d.create(file["dense"].id, b"bias:0", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((3,)),
                    properties).write(h5py.h5s.ALL, h5py.h5s.ALL, np.float32([1, 2, 3]))
expect("compact.h5", [("dense", [("bias:0", [1, 2, 3])])])


def broken(name):
    """A file with one layer `layer` that lists one weight `weight`, and no such weight."""
    file = h5py.File(f"bad_{name}.h5", "w")
    file.attrs["layer_names"] = fixed(["layer"])
    file.create_group("layer").attrs["weight_names"] = fixed(["weight"])
    return file


with broken("weight_missing") as file:
    pass
with broken("chunks_claimed") as file:  # 500 MB, none of it written
    file["layer"].create_dataset("weight", (125_000_000,), np.float32, chunks=(1_000_000,), fillvalue=1)
with broken("values_claimed") as file:
    file["layer"].create_dataset("weight", (125_000_000,), np.float32)
with broken("gzip_bomb") as file:
    file["layer"].create_dataset("weight", data=np.zeros(5_000_000, np.float32), chunks=(2_500_000,),
                                 compression="gzip", compression_opts=9)
with broken("external_link") as file:
    file["layer"]["weight"] = h5py.ExternalLink("plain.h5", "/conv2d_1/conv2d_1/kernel:0")
with broken("external_layer") as file:
    del file["layer"]
    file["layer"] = h5py.ExternalLink("plain.h5", "/conv2d_1")
with broken("external_storage") as file:
    file["layer"].create_dataset("weight", (16,), np.float32, external=[("plain.h5", 0, 64)])
with broken("virtual") as file:
    layout = h5py.VirtualLayout((3, 2, 2, 4), np.float32)
    layout[:] = h5py.VirtualSource("plain.h5", "/conv2d_1/conv2d_1/kernel:0", (3, 2, 2, 4))
    file["layer"].create_virtual_dataset("weight", layout)
with broken("soft_loop") as file:
    file["layer"]["weight"] = h5py.SoftLink("/layer/other")
    file["layer"]["other"] = h5py.SoftLink("/layer/weight")
with broken("soft_link") as file:
    file["elsewhere"] = np.float32([1])
    file["layer"]["weight"] = h5py.SoftLink("/elsewhere")
with broken("group_for_weight") as file:
    file["layer"].create_group("weight")
with broken("dataset_for_layer") as file:
    del file["layer"]
    file["layer"] = np.float32([1])
with broken("integers") as file:
    file["layer"]["weight"] = np.int32([1, 2])
with broken("compound") as file:
    file["layer"]["weight"] = np.zeros(2, dtype=[("a", np.float32), ("b", np.float32)])
with broken("texts_for_values") as file:
    file["layer"].create_dataset("weight", data=["1", "2"], dtype=h5py.string_dtype())
with broken("no_values") as file:
    file["layer"]["weight"] = h5py.Empty(np.float32)
with broken("other_filter") as file:
    file["layer"].create_dataset("weight", data=np.float32([1, 2]), chunks=(2,), compression="lzf")
with broken("nine_dimensions") as file:
    file["layer"].create_dataset("weight", data=np.zeros((1,) * 9, np.float32))
with broken("no_weight_names") as file:
    del file["layer"].attrs["weight_names"]
with broken("layer_missing") as file:
    del file["layer"]
with broken("names_are_numbers") as file:
    file.attrs["layer_names"] = np.int32([1, 2])
with broken("name_not_utf8") as file:
    file["layer"].attrs["weight_names"] = np.asarray([b"\xff\xfe"])
    h5py.h5d.create(file["layer"].id, b"\xff\xfe", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((1,))).write(
        h5py.h5s.ALL, h5py.h5s.ALL, np.float32([1]))
with broken("name_with_dots") as file:
    file["layer"].attrs["weight_names"] = fixed(["./weight"])
with broken("group_loop") as file:  # hard links may form a circle; a name walks it only as far as it is long
    file["layer"]["layer"] = file["layer"]
    file["layer"].attrs["weight_names"] = fixed(["layer/layer/layer/layer/weight"])
with h5py.File("bad_keras_3.h5", "w") as file:
    file.create_group("layers/conv2d/vars")["0"] = CONV
    file.create_group("vars")
with h5py.File("bad_not_keras.h5", "w") as file:
    file["measurements"] = np.float32([1, 2, 3])

with open("expected.json", "w") as out:
    json.dump(expected, out, indent=1)
    out.write("\n")
