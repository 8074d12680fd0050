# For the scripts of this folder: stages that are timed, and a table of them at the end.

stage_names=() stage_times=() stage_results=()

# stage NAME COMMAND [ARGUMENT ...]: returns what the command returned.
stage() {
    local name=$1 started=$SECONDS result=0
    shift
    printf '\n== %s\n' "$name"
    "$@" || result=$?
    stage_names+=("$name")
    stage_times+=($((SECONDS - started)))
    stage_results+=("$result")
    return "$result"
}

print_stages() {
    local i
    printf '\n== Minutes by stage\n'
    for i in "${!stage_names[@]}"; do
        printf '%3d:%02d  %s%s\n' $((stage_times[i] / 60)) $((stage_times[i] % 60)) "${stage_names[i]}" \
            "$([[ ${stage_results[i]} -eq 0 ]] || printf ' (failed)')"
    done
}
