#!/usr/bin/python3
"""Evaluates the MobileNetV2 of a .tflite file in PyTorch, without Saccade's reader, and writes mobilenet_v2_grid.json.

    mobilenet_v2_tflite.py MODEL.tflite
        writes the golden numbers beside this script
    mobilenet_v2_tflite.py MODEL.tflite --labels LABELS --photos PHOTO...
        prints the classifier's three best labels a photo; photos are resized by Pillow, which antialiases

The FlatBuffer is parsed by hand; the graph is run as the file wires it, in float32 on dequantised weights.
"""
import argparse
import json
import pathlib
import struct

import numpy as np
import torch
import torch.nn.functional as functional

SIZE = 256
CONV_2D, DEPTHWISE, ADD, QUANTIZE, MEAN, RESHAPE, SOFTMAX = 3, 4, 0, 114, 40, 22, 25
NUMPY_TYPES = {0: "<f4", 2: "<i4", 3: "u1", 4: "<i8", 9: "i1"}
ACTIVATIONS = {0: "none", 1: "relu", 3: "relu6"}


class Flat:
    """The few FlatBuffer reads that are needed: tables, vectors and strings at absolute positions."""

    def __init__(self, data):
        self.data = data

    def number(self, kind, position):
        return struct.unpack_from("<" + kind, self.data, position)[0]

    def follow(self, position):
        return position + self.number("I", position)

    def field(self, table, index):
        vtable = table - self.number("i", table)
        slot = 4 + 2 * index
        offset = self.number("H", vtable + slot) if slot < self.number("H", vtable) else 0
        return table + offset if offset else None

    def scalar(self, table, index, kind, default=0):
        position = self.field(table, index)
        return default if position is None else self.number(kind, position)

    def table(self, table, index):
        position = self.field(table, index)
        return None if position is None else self.follow(position)

    def array(self, table, index, kind):
        start = self.table(table, index)
        if start is None:
            return np.zeros(0, kind)
        return np.frombuffer(self.data, kind, self.number("I", start), start + 4)

    def tables(self, table, index):
        start = self.table(table, index)
        return [self.follow(start + 4 + 4 * i) for i in range(self.number("I", start))]


class Network:
    def __init__(self, path):
        flat = Flat(pathlib.Path(path).read_bytes())
        model = flat.follow(0)
        codes = [max(flat.scalar(c, 0, "b"), flat.scalar(c, 3, "i")) for c in flat.tables(model, 1)]
        buffers = [flat.array(b, 0, "u1") for b in flat.tables(model, 4)]
        graph = flat.tables(model, 2)[0]
        self.input = int(flat.array(graph, 1, "<i4")[0])
        self.constants = {}
        for index, tensor in enumerate(flat.tables(graph, 0)):
            data = buffers[flat.scalar(tensor, 2, "I")]
            if data.size:
                self.constants[index] = self.dequantise(flat, tensor, data)
        self.operators = []
        for operator in flat.tables(graph, 3):
            code = codes[flat.scalar(operator, 0, "I")]
            options = flat.table(operator, 4)
            entry = {"code": code, "inputs": flat.array(operator, 1, "<i4").tolist(),
                     "output": int(flat.array(operator, 2, "<i4")[0])}
            if code in (CONV_2D, DEPTHWISE):
                assert flat.scalar(options, 0, "b") == 0, "SAME padding expected"
                assert flat.scalar(options, 1, "i") == flat.scalar(options, 2, "i")
                entry["stride"] = flat.scalar(options, 1, "i")
                entry["activation"] = ACTIVATIONS[flat.scalar(options, 3 if code == CONV_2D else 4, "b")]
            self.operators.append(entry)

    @staticmethod
    def dequantise(flat, tensor, data):
        values = data.view(NUMPY_TYPES[flat.scalar(tensor, 1, "b")]).reshape(flat.array(tensor, 0, "<i4"))
        parameters = flat.table(tensor, 4)
        scale = flat.array(parameters, 2, "<f4") if parameters else np.zeros(0)
        if not scale.size:
            return values
        shape = [1] * values.ndim
        shape[flat.scalar(parameters, 6, "i")] = scale.size
        zero_point = flat.array(parameters, 3, "<i8").reshape(shape)
        return ((values.astype(np.float64) - zero_point) * scale.reshape(shape)).astype(np.float32)

    def run(self, image):
        """image: H x W x 3 in [-1, 1]. Returns the last 8x8x1280-like grid and the classes' probabilities."""
        values = {self.input: torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)[None]))}
        grid = probabilities = None
        for operator in self.operators:
            source = values[operator["inputs"][0]]
            code = operator["code"]
            if code in (CONV_2D, DEPTHWISE):
                result = self.convolve(operator, source)
            elif code == ADD:
                result = source + values[operator["inputs"][1]]
            elif code == MEAN:
                grid, result = source, source.mean((2, 3), keepdim=True)
            elif code == SOFTMAX:
                result = probabilities = torch.softmax(source.flatten(), 0)
            else:
                assert code in (QUANTIZE, RESHAPE), code
                result = source
            values[operator["output"]] = result
        return grid[0].permute(1, 2, 0).numpy(), probabilities.numpy()

    def convolve(self, operator, source):
        weight, bias = (torch.from_numpy(self.constants[i]) for i in operator["inputs"][1:])
        depthwise = operator["code"] == DEPTHWISE
        weight = weight.permute(3, 0, 1, 2) if depthwise else weight.permute(0, 3, 1, 2)
        stride = operator["stride"]
        pads = []
        for size, kernel in ((source.shape[3], weight.shape[3]), (source.shape[2], weight.shape[2])):
            total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
            pads += [total // 2, total - total // 2]
        result = functional.conv2d(functional.pad(source, pads), weight, bias, stride,
                                   groups=weight.shape[0] if depthwise else 1)
        return {"none": lambda x: x, "relu": torch.relu, "relu6": functional.relu6}[operator["activation"]](result)


def synthetic_image():
    y, x, c = np.meshgrid(np.arange(SIZE), np.arange(SIZE), np.arange(3), indexing="ij")
    return np.sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c).astype(np.float32)


