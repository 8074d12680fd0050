# shellcheck shell=bash
# What the recipes of the bundled models share; they source it. Needs jq and saccade-cli (on the PATH, or named by
# SACCADE_CLI). Every step that is done already is left out, and training that was interrupted goes on.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cli=${SACCADE_CLI:-saccade-cli}

# train RUN ARGUMENT ...: a run from its start or from where it was left; on $threads threads, else on one.
train() {
    local run=$1
    shift
    if [[ -f $run/done ]]; then
        return
    elif [[ -f $run/config.json ]]; then
        "$cli" train --resume "$run"
    else
        "$cli" train --run "$run" --threads "${threads:-1}" "$@"
    fi
    touch "$run/done"
}

# seeds STEP "SEED ..." NAME ARGUMENT ...: the runs STEP-SEED side by side, the mean of their best as NAME.safetensors.
seeds() {
    local step=$1 name=$3 seed list bests=()
    read -ra list <<<"$2"
    shift 3
    for seed in "${list[@]}"; do
        train "$step-$seed" "$@" --set "seed=$seed" &
        bests+=("$step-$seed/best.safetensors")
    done
    wait
    for seed in "${list[@]}"; do
        [[ -f $step-$seed/done ]]
    done
    [[ -f $name.safetensors ]] || "$cli" average "${bests[@]}" --out "$name.safetensors"
}

# join FLICKR8K COCO.json COCO-IMAGES: the two data sets as one table, joined.csv: image, caption, split. All of
# COCO's photos are for training.
join() {
    [[ ! -f joined.csv ]] || return 0
    local split list
    {
        echo image,caption,split
        for split in train dev; do
            list=$1/Flickr_8k.${split}Images.txt
            jq -rR --arg folder "$1/images/" --arg split "$split" --rawfile list "$list" '
                ($list | split("\n") | map({key: rtrimstr("\r"), value: true}) | from_entries) as $in
                | [., inputs][] | rtrimstr("\r") | split("\t") as [$name, $caption]
                | ($name | split("#")[0]) as $photo | select($in[$photo])
                | [$folder + $photo, $caption, $split] | @csv' "$1/Flickr8k.token.txt"
        done
        jq -r --arg folder "$3/" --rawfile list "$here/saccade-mobile.coco-val2014.txt" '
            ($list | split("\n") | map({key: ., value: true}) | from_entries) as $in
            | (.images | map({key: (.id | tostring), value: .file_name}) | from_entries) as $names
            | .annotations[] | (.image_id | tostring) as $id | select($in[$id])
            | [$folder + $names[$id], (.caption | gsub("^\\s+|\\s+$"; "")), "train"] | @csv' "$2"
    } >joined.part
    mv joined.part joined.csv
}
