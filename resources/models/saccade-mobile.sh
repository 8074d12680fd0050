#!/bin/bash
# Makes saccade-mobile.safetensors from raw data; after an interruption, give the same command again. See recipe.sh.
set -euo pipefail

if [[ $# -ne 5 || ${1:-} == -h || ${1:-} == --help ]]; then
    cat <<'END'
Usage: saccade-mobile.sh FLICKR8K COCO.json COCO-IMAGES MOBILENET.tflite FOLDER

FLICKR8K          folder with Flickr8k.token.txt, Flickr_8k.trainImages.txt, Flickr_8k.devImages.txt and images/
COCO.json         captions_val2014.json; of its photos, those that saccade-mobile.coco-val2014.txt lists are used
COCO-IMAGES       folder of val2014's photos
MOBILENET.tflite  tf2_mobilenet_v2_1.0_224_ptq.tflite (see NOTICE)
FOLDER            everything made on the way, and at last saccade-mobile.safetensors; about 11 GB

It takes two and a half hours on two cores.
END
    exit 2
fi
# shellcheck source=SCRIPTDIR/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/recipe.sh"
flickr8k=$(realpath "$1")
coco=$(realpath "$2")
coco_images=$(realpath "$3")
tflite=$(realpath "$4")
mkdir -p "$5"
cd "$5"

[[ -f mobilenet_v2.safetensors ]] ||
    "$cli" import "$tflite" --backbone mobilenet_v2 --licence Apache-2.0 --out mobilenet_v2.safetensors

# A backbone for captions: a decoder on Flickr8k, then both end to end.
threads=2 train decoder --data "$flickr8k" --backbone mobilenet_v2.safetensors --features imagenet-cache \
    --config "$here/saccade-mobile.decoder.json" --set tokenizer=ptb --set min_count=5
threads=2 train whole --data "$flickr8k" --from decoder/best.safetensors --config "$here/saccade-mobile.whole.json"
[[ -f whole.safetensors ]] ||
    "$cli" export whole/best.safetensors --storage int8 --name saccade-mobile --out whole.safetensors

# A decoder that sees the photo through its attention alone, on both data sets.
join "$flickr8k" "$coco" "$coco_images"
threads=2 train attend --data joined.csv --backbone whole.safetensors --features joined-cache \
    --config "$here/saccade-mobile.attend.json"

# Twice end to end from there, and the mean of the two; then for the score on the mean's features, likewise, twice.
seeds tune "11 12" tuned --data joined.csv --from attend/best.safetensors --config "$here/saccade-mobile.tune.json"
"$cli" features build --data joined.csv --backbone tuned.safetensors --out tuned-cache
critical=(--data joined.csv --config "$here/saccade-mobile.critical.json")
seeds critical "21 22" critical "${critical[@]}" --from tuned.safetensors --features tuned-cache
seeds last "31 32" last "${critical[@]}" --from critical.safetensors --features tuned-cache --set learning_rate=1e-4

# For the score once more, after a mean with a run for words, which has more of them.
[[ -f last-int8.safetensors ]] ||
    "$cli" export last.safetensors --storage int8 --name saccade-mobile --out last-int8.safetensors
threads=2 train again --data joined.csv --from last-int8.safetensors --config "$here/saccade-mobile.again.json" --set seed=41
[[ -f again.safetensors ]] ||
    "$cli" average last-int8.safetensors again/best.safetensors --out again.safetensors
"$cli" features build --data joined.csv --backbone again.safetensors --out again-cache
seeds scored "71 72" scored "${critical[@]}" --from again.safetensors --features again-cache --set learning_rate=1e-4

# The same round again, from the mean of what is there.
[[ -f richer.safetensors ]] ||
    "$cli" average last.safetensors again/best.safetensors scored.safetensors --out richer.safetensors
threads=2 train more --data joined.csv --from richer.safetensors --config "$here/saccade-mobile.again.json" --set seed=42
[[ -f more.safetensors ]] || "$cli" average richer.safetensors more/best.safetensors --out more.safetensors
"$cli" features build --data joined.csv --backbone more.safetensors --out more-cache
seeds rescored "81 82" rescored "${critical[@]}" --from more.safetensors --features more-cache --set learning_rate=1e-4
[[ -f all.safetensors ]] ||
    "$cli" average last.safetensors again/best.safetensors more/best.safetensors scored.safetensors \
        rescored.safetensors --out all.safetensors

# Maps that matter: runs whose words depend on where they look, a quarter of the mean.
seeds look "52 53 54" look --data joined.csv --from all.safetensors --config "$here/saccade-mobile.look.json"
[[ -f final.safetensors ]] ||
    "$cli" average all.safetensors all.safetensors all.safetensors look.safetensors --out final.safetensors

# 8 bits, but for the linear bottlenecks' projections: there they cost more than everywhere else together.
"$cli" export final.safetensors --storage int8 --fp16 project --name saccade-mobile --out saccade-mobile.safetensors \
    --description "MobileNetV2 at 256 x 256 pixels, fine-tuned end to end, with an LSTM decoder of 512 units that \
attends after reading the word; trained on Flickr8k and 1,225 photos of COCO, then on CIDEr-D itself \
and on words that depend on where it looks." \
    --licence "Start weights: MobileNetV2, Apache-2.0, The TensorFlow Authors; every layer was changed by training. \
Trained on Flickr8k (Hodosh, Young and Hockenmaier 2013), which is for research and educational use, and on photos and \
captions of COCO 2014 (Lin et al. 2014; captions CC BY 4.0). See NOTICE."
