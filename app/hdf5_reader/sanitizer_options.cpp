// Where the sanitizers run, the limits on memory are theirs: see confine_this_process().
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
    return "allocator_may_return_null=1:max_allocation_size_mb=512:hard_rss_limit_mb=1024";
}
