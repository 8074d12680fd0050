#!/bin/bash
# Kills training runs and cache builds with SIGKILL at random moments, resumes them, and compares what they end with
# with what an undisturbed run ends with.
set -euo pipefail

if (($# < 1)) || [[ $1 == -h || $1 == --help ]]; then
    cat <<'USAGE'
Usage: kill_and_resume.sh SACCADE_CLI [TRAINING_KILLS [CACHE_KILLS [SEED]]]

Makes a small data set of its own, trains on it undisturbed, then again with TRAINING_KILLS kills (30 if not given) spread
over several runs, and builds its feature cache with CACHE_KILLS kills (20 if not given). Needs a bundle to take the
backbone from: SACCADE_BACKBONE, or the bundled model beside this script's tree.
USAGE
    exit 2
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cli=$(realpath "$1")
training_kills=${2:-30}
cache_kills=${3:-20}
RANDOM=${4:-1}
backbone=${SACCADE_BACKBONE:-$root/resources/models/saccade-mobile.safetensors}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Photos in the Netpbm-like simplest format that is read: uncompressed BMP, 24 bits, 32 x 32 pixels of noise.
photo() {
    {
        printf 'BM\x36\x0c\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x20\x00\x00\x00\x20\x00\x00\x00'
        printf '\x01\x00\x18\x00\x00\x00\x00\x00\x00\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
        head -c 3072 /dev/urandom
    } >"$1"
}

mkdir data data/images
things=(dog cat bird boat child)
echo image,caption,split >data/captions.csv
for i in $(seq 1 60); do
    photo "data/images/$i.bmp"
    split=train
    ((i % 4)) || split=dev
    echo "$i.bmp,A ${things[i % 5]} is here,$split" >>data/captions.csv
    echo "$i.bmp,There is a ${things[i % 5]},$split" >>data/captions.csv
done

# Sleeps a random share of `seconds`, then kills the job unless it has ended. True if it was killed.
killed_within() {
    local job=$1 milliseconds=$2
    sleep "$(printf '%d.%03d' $((milliseconds * RANDOM / 32768 / 1000)) $((milliseconds * RANDOM / 32768 % 1000)))"
    kill -KILL "$job" 2>/dev/null || true
    ! wait "$job" 2>/dev/null
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# The cache.
build=("$cli" features build --data data/captions.csv --backbone "$backbone")
before=$(milliseconds)
"${build[@]}" --out whole >/dev/null
cache_time=$(($(milliseconds) - before))
kills=0
while ((kills < cache_kills)); do
    rm -rf cache
    while
        "${build[@]}" --out cache >log 2>&1 &
        killed_within $! "$cache_time"
    do
        kills=$((kills + 1))
        ((kills < cache_kills)) || break
    done
    finished=0
    [[ ! -e cache/index.txt ]] || finished=$(wc -l <cache/index.txt)
    "${build[@]}" --out cache >log
    grep -q ": $((60 - finished)) photos encoded, $finished were there already" log || {
        echo "of $finished finished photos some were encoded again: $(cat log)"
        exit 1
    }
    for file in index.txt grids-0000.bin cache.json; do
        cmp "whole/$file" "cache/$file"
    done
done
echo "cache: $kills kills, every build ended as the undisturbed one"

# Training.
train=("$cli" train --data data/captions.csv --backbone "$backbone" --features whole
    --set epochs=4 --set photos_per_batch=4 --set checkpoint_minutes=0 --set network.dropout=0.3
    --set network.decoder_units=64 --set network.encoder_units=32 --set network.attention_units=32
    --set network.embedding_units=32)
mkdir undisturbed killed # the bundle keeps the run folder's name
before=$(milliseconds)
"${train[@]}" --run undisturbed/run >/dev/null
train_time=$(($(milliseconds) - before))
kills=0
while ((kills < training_kills)); do
    rm -rf killed/run
    while
        if [[ -e killed/run/config.json && -e killed/run/sources.json ]]; then
            "$cli" train --resume killed/run >log 2>&1 &
        else
            "${train[@]}" --run killed/run >log 2>&1 &
        fi
        killed_within $! "$train_time"
    do
        kills=$((kills + 1))
        ((kills < training_kills)) || break
    done
    if [[ -e killed/run/config.json ]]; then
        "$cli" train --resume killed/run >log
    else
        "${train[@]}" --run killed/run >log
    fi
    for file in last.safetensors best.safetensors config.json samples/epoch-0004.json; do
        cmp "undisturbed/run/$file" "killed/run/$file"
    done
    without_times() { sed -E 's/"(seconds|photos_per_second)":[^,}]*//g' "$1"; }
    cmp <(without_times undisturbed/run/metrics.jsonl) <(without_times killed/run/metrics.jsonl)
done
echo "training: $kills kills, every run ended as the undisturbed one"
