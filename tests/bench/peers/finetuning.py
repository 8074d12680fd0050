#!/usr/bin/env python3
"""Peer for the fine-tuning benchmark: one step that also trains the backbone, in PyTorch or TensorFlow, at its best settings.

16 photos through the backbone (InceptionV3 at 299 or MobileNetV2 at 256, batch norm frozen in inference mode), the tutorial's attention / GRU decoder
over 20 words, masked cross-entropy, backward through everything, Adam. PyTorch: channels-last, autocast with --bf16, torch.compile with
--compile; TensorFlow: tf.function, mixed_bfloat16 with --bf16. Take the fastest as the peer. Prints one JSON line.

usage: finetuning.py [--framework torch|tensorflow] [--backbone inception_v3|mobilenet_v2] [--batch 16] [--length 20]
                          [--vocabulary 5001] [--steps 5] [--threads 2] [--bf16] [--compile]
"""

import argparse, json, os, statistics, time, warnings

p = argparse.ArgumentParser()
p.add_argument("--framework", choices=("torch", "tensorflow"), default="torch")
p.add_argument("--backbone", choices=("inception_v3", "mobilenet_v2"), default="inception_v3")
p.add_argument("--batch", type=int, default=16)
p.add_argument("--length", type=int, default=20)
p.add_argument("--vocabulary", type=int, default=5001)
p.add_argument("--steps", type=int, default=5)
p.add_argument("--threads", type=int, default=2)
p.add_argument("--bf16", action="store_true")
p.add_argument("--compile", action="store_true")
a = p.parse_args()
warnings.filterwarnings("ignore")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
EMBEDDING, UNITS = 256, 512
SIZE, CHANNELS = (299, 2048) if a.backbone == "inception_v3" else (256, 1280)

if a.framework == "torch":
    import torch, torch.nn as nn, torch.nn.functional as F, torchvision

    torch.set_num_threads(a.threads)
    torch.manual_seed(0)
    if a.backbone == "inception_v3":
        net = torchvision.models.inception_v3(
            weights=None, aux_logits=False, init_weights=False, transform_input=False
        )
        backbone = nn.Sequential(
            *[m for k, m in net.named_children() if k not in ("avgpool", "dropout", "fc", "AuxLogits")]
        )
    else:
        backbone = torchvision.models.mobilenet_v2(weights=None).features
    backbone = backbone.eval().to(memory_format=torch.channels_last)
    encoder, W1, W2, V = (
        nn.Linear(CHANNELS, EMBEDDING),
        nn.Linear(EMBEDDING, UNITS),
        nn.Linear(UNITS, UNITS),
        nn.Linear(UNITS, 1),
    )
    embedding, gru, fc1, fc2 = (
        nn.Embedding(a.vocabulary, EMBEDDING),
        nn.GRUCell(2 * EMBEDDING, UNITS),
        nn.Linear(UNITS, UNITS),
        nn.Linear(UNITS, a.vocabulary),
    )
    modules = (backbone, encoder, W1, W2, V, embedding, gru, fc1, fc2)
    adam = torch.optim.Adam([w for m in modules for w in m.parameters()])
    photos = (torch.rand(a.batch, 3, SIZE, SIZE) * 2 - 1).contiguous(memory_format=torch.channels_last)
    target = torch.randint(1, a.vocabulary, (a.batch, a.length))

    def losses(photos, target):
        cells = F.relu(encoder(backbone(photos).flatten(2).transpose(1, 2)))
        keys = W1(cells)
        hidden = torch.zeros(a.batch, UNITS)
        loss = 0.0
        for t in range(1, a.length):
            weights = F.softmax(V(torch.tanh(keys + W2(hidden.to(keys.dtype)).unsqueeze(1))), dim=1)
            hidden = gru(
                torch.cat([(weights * cells).sum(1), embedding(target[:, t - 1]).to(cells.dtype)], -1),
                hidden.to(cells.dtype),
            )
            loss = loss + F.cross_entropy(fc2(fc1(hidden)).float(), target[:, t])
        return loss

    forward = torch.compile(losses) if a.compile else losses

    def step():
        adam.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
            loss = forward(photos, target)
        loss.backward()
        adam.step()

    name = "PyTorch " + torch.__version__ + (" compiled" if a.compile else "")
else:
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(a.threads)
    tf.random.set_seed(0)
    if a.bf16:
        tf.keras.mixed_precision.set_global_policy("mixed_bfloat16")
    L, K = tf.keras.layers, tf.keras.applications
    backbone = (K.InceptionV3 if a.backbone == "inception_v3" else K.MobileNetV2)(
        include_top=False, weights=None, input_shape=(SIZE, SIZE, 3)
    )
    encoder, W1, W2, V = L.Dense(EMBEDDING), L.Dense(UNITS), L.Dense(UNITS), L.Dense(1)
    embedding, gru, fc1, fc2 = (
        L.Embedding(a.vocabulary, EMBEDDING),
        L.GRUCell(UNITS),
        L.Dense(UNITS),
        L.Dense(a.vocabulary),
    )
    adam = tf.keras.optimizers.Adam()
    photos = tf.random.uniform((a.batch, SIZE, SIZE, 3), -1, 1)
    target = tf.random.uniform((a.batch, a.length), 1, a.vocabulary, tf.int32)
    layers = (backbone, encoder, W1, W2, V, embedding, gru, fc1, fc2)

    @tf.function
    def graph():
        with tf.GradientTape() as tape:
            cells = tf.nn.relu(encoder(tf.reshape(backbone(photos, training=False), (a.batch, -1, CHANNELS))))
            keys = W1(cells)
            hidden = tf.zeros((a.batch, UNITS), keys.dtype)
            loss = 0.0
            for t in range(1, a.length):
                weights = tf.nn.softmax(V(tf.nn.tanh(keys + tf.expand_dims(W2(hidden), 1))), axis=1)
                hidden, _ = gru(
                    tf.concat(
                        [
                            tf.reduce_sum(weights * cells, 1),
                            tf.cast(embedding(target[:, t - 1]), cells.dtype),
                        ],
                        -1,
                    ),
                    [hidden],
                )
                loss += tf.reduce_mean(
                    tf.nn.sparse_softmax_cross_entropy_with_logits(
                        target[:, t], tf.cast(fc2(fc1(hidden)), tf.float32)
                    )
                )
        weights = [w for layer in layers for w in layer.trainable_variables]
        adam.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return loss

    step = lambda: graph().numpy()
    name = "TensorFlow " + tf.__version__

step()
step()
times = []
for _ in range(a.steps):
    start = time.perf_counter()
    step()
    times.append(time.perf_counter() - start)
print(
    json.dumps(
        {
            "peer": "fine-tuning step in " + name + (" bf16" if a.bf16 else ""),
            "backbone": a.backbone,
            "batch": a.batch,
            "seconds_per_step": round(statistics.median(times), 4),
        }
    )
)