def layer_names():
    expansions = [1] + [6] * 16
    return (["stem"] + [f"blocks.{block}.{part}" for block, expansion in enumerate(expansions)
                        for part in ("expand", "depthwise", "project") if part != "expand" or expansion != 1]
            + ["head"])


def summarise_weights(network):
    """name -> [shape, sum, sum weighted by position], in PyTorch's layouts: O x I x kH x kW, depthwise C x 1 x kH x kW."""
    summary = {}
    layers = [operator for operator in network.operators if operator["code"] in (CONV_2D, DEPTHWISE)]
    for name, layer in zip(layer_names(), layers):
        weight, bias = (network.constants[i] for i in layer["inputs"][1:])
        weight = weight.transpose((3, 0, 1, 2) if layer["code"] == DEPTHWISE else (0, 3, 1, 2))
        for part, values in (("weight", weight), ("bias", bias)):
            flat = values.astype(np.float64).ravel()
            positions = np.arange(flat.size) % 97 - 48
            summary[f"{name}.{part}"] = [list(values.shape), flat.sum(), (flat * positions).sum()]
    return summary


def json_lines(values):
    """JSON with one member of each list or table a line."""
    if isinstance(values, dict):
        return "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in values.items()) + "\n}"
    return "[\n" + ",\n".join(json.dumps(v) for v in values) + "\n]"


def write_golden(network, path):
    grid, _ = network.run(synthetic_image())
    flat = grid.ravel()
    positive = np.flatnonzero(flat)  # the last ReLU6 leaves few
    chosen = np.unique(np.concatenate([positive[np.linspace(0, positive.size - 1, 300, dtype=int)],
                                       np.linspace(0, flat.size - 1, 100, dtype=int)]))
    samples = [[*map(int, np.unravel_index(i, grid.shape)), round(float(flat[i]), 6)] for i in chosen]
    golden = {
        "made_by": json.dumps(pathlib.Path(__file__).name),
        "input": json.dumps(f"{SIZE} x {SIZE} x 3, value(y, x, c) = sin(0.05 (c + 1) x + 0.031 y + 0.7 c), "
                            "computed in double, rounded to float"),
        "shape": json.dumps(grid.shape),
        "mean": flat.astype(np.float64).mean(),
        "standard_deviation": flat.astype(np.float64).std(),
        "samples_are": json.dumps("row, column, channel, value"),
        "samples": json_lines(samples),
        "weights_are": json.dumps("shape, sum, sum of value times (index % 97 - 48)"),
        "weights": json_lines(summarise_weights(network))}
    path.write_text("{\n" + ",\n".join(f'"{key}": {value}' for key, value in golden.items()) + "\n}\n")


def print_labels(network, labels, photos):
    from PIL import Image
    names = pathlib.Path(labels).read_text().splitlines()
    for photo in photos:
        pixels = Image.open(photo).convert("RGB").resize((224, 224), Image.BILINEAR)
        _, probabilities = network.run(np.asarray(pixels, np.float32) / 127.5 - 1)
        best = probabilities.argsort()[::-1][:3]
        print(photo, ", ".join(f"{names[i]} {probabilities[i]:.4f}" for i in best))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--labels")
    parser.add_argument("--photos", nargs="+", default=[])
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    network = Network(arguments.model)
    if arguments.labels:
        print_labels(network, arguments.labels, arguments.photos)
    else:
        write_golden(network, pathlib.Path(__file__).parent / "mobilenet_v2_grid.json")


main()
