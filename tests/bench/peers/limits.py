#!/usr/bin/env python3
"""How near the machine's limit a backbone can run: its trunk in OpenVINO and ONNX Runtime, one photo and sixteen, beside a 2048^2 product.

Needs PyPI's torch, torchvision, openvino, onnxruntime, onnx. Random weights: only the time counts. Prints one JSON line.
bf16 is timed only where the processor multiplies it: emulated, the product alone takes minutes.
usage: limits.py [--backbone inception_v3|mobilenet_v2] [--repeats 9] [--threads 2]
"""

import argparse, json, os, statistics, tempfile, time, warnings

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
warnings.filterwarnings("ignore")
import numpy as np, torch, torchvision, openvino as ov, onnxruntime as ort

p = argparse.ArgumentParser()
p.add_argument("--backbone", choices=("inception_v3", "mobilenet_v2"), default="inception_v3")
p.add_argument("--repeats", type=int, default=9)
p.add_argument("--threads", type=int, default=2)
a = p.parse_args()
torch.set_num_threads(a.threads)
if a.backbone == "inception_v3":
    net = torchvision.models.inception_v3(
        weights=None, aux_logits=False, init_weights=False, transform_input=False
    ).eval()
    size = 299
    trunk = torch.nn.Sequential(
        *[m for k, m in net.named_children() if k not in ("avgpool", "dropout", "fc", "AuxLogits")]
    ).eval()
else:
    trunk, size = torchvision.models.mobilenet_v2(weights=None).features.eval(), 256


def median_ms(work):
    work()
    work()
    times = []
    for _ in range(a.repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times)


flags = open("/proc/cpuinfo").read()
has_bf16 = "avx512_bf16" in flags or "amx_bf16" in flags
out = {"backbone": a.backbone, "openvino": ov.__version__.split("-")[0], "onnxruntime": ort.__version__}
for name, kind in (("fp32", torch.float32), ("bf16", torch.bfloat16))[: 1 + has_bf16]:
    x, y = torch.randn(2048, 2048).to(kind), torch.randn(2048, 2048).to(kind)
    out[f"product_{name}_gflops"] = round(2 * 2048**3 / median_ms(lambda: x @ y) / 1e6)
model = ov.convert_model(trunk, example_input=torch.randn(1, 3, size, size))
for batch in (1, 16):
    model.reshape([batch, 3, size, size])
    x = np.random.uniform(-1, 1, (batch, 3, size, size)).astype("f4")
    for name, hint in (("fp32", "f32"), ("bf16", "bf16"))[: 1 + has_bf16]:
        request = (
            ov.Core()
            .compile_model(
                model,
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": hint,
                    "INFERENCE_NUM_THREADS": a.threads,
                    "PERFORMANCE_HINT": "LATENCY",
                },
            )
            .create_infer_request()
        )
        out[f"openvino_{name}_batch{batch}_ms_per_photo"] = round(
            median_ms(lambda: request.infer({0: x})) / batch, 2
        )
with tempfile.TemporaryDirectory() as d:
    torch.onnx.export(trunk, (torch.randn(1, 3, size, size),), d + "/m.onnx", dynamo=False)
    options = ort.SessionOptions()
    options.intra_op_num_threads = a.threads
    session = ort.InferenceSession(d + "/m.onnx", options, providers=["CPUExecutionProvider"])
    x = np.random.uniform(-1, 1, (1, 3, size, size)).astype("f4")
    out["onnxruntime_fp32_batch1_ms"] = round(
        median_ms(lambda: session.run(None, {session.get_inputs()[0].name: x})), 2
    )
print(json.dumps(out))
