#!/bin/bash
# Makes a captioner from raw data, in stages that each stand in a function below; after an interruption, at whatever
# point, give the same command again. Needs jq and saccade-cli (on the PATH, or named by SACCADE_CLI).
set -euo pipefail

usage() {
    cat <<'END'
Usage: captioner.sh --backbone NAME --weights FILE --flickr8k FOLDER [--coco CAPTIONS.json IMAGES]... --captions FILE FOLDER

  --backbone NAME     inception_v3 or mobilenet_v2
  --weights FILE      its weights as ImageNet taught them, of any kind that `saccade-cli import` reads
  --flickr8k FOLDER   with Flickr8k.token.txt, Flickr_8k.trainImages.txt, Flickr_8k.devImages.txt and images/
  --coco CAPTIONS.json IMAGES
                      COCO's captions and the folder of their photos, once for val2014 and once for train2014; those
                      that captioner.coco.txt lists are trained on: 1,225 and 619
  --captions FILE     captions without photos, one in each line
  FOLDER              everything made on the way, and at last captioner.safetensors; about 8 GB
END
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cli=${SACCADE_CLI:-saccade-cli}
backbone='' weights='' flickr8k='' captions='' coco=() folder=''
[[ $cli != */* ]] || cli=$(realpath -e "$cli")
while [[ $# -gt 0 ]]; do
    case $1 in
        --backbone) backbone=$2 ;;
        --weights) weights=$(realpath -e "$2") ;;
        --flickr8k) flickr8k=$(realpath -e "$2") ;;
        --captions) captions=$(realpath -e "$2") ;;
        --coco)
            json=$(realpath -e "$2")
            images=$(realpath -e "$3")
            coco+=("$json" "$images")
            shift
            ;;
        -*) usage >&2 && exit 2 ;;
        *)
            folder=$1
            shift
            continue
            ;;
    esac
    shift 2
done
[[ -n $backbone && -n $weights && -n $flickr8k && -n $captions && -n $folder ]] || { usage >&2 && exit 2; }
case $backbone in
    inception_v3) upper=Mixed_7b ;; # what the decoder's first training changes of the backbone
    mobilenet_v2) upper=blocks.14 ;;
    *) usage >&2 && exit 2 ;;
esac
mkdir -p "$folder"
cd "$folder"

# stage NAME FUNCTION ...: runs it unless it is done. What it took is noted, a line for each time it was started.
note() { printf '%-10s %6d s%s\n' "$at_work" $((SECONDS - began)) "$1" | tee -a times.txt; }
stage() {
    [[ ! -e $1.done ]] || return 0
    at_work=$1 began=$SECONDS
    trap 'note ", interrupted"' EXIT
    "${@:2}"
    trap - EXIT
    touch "$at_work.done"
    note ''
}

# train RUN ARGUMENT ...: from its start, or from where it was left.
train() {
    local run=$1
    shift
    if [[ -f $run/config.json ]]; then
        "$cli" train --resume "$run"
    else
        "$cli" train --run "$run" --config "$here/captioner.$run.json" "$@"
    fi
}

import() {
    "$cli" import "$weights" --backbone "$backbone" --out backbone.safetensors
}

# joined.csv (image, caption, split: Flickr8k's own; all of COCO is for training) and language.txt (a caption a line).
data() {
    local split i
    {
        echo image,caption,split
        for split in train dev; do
            jq -rR --arg folder "$flickr8k/images/" --arg split "$split" \
                --rawfile list "$flickr8k/Flickr_8k.${split}Images.txt" '
                ($list | split("\n") | map({key: rtrimstr("\r"), value: true}) | from_entries) as $in
                | [., inputs][] | rtrimstr("\r") | split("\t") as [$name, $caption]
                | ($name | split("#")[0]) as $photo | select($in[$photo])
                | [$folder + $photo, $caption, $split] | @csv' "$flickr8k/Flickr8k.token.txt"
        done
        for ((i = 0; i < ${#coco[@]}; i += 2)); do
            jq -r --arg folder "${coco[i + 1]}/" --rawfile list "$here/captioner.coco.txt" '
                ($list | split("\n") | map({key: ., value: true}) | from_entries) as $in
                | (.images | map({key: (.id | tostring), value: .file_name}) | from_entries) as $names
                | .annotations[] | (.image_id | tostring) as $id | select($in[$id])
                | [$folder + $names[$id], (.caption | gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ")), "train"]
                | @csv' "${coco[i]}"
        done
    } >joined.part
    mv joined.part joined.csv
    {
        jq -rR --rawfile list "$flickr8k/Flickr_8k.trainImages.txt" '
            ($list | split("\n") | map({key: rtrimstr("\r"), value: true}) | from_entries) as $in
            | [., inputs][] | rtrimstr("\r") | split("\t") as [$name, $caption]
            | select($in[$name | split("#")[0]]) | $caption' "$flickr8k/Flickr8k.token.txt"
        for ((i = 0; i < ${#coco[@]}; i += 2)); do
            jq -r --rawfile list "$here/captioner.coco.txt" '
                ($list | split("\n") | map({key: ., value: true}) | from_entries) as $in
                | .annotations[] | select($in[.image_id | tostring]) | .caption | gsub("\\s+"; " ")' "${coco[i]}"
        done
        cat "$captions"
    } >language.part
    mv language.part language.txt
}

# The decoder learns the language from all captions, of photos and without; its words are those that stand five times.
language() {
    train language --data language.txt --format text --dev-share 0.02 --backbone backbone.safetensors
}

# Decoder and the backbone's last blocks, on cached inputs of these, with mirror images.
attend() {
    train attend --data joined.csv --from language/best.safetensors --features "inputs" --set "backbone_from=$upper"
}

# Everything, on photos that are cropped and mirrored at random.
whole() {
    train whole --data joined.csv --from attend/best.safetensors
}

# For the score itself, on cached grids; repetitions cost.
critical() {
    # 1: photos that cannot be read are left out, which it said.
    "$cli" features build --data joined.csv --backbone whole/best.safetensors --mirror --out grids || [[ $? -eq 1 ]]
    train critical --data joined.csv --from whole/best.safetensors --features grids
}

export_bundle() {
    "$cli" export critical/best.safetensors --storage int8 --name captioner --out captioner.safetensors
}

stage import import
stage data data
stage language language
stage attend attend
stage whole whole
stage critical critical
stage export export_bundle
