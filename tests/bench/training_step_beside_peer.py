#!/usr/bin/python3
"""Times a training step of ours beside the tutorial's step in PyTorch, in turns, in one run.

usage: training_step_beside_peer.py BUILD/bench/training_step PEER/seed_training.py [ROUNDS]
Prints the median seconds of each and the ratios; then how the two loss curves, fp32 and bf16, compare.
"""
import json
import statistics
import subprocess
import sys

ours, peer = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5


def seconds(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["seconds_per_step"]


commands = {
    "ours fp32": [ours],
    "peer fp32": [sys.executable, peer],
    "ours bf16": [ours, "--bf16"],
    "peer bf16": [sys.executable, peer, "--bf16"],
}
times = {name: [] for name in commands}
for _ in range(rounds):
    for name, command in commands.items():
        times[name].append(seconds(command))
median = {name: statistics.median(values) for name, values in times.items()}
for name, value in median.items():
    print(f"{name}: {value:.3f} s a step (of {rounds} runs: {min(times[name]):.3f} to {max(times[name]):.3f})")
for name in ("fp32", "bf16"):
    print(f"ours {name} is {median['peer fp32'] / median['ours ' + name]:.1f} times as fast as the peer in fp32, "
          f"{median['peer bf16'] / median['ours ' + name]:.1f} times as fast as the peer in bf16")

curves = [json.loads(subprocess.run([ours, "--steps", "30", "--losses", *more], check=True, capture_output=True,
                                    text=True).stdout)["losses"] for more in ([], ["--bf16"])]
apart = max(abs(a - b) / a for a, b in zip(*curves))
print(f"30 steps: loss {curves[0][0]:.2f} to {curves[0][-1]:.2f} in fp32, to {curves[1][-1]:.2f} in bf16; "
      f"at most {100 * apart:.2f} % apart")
