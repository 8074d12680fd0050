load sandbox

setup() {
    setup_sandbox
    copy_script packaging/build.sh
    stand_in "$programs/cmake" <<<'echo "$CXX" >"$state/compiler"; [[ ! -e $state/no_configure ]] || { echo "CMake Error: no LibTorch"; exit 1; }'
    stand_in "$programs/ninja" <<'END'
echo "[1/2] Building photo.cpp.o"
[[ ! -e $state/no_build ]] || { echo "photo.cpp:3: error: a comma is missing"; exit 1; }
END
}

@test "configures the preset and builds the targets, in one line" {
    run "$tree/packaging/build.sh" release -DSACCADE_WERROR=ON saccade saccade-cli
    [[ $status -eq 0 && ${#lines[@]} -eq 1 ]] || fails "exit $status"
    called "cmake -S $tree --preset release -DSACCADE_WERROR=ON"
    grep -qE "^ninja -C $tree/build/release -j [1-9][0-9]* saccade saccade-cli$" "$calls" || fails "ninja"
}

@test "compiles with GCC, whatever the machine calls its C++ compiler" {
    CXX=clang++ run "$tree/packaging/build.sh" release
    [[ $(<"$state/compiler") == g++ ]] || fails "compiled with $(<"$state/compiler")"
}

@test "shows what CMake said when it cannot configure" {
    touch "$state/no_configure"
    run "$tree/packaging/build.sh" release
    [[ $status -eq 1 ]] || fails "exit $status"
    says "CMake Error: no LibTorch"
    not_called ninja
}

@test "shows the error and names the log when the build fails" {
    touch "$state/no_build"
    run "$tree/packaging/build.sh" asan
    [[ $status -eq 1 ]] || fails "exit $status"
    says "a comma is missing"
    says "$tree/build/asan/build.log"
}
