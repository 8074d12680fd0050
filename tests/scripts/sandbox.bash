# A throw-away tree with copies of the scripts under test, and a folder of stand-in programs first on PATH.
# Each stand-in writes how it was called to $calls; $state holds files that change how they behave.

setup_sandbox() {
    source_tree=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    tree=$BATS_TEST_TMPDIR/tree
    programs=$BATS_TEST_TMPDIR/programs
    state=$BATS_TEST_TMPDIR/state
    calls=$state/calls
    mkdir -p "$tree/packaging" "$programs" "$state"
    touch "$calls"
    export state calls
    PATH=$programs:$PATH
}

copy_script() {
    cp "$source_tree/$1" "$tree/$1"
}

# stand_in PATH: the rest of its body comes from standard input.
stand_in() {
    mkdir -p "$(dirname "$1")"
    { printf '#!/bin/bash\necho "%s $*" >>"$calls"\n' "$(basename "$1")" && cat; } >"$1"
    chmod +x "$1"
}

fails() {
    printf '%s\n' "$1" "--- output:" "$output" "--- calls:" "$(cat "$calls")" >&2
    return 1
}

says() {
    [[ $output == *"$1"* ]] || fails "not said: $1"
}

called() {
    grep -qxF -- "$1" "$calls" || fails "not called: $1"
}

not_called() {
    ! grep -q -- "^$1" "$calls" || fails "called: $1"
}
