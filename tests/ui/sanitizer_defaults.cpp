// What the sanitizers' run-time libraries ask a program for; the environment (ASAN_OPTIONS, ...) overrides
// it.

extern "C" {

const char* __asan_default_options();
const char* __ubsan_default_options();
const char* __lsan_default_suppressions();

const char* __asan_default_options() {
    return "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1";
}

const char* __ubsan_default_options() {
    return "print_stacktrace=1";
}

// Fontconfig keeps what it has parsed to the end of the process.
const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
}
