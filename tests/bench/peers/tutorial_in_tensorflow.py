#!/usr/bin/env python3
"""Peer for the training and captioning benchmarks: the tutorial itself, in TensorFlow, at its best settings.

training    one teacher-forced step of the InceptionV3 / Bahdanau / GRU captioner under tf.function, Adam, batch 64
captioning  keras.applications.InceptionV3 to its 8x8x2048 grid (random weights: only the time counts) and 20 greedy
            steps, each under tf.function
Needs PyPI's tensorflow-cpu (2.15 or later). Prints one JSON line: median seconds a step, median milliseconds a photo.

usage: tutorial_in_tensorflow.py [training|captioning] [--bf16] [--batch 64] [--length 20] [--vocabulary 5001] [--repeats 9] [--photo FILE]
"""

import argparse, json, os, statistics, time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import numpy as np, tensorflow as tf

p = argparse.ArgumentParser()
p.add_argument("work", choices=("training", "captioning"), nargs="?", default="training")
p.add_argument("--bf16", action="store_true")
p.add_argument("--batch", type=int, default=64)
p.add_argument("--length", type=int, default=20)
p.add_argument("--vocabulary", type=int, default=5001)
p.add_argument("--repeats", type=int, default=9)
p.add_argument("--threads", type=int, default=2)
p.add_argument("--photo")
a = p.parse_args()
tf.config.threading.set_intra_op_parallelism_threads(a.threads)
if a.bf16:
    tf.keras.mixed_precision.set_global_policy("mixed_bfloat16")
EMBEDDING, UNITS, CELLS, CHANNELS, STEPS = 256, 512, 64, 2048, 20
L = tf.keras.layers


class BahdanauAttention(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.W1, self.W2, self.V = L.Dense(UNITS), L.Dense(UNITS), L.Dense(1)

    def call(self, features, hidden):
        score = tf.nn.tanh(self.W1(features) + self.W2(tf.expand_dims(hidden, 1)))
        weights = tf.nn.softmax(self.V(score), axis=1)
        return tf.reduce_sum(weights * tf.cast(features, weights.dtype), axis=1), weights


class Encoder(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.fc = L.Dense(EMBEDDING)

    def call(self, x):
        return tf.nn.relu(self.fc(x))


class Decoder(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.embedding = L.Embedding(a.vocabulary, EMBEDDING)
        self.gru = L.GRU(UNITS, return_sequences=True, return_state=True)
        self.fc1, self.fc2, self.attention = L.Dense(UNITS), L.Dense(a.vocabulary), BahdanauAttention()

    def call(self, word, features, hidden):
        context, weights = self.attention(features, hidden)
        x = tf.concat([tf.expand_dims(context, 1), tf.cast(self.embedding(word), context.dtype)], -1)
        output, state = self.gru(x)
        return self.fc2(tf.reshape(self.fc1(output), (-1, UNITS))), state, weights


encoder, decoder = Encoder(), Decoder()
adam = tf.keras.optimizers.Adam()
loss_of = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="none")


@tf.function
def train_step(features, target):
    loss = 0.0
    with tf.GradientTape() as tape:
        cells, hidden = encoder(features), tf.zeros((a.batch, UNITS), decoder.compute_dtype)
        word = tf.expand_dims(tf.fill([a.batch], 2), 1)
        for t in range(1, a.length):
            prediction, hidden, _ = decoder(word, cells, hidden)
            real = target[:, t]
            each = loss_of(real, tf.cast(prediction, tf.float32))
            loss += tf.reduce_mean(each * tf.cast(real != 0, each.dtype))
            word = tf.expand_dims(real, 1)
    weights = encoder.trainable_variables + decoder.trainable_variables
    adam.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return loss


def median(work, repeats):
    work()
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


suffix = " bf16" if a.bf16 else ""
if a.work == "training":
    features = tf.random.normal((a.batch, CELLS, CHANNELS))
    target = tf.random.uniform((a.batch, a.length), 1, a.vocabulary, tf.int32)
    print(
        json.dumps(
            {
                "peer": "tutorial step in TensorFlow " + tf.__version__ + suffix,
                "batch": a.batch,
                "length": a.length,
                "seconds_per_step": round(median(lambda: train_step(features, target).numpy(), a.repeats), 4),
            }
        )
    )
else:
    backbone = tf.keras.applications.InceptionV3(include_top=False, weights=None, input_shape=(299, 299, 3))

    @tf.function
    def grid(x):
        return tf.reshape(backbone(x, training=False), (-1, CELLS, CHANNELS))

    @tf.function
    def step(word, cells, hidden):
        prediction, hidden, weights = decoder(word, cells, hidden)
        return tf.argmax(prediction, -1, tf.int32), hidden, weights

    def pixels():
        if not a.photo:
            return tf.random.uniform((1, 299, 299, 3), -1, 1)
        image = tf.io.decode_jpeg(tf.io.read_file(a.photo), channels=3)
        return tf.expand_dims(
            tf.keras.applications.inception_v3.preprocess_input(tf.image.resize(image, (299, 299))), 0
        )

    def decode(cells):
        cells = encoder(cells)
        hidden, word = tf.zeros((1, UNITS), decoder.compute_dtype), tf.fill([1], 2)
        for _ in range(STEPS):
            word, hidden, weights = step(tf.expand_dims(word, 1), cells, hidden)
            weights.numpy()
        return word.numpy()

    x = pixels()
    x16 = tf.repeat(x, 16, 0)
    cells = grid(x)
    ms = lambda work: round(1e3 * median(work, a.repeats), 2)
    print(
        json.dumps(
            {
                "peer": "tutorial pipeline in TensorFlow " + tf.__version__ + suffix,
                "backbone_ms": ms(lambda: grid(x).numpy()),
                "backbone_batch16_ms_per_image": round(ms(lambda: grid(x16).numpy()) / 16, 2),
                "decode_20_steps_ms": ms(lambda: decode(cells)),
                "photo_to_caption_ms": ms(lambda: decode(grid(pixels()))),
            }
        )
    )
