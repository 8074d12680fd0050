"""Writes the .pth files of this folder. Needs PyTorch (1.13 wrote those that are here).

Good ones: what torch.save writes, in both layouts. Hostile ones: the same two layouts around pickles written by hand.
"""
import collections
import io
import pathlib
import pickle
import struct
import zipfile

import torch

here = pathlib.Path(__file__).parent


def state():
    base = torch.arange(24, dtype=torch.float32)
    values = collections.OrderedDict()
    values["dense"] = base.reshape(2, 3, 4).clone()
    values["transposed"] = base.clone().reshape(4, 6).t()
    values["part"] = base[5:11].reshape(2, 3)          # a view of the storage of "shared"
    values["shared"] = base
    values["expanded"] = torch.tensor([1.5]).expand(2, 2)
    values["scalar"] = torch.tensor(7.0)
    values["empty"] = torch.zeros(0, 3)
    values["half"] = torch.tensor([0.5, -2.0], dtype=torch.float16)
    values["brain"] = torch.tensor([0.5, -2.0], dtype=torch.bfloat16)
    values["double"] = torch.tensor([0.1], dtype=torch.float64)
    values["count"] = torch.tensor(3, dtype=torch.int64)
    values["flags"] = torch.tensor([True, False])
    return values


def save(name, value):
    for layout, new in (("zip", True), ("legacy", False)):
        torch.save(value, here / f"{name}.{layout}.pth", _use_new_zipfile_serialization=new)


