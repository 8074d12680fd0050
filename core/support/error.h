#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace saccade {

/// Base of everything that Saccade throws on purpose. what() is one sentence or two that a user can act on:
/// what was being done, with which file, what is wrong, what to do.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file could not be read, written or understood.
class FileError : public Error {
public:
    /// what() reads "PATH: FAULT. REMEDY." Pass fault and remedy without a full stop; the remedy may be
    /// empty.
    FileError(std::filesystem::path path, std::string_view fault, std::string_view remedy = {});

    const std::filesystem::path& path() const noexcept { return path_; }
    const std::string& fault() const noexcept { return fault_; }
    const std::string& remedy() const noexcept { return remedy_; }

private:
    std::filesystem::path path_;
    std::string fault_;
    std::string remedy_;
};

/// A value that the caller gave is out of its range or not known; the command line ends with exit code 2.
class UsageError : public Error {
public:
    using Error::Error;
};

/// The work was stopped through its std::stop_token. Not a failure: nothing needs to be shown.
class Cancelled : public Error {
public:
    Cancelled() : Error("Cancelled.") {}
};

} // namespace saccade
