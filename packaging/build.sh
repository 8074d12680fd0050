#!/bin/bash
# Configures one of the presets and builds it; a log is kept, and its end is shown only when something fails.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [[ $# -eq 0 || $1 == -h || $1 == --help ]]; then
    cat <<'END'
Usage: packaging/build.sh PRESET [-DNAME=VALUE ...] [TARGET ...]

Builds TARGETs (everything when none is named) with a preset of CMakePresets.json into build/PRESET.
END
    exit 0
fi
preset=$1
shift
definitions=()
while [[ ${1:-} == -D* ]]; do
    definitions+=("$1")
    shift
done

log=$root/build/$preset/build.log
mkdir -p "$(dirname "$log")"

fail() {
    printf '\n'
    tail -n 40 "$log" >&2
    printf '\n%s The whole log: %s\n' "$1" "$log" >&2
    exit 1
}

# The compiler takes up to 1.5 GiB for a file that includes Torch: more of them at a time than fit would swap.
jobs_that_fit() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / (1.5 * 1024 * 1024)) }' /proc/meminfo)
    echo $((memory < 1 ? 1 : memory < cores ? memory : cores))
}

# Counts the steps on a terminal, in the line that is already there; elsewhere stays silent.
show_progress() {
    local line
    while IFS= read -r line; do
        if [[ -t 1 && $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
            printf '\rBuilding Saccade (%s) ... step %s of %s' "$preset" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
        fi
    done
}

started=$SECONDS
printf 'Building Saccade (%s) ...' "$preset"
# GCC by name: `c++` may be whatever this machine was last used for.
CXX=g++ cmake -S "$root" --preset "$preset" "${definitions[@]}" >"$log" 2>&1 || fail "CMake could not configure Saccade."
ninja -C "$root/build/$preset" -j "$(jobs_that_fit)" "$@" 2>&1 | tee -a "$log" | show_progress || fail "The build failed."
printf ' done in %d s.\n' $((SECONDS - started))
