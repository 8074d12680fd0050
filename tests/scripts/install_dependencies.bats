load sandbox

setup() {
    setup_sandbox
    copy_script packaging/install-dependencies.sh
    cat >"$tree/packaging/dependencies.txt" <<'END'
# PHASE PACKAGE WHY
build    cmake       the build system
build    libtiny-dev reads tiny files
run      fonts-tiny  draws tiny letters
test     xvfb        a display for the tests
END
    echo cmake >"$state/installed"

    stand_in "$programs/id" <<<'echo "$(cat "$state/uid" 2>/dev/null || echo 0)"'
    stand_in "$programs/sudo" <<<'exec "$@"'
    stand_in "$programs/dpkg-query" <<'END'
shift 3
for package in "$@"; do
    grep -qx "$package" "$state/installed" && echo "$package installed" || unknown=1
done
[[ -z $unknown ]]
END
    stand_in "$programs/apt-get" <<'END'
if [[ -e $state/offline && $1 != --simulate ]]; then
    echo "Err:1 Temporary failure resolving 'mirror.example'"
    exit 100
fi
case "$*" in
    *update*) rm -f "$state/no_lists" "$state/old_lists" ;;
    --simulate*) [[ ! -e $state/no_lists ]] ;;
    *install*)
        [[ -e $state/old_lists || -e $state/broken ]] && echo "E: Failed to fetch libtiny-dev  404" && exit 100
        echo "Need to get 12.3 MB of archives."
        echo "Unpacking libtiny-dev"
        ;;
esac
END
}

install_dependencies() {
    run "$tree/packaging/install-dependencies.sh" "$@"
}

# Runs it where nothing but the programs named is on PATH, stand-ins before real ones.
install_dependencies_with_only() {
    local folder=$BATS_TEST_TMPDIR/only program
    mkdir "$folder"
    for program in "$@"; do
        ln -s "$(type -P "$program")" "$folder/$program"
    done
    run env PATH="$folder" "$tree/packaging/install-dependencies.sh"
}

apt_options="apt-get -y -o DPkg::Lock::Timeout=300"

@test "does nothing and says nothing when all is there" {
    printf '%s\n' cmake libtiny-dev fonts-tiny xvfb >"$state/installed"
    install_dependencies
    [[ $status -eq 0 && -z $output ]] || fails "exit $status"
    not_called apt-get
}

@test "says which packages are missing and why, and installs exactly those" {
    install_dependencies
    [[ $status -eq 0 ]] || fails "exit $status"
    says "libtiny-dev              reads tiny files"
    says "fonts-tiny               draws tiny letters"
    [[ $output != *"the build system"* ]] || fails "named a package that is installed"
    called "$apt_options install --no-install-recommends libtiny-dev fonts-tiny xvfb"
}

@test "installs only the phases that are named" {
    install_dependencies run build
    [[ $status -eq 0 ]] || fails "exit $status"
    called "$apt_options install --no-install-recommends libtiny-dev fonts-tiny"
}

@test "shows how much is fetched, and keeps apt's chatter away" {
    install_dependencies
    says "Need to get 12.3 MB of archives."
    [[ $output != *Unpacking* ]] || fails "chatter"
}

@test "asks for package lists only when they are needed" {
    install_dependencies
    not_called "$apt_options update"
}

@test "asks for package lists on a machine that has none" {
    touch "$state/no_lists"
    install_dependencies
    [[ $status -eq 0 ]] || fails "exit $status"
    called "$apt_options update"
}

@test "asks for package lists when the old ones name files that are gone" {
    touch "$state/old_lists"
    install_dependencies
    [[ $status -eq 0 ]] || fails "exit $status"
    called "$apt_options update"
    [[ $(grep -c "^$apt_options install" "$calls") -eq 2 ]] || fails "not tried again"
}

@test "names the network when the servers cannot be reached" {
    touch "$state/offline"
    install_dependencies
    [[ $status -eq 1 ]] || fails "exit $status"
    says "cannot be reached: check the network connection"
}

@test "shows apt's last words when the installation fails" {
    touch "$state/broken"
    install_dependencies
    [[ $status -eq 1 ]] || fails "exit $status"
    says "Failed to fetch libtiny-dev"
}

@test "uses sudo when not root, and says so" {
    echo 1000 >"$state/uid"
    install_dependencies run
    [[ $status -eq 0 ]] || fails "exit $status"
    says "sudo may ask for your password"
    called "sudo env DEBIAN_FRONTEND=noninteractive LC_ALL=C $apt_options install --no-install-recommends fonts-tiny"
}

@test "without sudo, gives the command for root" {
    echo 1000 >"$state/uid"
    install_dependencies_with_only bash cat dirname grep id dpkg-query apt-get env
    [[ $status -eq 1 ]] || fails "exit $status"
    says "apt-get install --no-install-recommends libtiny-dev fonts-tiny xvfb"
}

@test "without apt, says which systems it installs on" {
    install_dependencies_with_only bash cat dirname grep id
    [[ $status -eq 1 ]] || fails "exit $status"
    says "no apt"
    says "Debian 12 and 13"
}

@test "refuses a phase it does not know" {
    install_dependencies deploy
    [[ $status -eq 2 ]] || fails "exit $status"
    says "Unknown phase: deploy"
}

@test "the real list is well formed and names no package twice" {
    run awk '!/^#/ && (NF < 3 || $1 !~ /^(run|build|test|check|full)$/ || $2 in seen) { print "line " NR ": " $0 } { seen[$2] }' \
        "$source_tree/packaging/dependencies.txt"
    [[ -z $output ]] || fails "in dependencies.txt"
}
