#!/bin/bash
# Installs the Debian packages that dependencies.txt lists and this machine lacks; silent when none is missing.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list=$folder/dependencies.txt

usage() {
    cat <<'END'
Usage: packaging/install-dependencies.sh [run|build|test|check|full ...]

Installs what packaging/dependencies.txt lists for the phases named (run, build and test when none is) and this
machine lacks, after saying which packages these are and what each is for. Needs Debian 12 or 13, and root or sudo.
END
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

declare -A wanted=()
for phase in "$@"; do
    case $phase in
        run | build | test | check | full) wanted[$phase]=1 ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            printf 'Unknown phase: %s\n\n' "$phase" >&2
            usage >&2
            exit 2
            ;;
    esac
done
if [[ $# -eq 0 ]]; then
    wanted=([run]=1 [build]=1 [test]=1)
fi

packages=()
declare -A why=()
while read -r phase package reason; do
    if [[ -n $phase && -n ${wanted[$phase]:-} && -z ${why[$package]:-} ]]; then
        packages+=("$package")
        why[$package]=$reason
    fi
done <"$list"

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "This machine has no apt: ./run and ./test install their packages on Debian 12 and 13 only." \
        "Elsewhere, install the counterparts of packaging/dependencies.txt, then: cmake --preset release && cmake --build --preset release"
fi

# dpkg-query fails when it knows nothing of one of the packages; what it knows of the others is still printed.
installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
    if ! grep -qxF "$package installed" <<<"$installed"; then
        missing+=("$package")
    fi
done
if [[ ${#missing[@]} -eq 0 ]]; then
    exit 0
fi

printf 'Saccade needs these Debian packages, which are not installed:\n'
for package in "${missing[@]}"; do
    printf '  %-24s %s\n' "$package" "${why[$package]}"
done

# shellcheck source=/dev/null
system=$(. /etc/os-release 2>/dev/null && printf '%s %s' "${ID:-unknown}" "${VERSION_ID:-}") || system=unknown
if [[ $system != "debian 12" && $system != "debian 13" ]]; then
    printf 'This machine runs %s; the package names are those of Debian 12 and 13, and some may not exist here.\n' "$system"
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        fail "Installing them takes root, and sudo is not here. As root:" \
            "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi
    printf 'Installing them takes root: sudo may ask for your password.\n'
    as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs apt-get into the log; of its many lines only how much is fetched is shown.
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
        apt-get -y -o DPkg::Lock::Timeout=300 "$@" 2>&1 | tee -a "$log" | { grep --line-buffered -E '^(Need to get|Fetched) ' || true; }
}

install=(install --no-install-recommends "${missing[@]}")
refresh() {
    printf 'Asking for the current package lists.\n'
    apt update || true # a broken source of somebody else is no reason to stop: the installation decides
}

fresh=
if ! apt-get --simulate -qq "${install[@]}" >/dev/null 2>&1; then
    refresh
    fresh=1
fi
printf 'Installing: the first time this takes some minutes.\n'
if apt "${install[@]}"; then
    exit 0
fi
if [[ -z $fresh ]]; then
    refresh
    if apt "${install[@]}"; then
        exit 0
    fi
fi

tail -n 20 "$log" >&2
if grep -qE 'Temporary failure resolving|Could not resolve|Could not connect|Network is unreachable|Connection (timed out|failed)' "$log"; then
    fail "" "The package servers cannot be reached: check the network connection, then run this again."
elif grep -qE 'Unable to locate package|no installation candidate' "$log"; then
    fail "" "apt does not know all of these packages: its sources must include the section main of Debian 12 (bookworm) or 13 (trixie)."
fi
fail "" "apt could not install the packages; its last words are above."
