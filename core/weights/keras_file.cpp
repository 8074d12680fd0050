#include "core/weights/keras_file.h"

#include "core/support/child_process.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "core/support/progress.h"
#include "core/weights/keras_file_stream.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace saccade {

namespace {

constexpr const char* fetch_again = "Fetch or copy it again";
constexpr const char* nonsense =
    "the program that reads HDF5 gave an answer that makes no sense\nFetch or copy it again";

/// The file as a child takes it over.
class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
        if (fd_ < 0)
            throw FileError(path, std::strerror(errno), "Try again");
    }
    ~OpenFile() { ::close(fd_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int fd() const noexcept { return fd_; }

private:
    int fd_;
};

/// @returns the size of a file that is worth starting a child for.
std::uint64_t checked_size(const std::filesystem::path& path) {
    const MappedFile file(path);
    if (!looks_like_hdf5_file(file.bytes()))
        throw FileError(path, "this is not an HDF5 file", "Give a .h5 file with weights that Keras saved");
    if (file.bytes().size() > keras_stream::max_file_size)
        throw FileError(path, "it is larger than 4 GiB", "Give a file with the weights of one model");
    return file.bytes().size();
}

std::chrono::milliseconds default_time_limit(std::uint64_t file_size) {
    using namespace std::chrono;
    return minutes(1) + milliseconds(file_size >> 10); // a slow disk reads a MiB a second
}

/// Out of the child, which a hostile file may have taken over.
std::string first_line(std::string_view complaint) {
    constexpr std::size_t longest = 600;
    std::string text(complaint.substr(0, std::min(complaint.find('\n'), longest)));
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            c = '?';
    return text;
}

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view complaint) {
    const std::string fault = first_line(complaint);
    const std::size_t line = complaint.find('\n');
    const std::string remedy = line == std::string_view::npos ? "" : first_line(complaint.substr(line + 1));
    if (fault.empty())
        throw FileError(path, "it could not be read as an HDF5 file", fetch_again);
    throw FileError(path, fault, remedy);
}

[[noreturn]] void explain_failure(const std::filesystem::path& path, const ChildResult& result) {
    switch (result.end) {
    case ChildEnd::timed_out:
        throw FileError(path, "reading it took too long and was stopped", fetch_again);
    case ChildEnd::too_much_output:
        throw FileError(path, "it unpacks to more values than a file of its size should hold", fetch_again);
    case ChildEnd::killed:
        if (result.code == SIGXCPU || result.code == SIGKILL)
            throw FileError(path, "reading it took more time or memory than it should and was stopped",
                            fetch_again);
        throw FileError(
            path, fmt::format("the HDF5 library broke on it (signal {}), so it is damaged", result.code),
            fetch_again);
    case ChildEnd::exited:
    case ChildEnd::unknown:
        break;
    }
    if (result.end == ChildEnd::exited && result.code != keras_stream::exit_refused)
        throw FileError(path,
                        fmt::format("the program that reads HDF5 failed on it (exit code {}{}{})",
                                    result.code, result.complaint.empty() ? "" : ": ",
                                    first_line(result.complaint)),
                        fetch_again);
    refuse(path, result.complaint);
}

/// Takes the tensors out of the stream, in the order that its table of layers gives.
std::vector<KerasLayer> ordered_layers(SafetensorsFile stream) {
    const nlohmann::json table = nlohmann::json::parse(stream.metadata.at(keras_stream::layers_key));
    std::vector<KerasLayer> layers;
    for (const nlohmann::json& entry : table) {
        KerasLayer layer{entry.at("name").get<std::string>(), {}};
        for (const nlohmann::json& name : entry.at("weights")) {
            auto tensor =
                stream.tensors.extract(keras_stream::tensor_key(layers.size(), layer.weights.size()));
            if (tensor.empty() || tensor.mapped().dtype != DType::f32)
                throw std::out_of_range("tensor");
            layer.weights.push_back({name.get<std::string>(), std::move(tensor.mapped())});
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

} // namespace

bool looks_like_hdf5_file(std::span<const std::byte> head) {
    constexpr std::array<unsigned char, 8> signature{0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
    for (std::size_t at = 0; head.size() >= signature.size() && at <= head.size() - signature.size();
         at = at == 0 ? 512 : at * 2) {
        if (std::memcmp(head.data() + at, signature.data(), signature.size()) == 0)
            return true;
    }
    return false;
}

KerasFile read_keras_file(const std::filesystem::path& path, std::stop_token stop,
                          const KerasReader& reader) {
    throw_if_stopped(stop);
    const std::uint64_t size = checked_size(path);
    const OpenFile file(path);
    ChildCommand command;
    command.program = reader.program.empty() ? find_helper_program(keras_stream::program) : reader.program;
    command.input = file.fd();
    command.max_output = keras_stream::max_values_size(size) + keras_stream::max_header_size;
    command.time_limit = reader.time_limit.value_or(default_time_limit(size));
    const ChildResult result = run_child(command, stop);
    // Other code may have taken the exit status; whether the stream is whole shows in the stream.
    const bool succeeded = result.end == ChildEnd::exited && result.code == 0;
    if (!succeeded && (result.end != ChildEnd::unknown || result.output.empty()))
        explain_failure(path, result);
    try {
        return {path, ordered_layers(read_safetensors(result.output, path))};
    } catch (const FileError&) {
        throw FileError(path, "the program that reads HDF5 gave only a part of it", "Try again");
    } catch (const nlohmann::json::exception&) {
        refuse(path, nonsense);
    } catch (const std::out_of_range&) {
        refuse(path, nonsense);
    }
}

} // namespace saccade
