#!/bin/sh
# Takes the pictures of the window that README shows: packaging/screenshots.sh [PROGRAM] [FOLDER]
# PROGRAM is the built one (build/release/bin/saccade), FOLDER is packaging/screenshots.
# The model is the bundled one unless MODEL names another.
# Needs xvfb, x11-utils, xdotool, imagemagick and pngquant.
set -eu

cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/release/bin/saccade}")
photos=resources/photos
mkdir -p "${2:-packaging/screenshots}"
out=$(realpath "${2:-packaging/screenshots}")
for tool in Xvfb xdpyinfo xdotool import pngquant; do
    command -v $tool >/dev/null || { echo "screenshots.sh: $tool is missing" >&2; exit 1; }
done
scratch=$(mktemp -d)
server='' window=''
stop() {
    for process in $window $server; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    window='' server=''
}
finish() {
    stop
    rm -rf "$scratch"
}
trap finish EXIT INT TERM
export XDG_RUNTIME_DIR="$scratch" QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY

picture() { import -window root "$1"; }

# Until nothing moves on the screen any more: the caption is there, the map has arrived.
settle() {
    picture "$scratch/before.png"
    for _ in $(seq 60); do
        sleep 1
        picture "$scratch/now.png"
        [ "$(convert "$scratch/before.png" "$scratch/now.png" -metric AE -compare -format '%[distortion]' info:)" != 0 ] || return 0
        mv "$scratch/now.png" "$scratch/before.png"
    done
}

# shot NAME WIDTHxHEIGHT SCALE THEME(1 light, 2 dark) "KEYS" ARGUMENTS...
# LANGUAGE_CHOSEN is 1 for English, 2 for Chinese; TOUR_SEEN is false for a first start.
# DRAG is a stroke of the mouse after the keys. WINDOW is the title of a dialog to take instead of the screen.
# EXPORT_TO is the folder that exports are proposed to go to.
shot() {
    name=$1 size=$2 scale=$3 theme=$4 keys=$5
    shift 5
    Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$scratch/display" 2>/dev/null &
    server=$!
    until [ -s "$scratch/display" ]; do sleep 0.1; done
    DISPLAY=:$(cat "$scratch/display")
    export DISPLAY
    export XDG_CONFIG_HOME="$scratch/$name" XDG_DATA_HOME="$scratch/$name/data" # no session to come back to
    mkdir -p "$XDG_CONFIG_HOME/Saccade"
    printf '[General]\ntheme=%s\nlanguage=%s\ntour=%s\n[export]\nfolder=%s\n' "$theme" "${LANGUAGE_CHOSEN:-1}" "${TOUR_SEEN:-true}" "${EXPORT_TO:-}" \
        > "$XDG_CONFIG_HOME/Saccade/saccade.conf"
    QT_SCALE_FACTOR=$scale "$program" ${MODEL:+--model "$MODEL"} "$@" 2>"$scratch/log" &
    window=$!
    id=$(timeout 60 xdotool search --sync --onlyvisible --pid "$window" --name Saccade | head -n 1)
    xdotool windowmove "$id" 0 0 windowsize "$id" "${size%x*}" "${size#*x}" windowfocus "$id"
    xdotool mousemove 2 2
    sleep 2
    settle
    for key in $keys; do
        xdotool key "$key"
        case $key in Next | [1-9] | x) sleep 2 && settle ;; ctrl+e) sleep 1 ;; esac # a caption, a dialog is on its way
    done
    if [ -n "${DRAG:-}" ]; then # "FROM_X FROM_Y TO_X TO_Y"
        # shellcheck disable=SC2086 # four numbers
        set -- $DRAG
        xdotool mousemove "$1" "$2" mousedown 1 mousemove "$3" "$2" mousemove "$3" "$4" mouseup 1 mousemove 2 2
    fi
    settle
    if [ -n "${WINDOW:-}" ]; then
        import -window "$(xdotool search --onlyvisible --name "^$WINDOW\$" | tail -n 1)" "$out/$name.png"
    else
        picture "$out/$name.png"
    fi
    stop
    rm -f "$scratch/display"
    pngquant --quality 0-95 --speed 1 --force --ext .png "$out/$name.png" # a third of the bytes
    echo "$out/$name.png"
}

printf 'This is not a photo.\n' > "$scratch/holiday.jpg"
cd "$photos"
shot light 1280x832 1 1 "Right" dog.jpg horses.jpg cat.jpg astronaut.jpg coffee.jpg rocket.jpg
shot dark 1280x832 1 2 "Next Right Right Right s" dog.jpg horses.jpg cat.jpg astronaut.jpg coffee.jpg rocket.jpg
shot large 2560x1664 2 1 "Right" horses.jpg
shot empty 1280x832 1 1 ""
shot error 1280x832 1 2 "" "$scratch/holiday.jpg" cat.jpg
TOUR_SEEN=false shot tour 1280x832 1 1 "Right"
shot branches 1120x980 1 1 "Right 2 Right Right Right Right Right 2" dog.jpg
WINDOW="Beam tree" shot beam-tree 1280x640 1 2 "ctrl+b" dog.jpg
mkdir -p /tmp/Pictures # no folder of this machine shows
EXPORT_TO=/tmp/Pictures WINDOW="Export" shot export 1280x832 1 1 "Right ctrl+e Down" dog.jpg
rmdir --ignore-fail-on-non-empty /tmp/Pictures
DRAG="560 90 800 330" shot region 1280x832 1 2 "r" dog.jpg
LANGUAGE_CHOSEN=2 shot chinese 1280x832 1 1 "Right" horses.jpg dog.jpg cat.jpg coffee.jpg
LANGUAGE_CHOSEN=2 shot chinese-training 1280x832 1 2 "ctrl+2"

# The training half drives itself: it needs no display.
pictures=../../build/release/bin/training_pictures
for theme in light dark; do
    "$pictures" shapes "$scratch/training" "$theme" >/dev/null
done
for name in settings-dark charts-light epochs-dark results-dark models-light; do
    cp "$scratch/training/training-$name.png" "$out/"
    echo "$out/training-$name.png"
done
