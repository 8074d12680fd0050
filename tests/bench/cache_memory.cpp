// cache_memory FOLDER
// Private memory while a feature cache as large as COCO's is read in shuffled order: 82,783 InceptionV3
// grids, 20 GiB in sparse files that are made in FOLDER, beside 1,000 of them. Prints both figures and their
// ratio.

#include "tests/support/sparse_cache.h"

#include <iostream>

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: cache_memory FOLDER\n";
        return 2;
    }
    using namespace saccade;
    const std::filesystem::path folder = arguments[1];
    constexpr int channels = 2048;
    write_sparse_cache(folder / "small", 1000, channels);
    write_sparse_cache(folder / "large", 82783, channels);
    most_memory_while_reading(folder / "small"); // what LibTorch takes at its first use
    const long small = most_memory_while_reading(folder / "small");
    const long large = most_memory_while_reading(folder / "large");
    std::cout << fmt::format("1,000 images: {} kB; 82,783 images: {} kB; {:.3f} times as much\n", small,
                             large, static_cast<double>(large) / static_cast<double>(small));
    return 0;
}
