// Fontconfig keeps a pattern (288 bytes) for as long as the process lives; LeakSanitizer takes it for a leak.
extern "C" const char* __lsan_default_suppressions(); // NOLINT: the name that LeakSanitizer looks for
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig.so";
} // NOLINT