def zip_file(entries, compression=zipfile.ZIP_STORED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return stream.getvalue()


def legacy_file(pickled, storages):
    stream = io.BytesIO()
    for value in (0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True}):
        stream.write(pickle.dumps(value, 2))
    stream.write(pickled)
    stream.write(pickle.dumps(list(storages), 2))
    for content in storages.values():
        stream.write(struct.pack("<Q", len(content) // 4) + content)
    return stream.getvalue()


def both(name, pickled, storages):
    (here / f"{name}.zip.pth").write_bytes(
        zip_file([("archive/data.pkl", pickled)] + [(f"archive/data/{k}", v) for k, v in storages.items()]))
    (here / f"{name}.legacy.pth").write_bytes(legacy_file(pickled, storages))


def text(value):
    return b"X" + struct.pack("<I", len(value)) + value.encode()


def integer(value):
    return b"\x8a\x08" + struct.pack("<q", value)


def integers(values):
    return b"(" + b"".join(map(integer, values)) + b"t"


def tensor(shape, strides, offset=0, elements=4, key="0", kind="FloatStorage"):
    """The opcodes of one tensor as torch.save writes them, with whatever numbers."""
    storage = b"(" + text("storage") + b"ctorch\n" + kind.encode() + b"\n" + text(key) + text("cpu") + integer(elements) + b"tQ"
    return (b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + integer(offset) + integers(shape) + integers(strides)
            + b"\x89ccollections\nOrderedDict\n)RtR")


def dictionary(**tensors):
    return b"\x80\x02}(" + b"".join(text(name) + value for name, value in tensors.items()) + b"u."


class Shell:
    def __init__(self, command):
        self.command = command

    def __reduce__(self):
        import os
        return os.system, (self.command,)


def write_hostile():
    values = {"0": struct.pack("<4f", 1, 2, 3, 4)}
    both("hand_written", dictionary(w=tensor((2, 2), (2, 1))), values)  # the one of them that is in order
    both("runs_a_command", pickle.dumps({"w": Shell("touch saccade-was-here")}, 2), values)
    both("runs_eval", b"\x80\x02c__builtin__\neval\n" + text("open('saccade-was-here','w')") + b"\x85R.", values)
    both("stack_global", b"\x80\x04\x8c\x05posix\x8c\x06system\x93" + text("touch saccade-was-here") + b"\x85R.", values)
    both("long_strides", dictionary(w=tensor((2, 2), (1000000, 1))), values)
    both("overflowing_strides", dictionary(w=tensor((3, 2), (2**62, 1))), values)
    both("negative_stride", dictionary(w=tensor((2, 2), (-2, 1))), values)
    both("negative_shape", dictionary(w=tensor((-2, 2), (2, 1))), values)
    both("far_offset", dictionary(w=tensor((2,), (1,), offset=3)), values)
    both("large_claim", dictionary(w=tensor((125_000_000,), (1,), elements=125_000_000)), values)
    both("large_expansion", dictionary(w=tensor((125_000_000,), (0,))), values)
    both("many_expansions", dictionary(**{f"w{i}": tensor((100, 100, 100), (0, 0, 0)) for i in range(30)}), values)
    both("ragged", dictionary(w=tensor((2, 2), (1,))), values)
    both("no_values", dictionary(w=tensor((2, 2), (2, 1), key="1")), values)
    both("another_kind", dictionary(w=tensor((2, 2), (2, 1), kind="DoubleStorage")), values)
    both("complex", dictionary(w=tensor((2,), (1,), kind="ComplexFloatStorage")), values)
    both("twice", b"\x80\x02}(" + (text("w") + tensor((2, 2), (2, 1))) * 2 + b"u.", values)
    both("number", b"\x80\x02}" + text("w") + b"K\x07s.", values)
    both("not_a_dict", b"\x80\x02]K\x01a.", values)
    # Lists in lists, 20,000 deep, and a list that holds itself.
    deep = b"\x80\x02" + b"]" * 20_000 + b"a" * 19_999 + b"."
    both("deep", deep, values)
    both("circle", b"\x80\x02]q\x00h\x00a.", values)
    # Each value is the one before it twice, 200 times.
    both("memo_bomb", b"\x80\x02]q\x00" + b"".join(b"h%ch%c\x86q%c" % (i, i, i + 1) for i in range(200)) + b".", values)
    both("memo_far", b"\x80\x02}r\xff\xff\xff\x7f.", values)
    both("long_text", b"\x80\x02X\xff\xff\xff\xff" + b"a.", values)
    both("long_number", b"\x80\x02\x8b\xff\xff\xff\x7f" + b"a.", values)
    both("instance", b"\x80\x02(ios\nsystem\n.", values)
    # Of the zip layout alone.
    good = dictionary(w=tensor((2, 2), (2, 1)))
    (here / "torchscript.zip.pth").write_bytes(zip_file(
        [("m/data.pkl", good), ("m/constants.pkl", b"\x80\x02)."), ("m/data/0", values["0"])]))
    (here / "deflated.zip.pth").write_bytes(zip_file([("m/data.pkl", good), ("m/data/0", values["0"])], zipfile.ZIP_DEFLATED))
    (here / "bzip2.zip.pth").write_bytes(zip_file([("m/data.pkl", good), ("m/data/0", values["0"])], zipfile.ZIP_BZIP2))
    (here / "bomb.zip.pth").write_bytes(zip_file(
        [("m/data.pkl", dictionary(w=tensor((12_500_000,), (1,), elements=12_500_000))), ("m/data/0", bytes(50_000_000))],
        zipfile.ZIP_DEFLATED))
    (here / "big_endian.zip.pth").write_bytes(zip_file(
        [("m/data.pkl", good), ("m/byteorder", "big"), ("m/data/0", values["0"])]))
    (here / "two_dicts.zip.pth").write_bytes(zip_file(
        [("m/data.pkl", good), ("n/data.pkl", good), ("m/data/0", values["0"])]))
    (here / "no_dict.zip.pth").write_bytes(zip_file([("word/document.xml", "<w/>")]))
    (here / "climbing.zip.pth").write_bytes(zip_file(
        [("m/data.pkl", dictionary(w=tensor((2, 2), (2, 1), key="../../secret"))), ("m/data/0", values["0"])]))
    # As PKZIP's: flagged, and twelve bytes longer in the archive than outside of it.
    encrypted = bytearray(zip_file([("m/data.pkl", bytes(12) + good), ("m/data/0", bytes(12) + values["0"])]))
    for signature, flags, size in ((b"PK\x03\x04", 6, 22), (b"PK\x01\x02", 8, 24)):
        at = encrypted.find(signature)
        while at >= 0:
            encrypted[at + flags] |= 1
            struct.pack_into("<I", encrypted, at + size, struct.unpack_from("<I", encrypted, at + size)[0] - 12)
            at = encrypted.find(signature, at + 4)
    (here / "encrypted.zip.pth").write_bytes(encrypted)
    # Of the other layout alone.
    (here / "other_pickle.legacy.pth").write_bytes(pickle.dumps({"w": 1}, 2))
    (here / "other_version.legacy.pth").write_bytes(pickle.dumps(0x1950A86A20F9469CFC6C, 2) + pickle.dumps(1002, 2))


if __name__ == "__main__":
    torch.manual_seed(0)
    save("state", state())
    save("checkpoint", {"epoch": 3, "state_dict": {"w": torch.arange(3.0)}, "optimizer": {"lr": 0.1}, "arch": "toy"})
    save("parameter", {"w": torch.nn.Parameter(torch.arange(3.0))})
    save("module", torch.nn.Linear(2, 2))
    write_hostile()
