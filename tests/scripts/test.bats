load sandbox

setup() {
    setup_sandbox
    copy_script test
    stand_in "$tree/packaging/install-dependencies.sh" </dev/null
    stand_in "$tree/packaging/build.sh" <<<'[[ ! -e $state/broken ]]'
    stand_in "$programs/ctest" <<<'echo "100% tests passed"'
}

@test "installs, builds everything, and hands its arguments to ctest" {
    run "$tree/test" -R Tokenizer
    [[ $status -eq 0 ]] || fails "exit $status"
    called "install-dependencies.sh run build test"
    called "build.sh release -DSACCADE_TESTS=ON"
    grep -q "^ctest --test-dir $tree/build/release .* -R Tokenizer$" "$calls" || fails "ctest"
    [[ ${lines[-1]} == "100% tests passed" ]] || fails "the summary is not last"
}

@test "runs no test when the build fails" {
    touch "$state/broken"
    run "$tree/test"
    [[ $status -eq 1 ]] || fails "exit $status"
    not_called ctest
}
