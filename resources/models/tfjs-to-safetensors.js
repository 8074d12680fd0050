// Turns a TensorFlow.js layers model, bundled as JavaScript modules (model.min.js and group1-shardNofM.min.js with
// base64 inside), into one .safetensors file of float32 tensors under their Keras names.
// usage: node tfjs-to-safetensors.js FOLDER OUT.safetensors
"use strict";
const fs = require("fs");
const path = require("path");

const [folder, out] = process.argv.slice(2);
if (!folder || !out) {
    console.error("usage: node tfjs-to-safetensors.js FOLDER OUT.safetensors");
    process.exit(2);
}

function load(name) {
    const exported = require(path.resolve(folder, `${name}.min.js`));
    return exported.default ?? exported;
}

// Affine quantisation: real = integer * scale + min. Integers of `dtype`, one scale a tensor.
function dequantise(bytes, count, quantization) {
    const Stored = {uint8: Uint8Array, uint16: Uint16Array}[quantization.dtype];
    if (!Stored)
        throw new Error(`quantization ${quantization.dtype} is not known`);
    const stored = new Stored(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + count * Stored.BYTES_PER_ELEMENT));
    return Float32Array.from(stored, (value) => value * quantization.scale + quantization.min);
}

const header = {__metadata__: {format: "keras"}};
const parts = [];
let length = 0;
for (const group of load("model").weightsManifest) {
    const bytes = Buffer.concat(group.paths.map((shard) => Buffer.from(load(shard), "base64")));
    let at = 0;
    for (const weight of group.weights) {
        const count = weight.shape.reduce((product, size) => product * size, 1);
        const width = weight.quantization ? {uint8: 1, uint16: 2}[weight.quantization.dtype] : 4;
        const stored = bytes.subarray(at, at + count * width);
        if (weight.dtype !== "float32" || stored.length !== count * width)
            throw new Error(`${weight.name}: ${stored.length} bytes of ${weight.dtype} for ${count} values`);
        const values = weight.quantization
            ? dequantise(stored, count, weight.quantization)
            : new Float32Array(stored.buffer.slice(stored.byteOffset, stored.byteOffset + stored.length));
        header[weight.name] = {dtype: "F32", shape: weight.shape, data_offsets: [length, length + 4 * count]};
        parts.push(Buffer.from(values.buffer));
        length += 4 * count;
        at += count * width;
    }
    if (at !== bytes.length)
        throw new Error(`${bytes.length - at} bytes are left over`);
}
const text = Buffer.from(JSON.stringify(header));
const size = Buffer.alloc(8);
size.writeBigUInt64LE(BigInt(text.length));
fs.writeFileSync(out, Buffer.concat([size, text, ...parts]));
