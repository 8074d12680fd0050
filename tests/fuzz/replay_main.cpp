// Stands in for libFuzzer where the compiler has none: PROGRAM [--mutations N] [--seed S] FILE_OR_FOLDER...
// feeds every file to the fuzz target, then N mutations of each. A run with the same arguments does the same.
// On a crash the last input lies in crash-input in the working folder.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <signal.h>
#include <string>
#include <unistd.h>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes current;

void save_current() {
    const int file = ::open("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0 || ::write(file, current.data(), current.size()) < 0)
        return;
    ::close(file);
}

void on_crash(int number) {
    save_current();
    ::signal(number, SIG_DFL);
    ::raise(number);
}

void feed(const Bytes& input) {
    current = input;
    LLVMFuzzerTestOneInput(current.data(), current.size());
}

void mutate(Bytes& bytes, std::mt19937_64& random) {
    constexpr std::array<std::uint64_t, 8> edges{0,          1,          0x7F,        0xFFFF,
                                                 0x7FFFFFFF, 0xFFFFFFFF, ~0ULL >> 1U, ~0ULL};
    for (std::size_t change = 0; change <= random() % 4; ++change) {
        if (bytes.empty())
            bytes.push_back(0);
        const std::size_t place = random() % bytes.size();
        const auto at = [&](std::size_t index) { return bytes.begin() + static_cast<std::ptrdiff_t>(index); };
        const std::size_t run = std::min<std::size_t>(1 + random() % 32, bytes.size() - place);
        switch (random() % 6) {
        case 0:
            bytes[place] = static_cast<std::uint8_t>(random());
            break;
        case 1:
            bytes[place] ^= static_cast<std::uint8_t>(1U << random() % 8);
            break;
        case 2: { // a number that is on the edge of its type
            const std::uint64_t value = edges[random() % edges.size()] + random() % 3 - 1;
            std::memcpy(bytes.data() + place, &value,
                        std::min<std::size_t>(std::size_t{1} << random() % 4, bytes.size() - place));
            break;
        }
        case 3:
            bytes.erase(at(place), at(place + run));
            break;
        case 4: {
            const Bytes part(at(place), at(place + run));
            bytes.insert(at(random() % bytes.size()), part.begin(), part.end());
            break;
        }
        default:
            bytes.resize(place);
        }
    }
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path))
        return {path};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

int main(int argument_count, char** arguments) try {
    for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        ::signal(number, on_crash);
    std::uint64_t mutations = 0;
    std::uint64_t seed = 1;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argument_count; ++i) {
        const std::string argument = arguments[i];
        if ((argument == "--mutations" || argument == "--seed") && i + 1 < argument_count)
            (argument == "--seed" ? seed : mutations) = std::stoull(arguments[++i]);
        else
            std::ranges::copy(files_in(argument), std::back_inserter(files));
    }
    if (files.empty()) {
        std::cerr << "usage: " << arguments[0] << " [--mutations N] [--seed S] FILE_OR_FOLDER...\n";
        return 2;
    }
    std::mt19937_64 random(seed);
    feed({});
    for (const std::filesystem::path& path : files) {
        std::ifstream stream(path, std::ios::binary);
        if (!stream) {
            std::cerr << path.string() << ": cannot be read.\n";
            return 1;
        }
        const Bytes original{std::istreambuf_iterator<char>(stream), {}};
        feed(original);
        for (std::uint64_t i = 0; i < mutations; ++i) {
            Bytes mutated = original;
            mutate(mutated, random);
            feed(mutated);
        }
    }
    std::cout << files.size() << " files and " << files.size() * mutations << " mutations went through.\n";
    return 0;
} catch (const std::exception& error) {
    save_current();
    std::cerr << "The target let an exception escape: " << error.what() << '\n';
    return 1;
}
