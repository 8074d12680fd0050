#!/bin/bash
# Makes saccade-inception.safetensors from raw data; after an interruption, give the same command again. See recipe.sh.
set -euo pipefail

if [[ $# -ne 4 || ${1:-} == -h || ${1:-} == --help ]]; then
    cat <<'END'
Usage: saccade-inception.sh FLICKR8K COCO.json COCO-IMAGES FOLDER

FLICKR8K     folder with Flickr8k.token.txt, Flickr_8k.trainImages.txt, Flickr_8k.devImages.txt and images/
COCO.json    captions_val2014.json; of its photos, those that saccade-mobile.coco-val2014.txt lists are used
COCO-IMAGES  folder of val2014's photos
FOLDER       everything made on the way, and at last saccade-inception.safetensors; about 4 GB

The start weights come with npm (see inception-v3-nsfwjs.sh), the teacher is saccade-mobile.
END
    exit 2
fi
# shellcheck source=SCRIPTDIR/recipe.sh
source "$(dirname "${BASH_SOURCE[0]}")/recipe.sh"
flickr8k=$(realpath "$1")
coco=$(realpath "$2")
coco_images=$(realpath "$3")
mkdir -p "$4"
cd "$4"

[[ -f inception_v3.safetensors ]] || "$here/inception-v3-nsfwjs.sh" inception_v3.safetensors .
join "$flickr8k" "$coco" "$coco_images"

# The teacher's words and decoder on the new backbone, whose upper half learns from captions and from the teacher's sight.
threads=2 train taught --data joined.csv --from saccade-mobile --backbone inception_v3.safetensors \
    --config "$here/saccade-inception.taught.json"

# For the score, on cached features, two seeds side by side and their mean, three times.
"$cli" features build --data joined.csv --backbone taught/best.safetensors --precision bf16 --out taught-cache
critical=(--data joined.csv --features taught-cache --config "$here/saccade-mobile.critical.json")
seeds critical "21 22" critical "${critical[@]}" --from taught/best.safetensors
seeds critical "31 32" again "${critical[@]}" --from critical.safetensors --set learning_rate=1e-4
seeds critical "41 42" final "${critical[@]}" --from again.safetensors --set learning_rate=1e-4

"$cli" export final.safetensors --storage int8 --name saccade-inception --out saccade-inception.safetensors \
    --description "InceptionV3 at 299 x 299 pixels, its upper half trained again on captions and on what \
saccade-mobile sees, whose decoder it took over: an LSTM of 512 units that attends after reading the word; trained on \
Flickr8k and 1,225 photos of COCO, then on CIDEr-D itself." \
    --licence "Start weights: InceptionV3 of nsfwjs 4.2.1, MIT, Infinite Red, Inc.; everything from its block Mixed_6d up \
was changed by training. Decoder: saccade-mobile's, trained further. Trained on Flickr8k (Hodosh, Young and Hockenmaier \
2013), which is for research and educational use, and on photos and captions of COCO 2014 (Lin et al. 2014; captions CC \
BY 4.0). See NOTICE."
