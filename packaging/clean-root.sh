#!/bin/bash
# Rehearses what a newcomer does: a bare Debian 12, a fresh clone, ./run and ./test; says how long each took.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [[ $# -lt 1 || $1 == -h || $1 == --help ]]; then
    cat <<'END'
Usage: packaging/clean-root.sh FOLDER [COMMAND ...]

Makes a minimal Debian 12 in FOLDER (which must not exist), clones the last commit of this repository into it and
runs each COMMAND there, or ./run and ./test when none is given. Prints the wall time of each, and how much apt
fetched. apt gets its sources, keys and proxy from this machine. Needs root and the package debootstrap.
END
    exit $(($# < 1 ? 2 : 0))
fi
folder=$1
shift
if [[ $# -eq 0 ]]; then
    set -- ./run ./test
fi
if [[ $(id -u) -ne 0 ]]; then
    echo "clean-root.sh needs root: it makes a system and changes into it." >&2
    exit 1
elif ! command -v debootstrap >/dev/null; then
    echo "clean-root.sh needs debootstrap: apt-get install debootstrap" >&2
    exit 1
elif [[ -e $folder ]]; then
    echo "$folder is there already: name a new folder, or remove it." >&2
    exit 1
fi

mirror=$(apt-get indextargets --format "\$(REPO_URI) \$(CODENAME)" 2>/dev/null | awk '$2 == "bookworm" && !found++ { print $1 }')
debootstrap --variant=minbase bookworm "$folder" ${mirror:+"$mirror"} >"$folder.log" 2>&1 ||
    { tail -n 20 "$folder.log" >&2 && exit 1; }
rm "$folder.log"

for setting in sources.list sources.list.d trusted.gpg.d keyrings; do
    if [[ -e /etc/apt/$setting ]]; then
        rm -rf "$folder/etc/apt/$setting"
        cp -a "/etc/apt/$setting" "$folder/etc/apt/"
    fi
done
apt-config dump | grep -E '^Acquire::.*[Pp]roxy' >"$folder/etc/apt/apt.conf.d/90proxy" || true
cp /etc/resolv.conf "$folder/etc/"
rm -f "$folder"/var/cache/apt/archives/*.deb
git clone --quiet --no-local "$repository" "$folder/root/saccade"

# Runs a command in the clone. The mount namespace is its own, so that nothing stays mounted whatever happens.
in_root() {
    # shellcheck disable=SC2016
    unshare --mount bash -c 'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
        exec chroot "$1" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb bash -c "cd /root/saccade && $2"' \
        - "$folder" "$1"
}

status=0
times=()
for command in "$@"; do
    printf '\n== %s\n' "$command"
    started=$SECONDS
    result=ok
    in_root "$command" || result="exit $?"
    times+=("$(printf '%5d s  %s (%s)' $((SECONDS - started)) "$command" "$result")")
    if [[ $result != ok ]]; then
        status=1
    fi
done

printf '\n== Wall times\n'
printf '%s\n' "${times[@]}"
find "$folder/var/cache/apt/archives" -name '*.deb' -printf '%s\n' |
    awk '{ bytes += $1 } END { printf "apt fetched %.0f MiB in %d packages.\n", bytes / 1048576, NR }'
exit "$status"
