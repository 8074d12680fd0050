#!/bin/bash
# Makes an InceptionV3 backbone file from the weights inside the npm package nsfwjs 4.2.1 (MIT). Its lower 51
# convolutions were frozen while the upper 43 were bent to another task, so this is a start for training, not a model.
# Needs npm, node, openssl and saccade-cli (on the PATH, or named by SACCADE_CLI).
set -euo pipefail

if [[ $# -lt 1 || $# -gt 2 || ${1:-} == -h || ${1:-} == --help ]]; then
    cat <<'END'
Usage: inception-v3-nsfwjs.sh OUT.safetensors [FOLDER]

Downloads nsfwjs 4.2.1 (74 MB) with npm into FOLDER, unless it lies there already, checks it, and writes the
backbone. Without FOLDER a temporary one is used and removed.
END
    exit 2
fi

readonly package=nsfwjs version=4.2.1
readonly sha512=8ixL8Uk7+9Ir67yUxwtbLFZv6NgmsXsgP2oX5zNxmyTIXUfNdj6FLLVS+YI0pYlMEOExLp69ocfQznzTU9ATGw==
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
folder=${2:-$scratch}
archive=$folder/$package-$version.tgz

mkdir -p "$folder"
if [[ ! -f $archive ]]; then
    npm pack --silent --pack-destination "$scratch" "$package@$version" >&2
    [[ $folder == "$scratch" ]] || mv "$scratch/$package-$version.tgz" "$archive"
fi
if [[ $(openssl dgst -sha512 -binary "$archive" | base64 -w0) != "$sha512" ]]; then
    echo "$archive: this is not $package $version as published. Remove it and try again." >&2
    exit 1
fi
tar -xzf "$archive" -C "$scratch" package/dist/models/inception_v3
node "$here/tfjs-to-safetensors.js" "$scratch/package/dist/models/inception_v3" "$scratch/keras.safetensors"
"${SACCADE_CLI:-saccade-cli}" import "$scratch/keras.safetensors" --pixels 0..1 --licence MIT \
    --source "npm package $package $version, dist/models/inception_v3" --out "$out"
