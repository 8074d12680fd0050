#!/bin/bash
# Rehearses a newcomer's first minutes in a bare Debian of the release named, and holds what comes out against this build.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
    cat <<'END'
Usage: packaging/try-on.sh RELEASE [--odd] [--photos FOLDER] [--keep]

Makes a bare Debian RELEASE (bookworm, trixie) in a folder of its own, clones the last commit of this repository into
it, and runs ./run on photos there without a display, then ./test; a warning of the compiler counts as a failure. Then
both builds, that one and this tree's build/release, caption the photos: differing captions are listed, and both are
timed in turns.

  --odd            first install what a machine may have half of (GoogleTest without GoogleMock, Qt 5's tools, Clang as
                   the C++ compiler ...), and end after ./run
  --photos FOLDER  the photos to compare on (default: the sample photos)
  --keep           leave the system in place for a look, and say where

What is compiled is kept between calls by a ccache outside of the system, in
${XDG_CACHE_HOME:-~/.cache}/saccade-try-on. apt gets its proxy and its mirror from this machine. Needs root and the
package debootstrap. Ends with 0 if all commands succeeded; differing captions are told, and are no failure.
END
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

release='' odd='' keep='' photos=$repository/resources/photos
while [[ $# -gt 0 ]]; do
    case $1 in
        -h | --help) usage && exit 0 ;;
        --odd) odd=1 ;;
        --keep) keep=1 ;;
        --photos)
            photos=$(realpath -e "${2:?--photos needs a folder}")
            shift
            ;;
        -*) usage >&2 && exit 2 ;;
        *) release=$1 ;;
    esac
    shift
done
[[ -n $release ]] || { usage >&2 && exit 2; }
[[ $(id -u) -eq 0 ]] || fail "try-on.sh needs root: it makes a system and changes into it."
command -v debootstrap >/dev/null || fail "try-on.sh needs debootstrap: apt-get install debootstrap"
here=$repository/build/release/bin/saccade-cli
[[ -n $odd || -x $here ]] || fail "There is no build to compare with: ./run first."

cache=${XDG_CACHE_HOME:-$HOME/.cache}/saccade-try-on/$release
system=$(mktemp -d "/var/tmp/saccade-$release-XXXXXX")
mkdir -p "$cache"
log=$system.log

# shellcheck disable=SC2317 # called by the trap
finish() {
    rm -f "$log"
    if [[ -n $keep ]]; then
        printf 'The system is still in %s; saccade is in its root/saccade.\n' "$system"
    else
        rm -rf --one-file-system "$system"
    fi
}
trap finish EXIT

# As apt here knows it, whatever release this machine runs.
mirror=$(apt-get indextargets --format "\$(REPO_URI) \$(COMPONENT)" 2>/dev/null |
    awk '$2 == "main" && $1 ~ /\/debian\/?$/ && !found++ { print $1 }')
printf '== A bare Debian %s\n' "$release"
debootstrap --variant=minbase "$release" "$system" ${mirror:+"$mirror"} >"$log" 2>&1 || fail "$(tail -n 20 "$log")"
apt-config dump | grep -E '^Acquire::.*[Pp]roxy' >"$system/etc/apt/apt.conf.d/90proxy" || true
cp /etc/resolv.conf "$system/etc/"
git clone --quiet --no-local "$repository" "$system/root/saccade"
mkdir -p "$system/ccache" "$system/photos"

# Runs a command in the clone. The mount namespace is its own, so that nothing stays mounted whatever happens.
in_system() {
    # shellcheck disable=SC2016
    unshare --mount bash -c 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount --bind "$2" "$1/ccache" &&
        mount --bind -o ro "$3" "$1/photos" && exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
        LC_ALL=C.UTF-8 CCACHE_DIR=/ccache CCACHE_MAXSIZE=10G bash -c "cd /root/saccade && $4"' - "$system" "$cache" "$photos" "$1"
}

status=0
times=()
try() {
    local started=$SECONDS result=ok
    printf '\n== %s\n' "$1"
    in_system "$1" || result="exit $?"
    times+=("$(printf '%5d s  %s (%s)' $((SECONDS - started)) "$1" "$result")")
    [[ $result == ok ]] || status=1
}

if [[ -n $odd ]]; then
    # Each is half of something that a search might stumble over.
    half="libgtest-dev bats flatbuffers-compiler qttools5-dev-tools clang"
    try "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $half >/tmp/apt.log 2>&1 ||
        { tail -n 20 /tmp/apt.log; exit 1; }; update-alternatives --set c++ /usr/bin/clang++"
    # shellcheck disable=SC2016
    try './run $(ls /photos/*.jpg | head -n 3)'
else
    # shellcheck disable=SC2016
    try './run $(ls /photos/*.jpg | head -n 3) && ! grep warning: build/release/build.log'
    [[ $status -ne 0 ]] || try './test && ! grep warning: build/release/build.log'
fi

# FILE: one line a photo, its name and its caption.
captions() {
    python3 -c 'import json, os, sys
for line in sys.stdin:
    each = json.loads(line)
    print(os.path.basename(each["photo"]), each["caption"], sep="\t")'
}

# seconds COMMAND ARGUMENT ...
seconds() {
    local TIMEFORMAT=%R
    { time "$@" >/dev/null 2>&1; } 2>&1
}

median() {
    printf '%s\n' "$@" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# The time of a photo: what all photos take beyond the first, so that loading counts for nothing.
compare() {
    local model=$1 there=./build/release/bin/saccade-cli all=() n turn a b
    all=("$photos"/*.jpg)
    n=${#all[@]}
    "$here" caption "${all[@]}" --model "$model" --json - 2>/dev/null | captions >"$system/here"
    in_system "$there caption /photos/*.jpg --model $model --json - 2>/dev/null" | captions >"$system/there"
    printf '\n%s: %d of %d captions are the same.\n' "$model" "$(comm -12 <(sort "$system/here") <(sort "$system/there") | wc -l)" "$n"
    diff --unchanged-line-format='' --old-line-format='  here   %L' --new-line-format='  there  %L' "$system/here" "$system/there" || true
    local ours=() theirs=() ratios=()
    for turn in 1 2 3 4 5; do
        a=$(echo "$(seconds "$here" caption "${all[@]}" --model "$model") $(seconds "$here" caption "${all[0]}" --model "$model")" |
            awk -v n="$n" '{ print 1000 * ($1 - $2) / (n - 1) }')
        b=$(echo "$(seconds in_system "$there caption /photos/*.jpg --model $model") $(seconds in_system "$there caption \$(ls /photos/*.jpg | head -n 1) --model $model")" |
            awk -v n="$n" '{ print 1000 * ($1 - $2) / (n - 1) }')
        ours+=("$a") theirs+=("$b") ratios+=("$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.3f", b / a }')")
    done
    printf '%s: a photo takes %.1f ms here and %.1f ms in %s, %.2f times as long (medians of %d turns).\n' "$model" \
        "$(median "${ours[@]}")" "$(median "${theirs[@]}")" "$release" "$(median "${ratios[@]}")" "$turn"
}

if [[ -z $odd && $status -eq 0 ]]; then
    printf '\n== Beside this build\n'
    compare saccade-mobile
    compare saccade-inception
fi

printf '\n== Wall times\n'
printf '%s\n' "${times[@]}"
exit "$status"
