load sandbox

setup() {
    setup_sandbox
    copy_script run
    stand_in "$tree/packaging/install-dependencies.sh" </dev/null
    stand_in "$tree/packaging/build.sh" </dev/null
    stand_in "$tree/build/release/bin/saccade" </dev/null
    stand_in "$tree/build/release/bin/saccade-cli" <<<'echo "a dog runs"; [[ ! -e $state/broken ]]'
    mkdir -p "$tree/resources/photos" "$BATS_TEST_TMPDIR/elsewhere"
    touch "$tree/resources/photos/sample.jpg" "$BATS_TEST_TMPDIR/elsewhere/dog.jpg"
    cd "$BATS_TEST_TMPDIR/elsewhere"
    unset DISPLAY WAYLAND_DISPLAY
}

# A socket where a Wayland compositor would listen.
open_display() {
    export XDG_RUNTIME_DIR=$BATS_TEST_TMPDIR WAYLAND_DISPLAY=wayland-7
    (cd "$BATS_TEST_TMPDIR" && perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0) && bind(S, sockaddr_un("wayland-7")) or die $!')
}

@test "explains itself" {
    run "$tree/run" --help
    [[ $status -eq 0 ]] || fails "exit $status"
    says "Usage: ./run [PHOTO ...]"
    not_called install-dependencies.sh
}

@test "refuses an option it does not know" {
    run "$tree/run" --fullscreen
    [[ $status -eq 2 ]] || fails "exit $status"
    says "Unknown option: --fullscreen"
}

@test "notices a photo that is not there before it builds" {
    run "$tree/run" dog.jpg cat.jpg
    [[ $status -eq 1 ]] || fails "exit $status"
    says "There is no file cat.jpg."
    not_called install-dependencies.sh
}

@test "installs what running and building need, and no more" {
    run "$tree/run"
    called "install-dependencies.sh run build"
    called "build.sh release -DSACCADE_TESTS=OFF saccade saccade-cli"
}

@test "opens the window with photos of the caller's folder" {
    open_display
    run "$tree/run" dog.jpg
    [[ $status -eq 0 ]] || fails "exit $status"
    called "saccade dog.jpg"
}

@test "opens the window with the sample photos when none is given" {
    open_display
    run "$tree/run"
    called "saccade $tree/resources/photos/sample.jpg"
}

@test "without a display, prints the captions and says where the pictures are" {
    run "$tree/run" dog.jpg
    [[ $status -eq 0 ]] || fails "exit $status"
    called "saccade-cli caption dog.jpg --overlay saccade-overlays"
    says "a dog runs"
    says "$BATS_TEST_TMPDIR/elsewhere/saccade-overlays"
}

@test "prints the captions when the display cannot be reached" {
    DISPLAY=:4711 run "$tree/run"
    called "saccade-cli caption $tree/resources/photos/sample.jpg --overlay saccade-overlays"
    not_called "saccade "
}

@test "takes a photo whose name begins with a dash" {
    touch -- -dog.jpg
    run "$tree/run" -- -dog.jpg
    called "saccade-cli caption ./-dog.jpg --overlay saccade-overlays"
}

@test "fails when the captions fail" {
    touch "$state/broken"
    run "$tree/run" dog.jpg
    [[ $status -eq 1 ]] || fails "exit $status"
    [[ $output != *saccade-overlays* ]] || fails "names pictures that were not written"
}
