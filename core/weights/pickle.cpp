#include "core/weights/pickle.h"

#include "core/support/error.h"
#include "core/weights/tensor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <type_traits>

namespace saccade::pickle {

namespace {

/// The state dict of a network with its optimiser takes about a hundred steps a tensor.
constexpr std::size_t max_steps = 2'000'000;
constexpr std::size_t max_global_name = 1000;
constexpr int newest_protocol = 5;
constexpr std::string_view ordered_dict = "collections.OrderedDict";

enum class Opcode : std::uint8_t {
    mark = '(',
    stop = '.',
    binint = 'J',
    binint1 = 'K',
    binint2 = 'M',
    none = 'N',
    binpersid = 'Q',
    reduce = 'R',
    binstring = 'T',
    short_binstring = 'U',
    binunicode = 'X',
    append = 'a',
    build = 'b',
    global = 'c',
    empty_dict = '}',
    appends = 'e',
    binget = 'h',
    long_binget = 'j',
    empty_list = ']',
    empty_tuple = ')',
    binput = 'q',
    long_binput = 'r',
    setitem = 's',
    tuple = 't',
    setitems = 'u',
    binfloat = 'G',
    proto = 0x80,
    tuple1 = 0x85,
    tuple2 = 0x86,
    tuple3 = 0x87,
    newtrue = 0x88,
    newfalse = 0x89,
    long1 = 0x8A,
    long4 = 0x8B,
    short_binunicode = 0x8C,
    binunicode8 = 0x8D,
    stack_global = 0x93,
    memoize = 0x94,
    frame = 0x95,
};

class Machine {
public:
    Machine(std::span<const std::byte> bytes, std::span<const std::string_view> globals,
            const std::filesystem::path& path)
        : bytes_(bytes),
          globals_(globals),
          path_(path) {}

    Document run() {
        for (;;) {
            spend(1);
            const auto opcode = static_cast<Opcode>(number<std::uint8_t>());
            if (opcode == Opcode::stop)
                break;
            step(opcode);
        }
        document_.root = pop();
        document_.size = at_;
        return std::move(document_);
    }

private:
    [[noreturn]] void damaged(std::string_view detail) const {
        throw FileError(path_, fmt::format("the pickle in it is damaged: {} at byte {}", detail, at_),
                        "Fetch or save it again");
    }

    void spend(std::size_t steps) {
        if (steps > max_steps - steps_)
            throw FileError(path_, "the pickle in it has more steps than any state dict needs",
                            "Save model.state_dict() alone");
        steps_ += steps;
    }

    // Bytes.

    std::span<const std::byte> take(std::uint64_t count) {
        if (count > bytes_.size() - at_)
            damaged("it is cut short");
        const auto taken = bytes_.subspan(at_, count);
        at_ += count;
        return taken;
    }

    template <typename T>
    T number() {
        T value;
        std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
        return value;
    }

    Text text(std::uint64_t length) {
        const auto taken = take(length);
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }

    Text line() {
        const auto rest = bytes_.subspan(at_, std::min(bytes_.size() - at_, max_global_name));
        const auto end = std::ranges::find(rest, std::byte{'\n'});
        if (end == rest.end())
            damaged("a name has no end");
        const Text result = text(static_cast<std::size_t>(end - rest.begin()));
        take(1);
        return result;
    }

    // Stack and memo.

    void push(Value value) {
        stack_.push_back(static_cast<Id>(document_.values.size()));
        document_.values.push_back(std::move(value));
    }

    void check_stack(std::size_t needed) const {
        if (stack_.size() - (marks_.empty() ? 0 : marks_.back()) < needed)
            damaged("a value is missing");
    }

    Id pop() {
        check_stack(1);
        const Id id = stack_.back();
        stack_.pop_back();
        return id;
    }

    std::vector<Id> pop_last(std::size_t count) {
        check_stack(count);
        const auto first = stack_.end() - static_cast<std::ptrdiff_t>(count);
        std::vector<Id> items(first, stack_.end());
        stack_.erase(first, stack_.end());
        return items;
    }

    std::vector<Id> pop_to_mark() {
        if (marks_.empty())
            damaged("a mark is missing");
        std::vector<Id> items = pop_last(stack_.size() - marks_.back());
        marks_.pop_back();
        return items;
    }

    template <typename T>
    T& top(std::string_view what) {
        check_stack(1);
        T* const value = std::get_if<T>(&document_.values[stack_.back()]);
        if (value == nullptr)
            damaged(fmt::format("{} is missing", what));
        return *value;
    }

    void memoize(std::size_t index) {
        constexpr Id unset = std::numeric_limits<Id>::max();
        check_stack(1);
        if (index > max_steps)
            damaged("a value has a number that is too large");
        if (index >= memo_.size())
            memo_.resize(index + 1, unset);
        memo_[index] = stack_.back();
    }

    void recall(std::size_t index) {
        if (index >= memo_.size() || memo_[index] >= document_.values.size())
            damaged(fmt::format("value {} is used but not there", index));
        stack_.push_back(memo_[index]);
    }

    // Opcodes.

    void push_integer(std::uint64_t length) {
        const auto bytes = take(length);
        if (bytes.size() > sizeof(std::int64_t)) {
            push(Opaque{bytes});
            return;
        }
        const bool negative = !bytes.empty() && (bytes.back() & std::byte{0x80}) != std::byte{0};
        std::int64_t value = negative ? -1 : 0;
        if (!bytes.empty())
            std::memcpy(&value, bytes.data(), bytes.size());
        push(value);
    }

    void push_global(Text module, Text name) {
        const std::string full =
            fmt::format("{}.{}", module.substr(0, max_global_name), name.substr(0, max_global_name));
        if (full == ordered_dict) {
            push(Global{ordered_dict});
            return;
        }
        const auto found = std::ranges::find(globals_, std::string_view(full));
        if (found == globals_.end())
            throw FileError(
                path_,
                fmt::format("it asks to run {}; a weights file has no need to, and nothing was run",
                            quoted_name(full)),
                "Save the weights alone with torch.save(model.state_dict(), FILE), or get them from "
                "people you trust");
        push(Global{*found});
    }

    void push_stack_global() {
        const Id name = pop();
        const Id module = pop();
        if (document_.get<Text>(name) == nullptr || document_.get<Text>(module) == nullptr)
            damaged("a name is missing");
        push_global(*document_.get<Text>(module), *document_.get<Text>(name));
    }

    /// Python 2 gives an OrderedDict its items as one list of pairs, Python 3 sets them afterwards.
    Dict new_ordered_dict(const Tuple& arguments) {
        Dict result;
        if (arguments.items.empty())
            return result;
        const List* const pairs = document_.get<List>(arguments.items.front());
        if (pairs == nullptr || arguments.items.size() > 1)
            damaged("an OrderedDict is made of something other than a list");
        spend(pairs->items.size()); // the same list may be used again and again
        for (const Id id : pairs->items) {
            const List* const list = document_.get<List>(id);
            const Tuple* const tuple = document_.get<Tuple>(id);
            const std::vector<Id> none;
            const std::vector<Id>& pair = list != nullptr    ? list->items
                                          : tuple != nullptr ? tuple->items
                                                             : none;
            if (pair.size() != 2)
                damaged("an OrderedDict is made of something other than pairs");
            result.items.emplace_back(pair[0], pair[1]);
        }
        return result;
    }

    void reduce() {
        const Id arguments = pop();
        const Id function = pop();
        const Tuple* const tuple = document_.get<Tuple>(arguments);
        const Global* const global = document_.get<Global>(function);
        if (tuple == nullptr || global == nullptr)
            damaged("a call has no name or no arguments");
        if (global->name == ordered_dict)
            push(new_ordered_dict(*tuple));
        else
            push(Call{function, arguments});
    }

    /// Attributes: a state dict's `_metadata`, an old Parameter's flags. Nobody needs them.
    void build() {
        pop();
        check_stack(1);
        const Id object = stack_.back();
        if (document_.get<Dict>(object) == nullptr && document_.get<Call>(object) == nullptr)
            damaged("attributes are set where no object is");
    }

    void set_items(const std::vector<Id>& items) {
        if (items.size() % 2 != 0)
            damaged("a key has no value");
        Dict& dict = top<Dict>("a dict");
        for (std::size_t i = 0; i < items.size(); i += 2)
            dict.items.emplace_back(items[i], items[i + 1]);
    }

    void append(const std::vector<Id>& items) {
        List& list = top<List>("a list");
        list.items.insert(list.items.end(), items.begin(), items.end());
    }

    void step(Opcode opcode) {
        switch (opcode) {
        case Opcode::proto:
            if (const int protocol = number<std::uint8_t>(); protocol > newest_protocol)
                throw FileError(path_, fmt::format("its pickle protocol {} is not known", protocol),
                                "Save it again with PyTorch's own protocol");
            return;
        case Opcode::frame:
            if (number<std::uint64_t>() > bytes_.size() - at_)
                damaged("it is cut short");
            return;
        case Opcode::mark:
            return marks_.push_back(stack_.size());
        case Opcode::none:
            return push(None{});
        case Opcode::newtrue:
            return push(true);
        case Opcode::newfalse:
            return push(false);
        case Opcode::binint:
            return push(std::int64_t{number<std::int32_t>()});
        case Opcode::binint1:
            return push(std::int64_t{number<std::uint8_t>()});
        case Opcode::binint2:
            return push(std::int64_t{number<std::uint16_t>()});
        case Opcode::long1:
            return push_integer(number<std::uint8_t>());
        case Opcode::long4:
            return push_integer(number<std::uint32_t>());
        case Opcode::binfloat:
            return push(Opaque{take(sizeof(double))});
        case Opcode::short_binstring:
        case Opcode::short_binunicode:
            return push(text(number<std::uint8_t>()));
        case Opcode::binstring:
        case Opcode::binunicode:
            return push(text(number<std::uint32_t>()));
        case Opcode::binunicode8:
            return push(text(number<std::uint64_t>()));
        case Opcode::empty_list:
            return push(List{});
        case Opcode::append:
            return append(pop_last(1));
        case Opcode::appends:
            return append(pop_to_mark());
        case Opcode::empty_tuple:
            return push(Tuple{});
        case Opcode::tuple1:
            return push(Tuple{pop_last(1)});
        case Opcode::tuple2:
            return push(Tuple{pop_last(2)});
        case Opcode::tuple3:
            return push(Tuple{pop_last(3)});
        case Opcode::tuple:
            return push(Tuple{pop_to_mark()});
        case Opcode::empty_dict:
            return push(Dict{});
        case Opcode::setitem:
            return set_items(pop_last(2));
        case Opcode::setitems:
            return set_items(pop_to_mark());
        case Opcode::global: {
            const Text module = line();
            return push_global(module, line());
        }
        case Opcode::stack_global:
            return push_stack_global();
        case Opcode::reduce:
            return reduce();
        case Opcode::build:
            return build();
        case Opcode::binpersid:
            return push(Persistent{pop()});
        case Opcode::binput:
            return memoize(number<std::uint8_t>());
        case Opcode::long_binput:
            return memoize(number<std::uint32_t>());
        case Opcode::memoize:
            return memoize(memo_.size());
        case Opcode::binget:
            return recall(number<std::uint8_t>());
        case Opcode::long_binget:
            return recall(number<std::uint32_t>());
        case Opcode::stop:
            break;
        }
        damaged(fmt::format("opcode {:#04x}, which no state dict has,", static_cast<int>(opcode)));
    }

    std::span<const std::byte> bytes_;
    std::span<const std::string_view> globals_;
    const std::filesystem::path& path_;
    std::size_t at_ = 0;
    std::size_t steps_ = 0;
    Document document_;
    std::vector<Id> stack_;
    std::vector<std::size_t> marks_; ///< heights of the stack
    std::vector<Id> memo_;
};

} // namespace

Document read(std::span<const std::byte> bytes, std::span<const std::string_view> globals,
              const std::filesystem::path& path) {
    return Machine(bytes, globals, path).run();
}

std::string_view kind_of(const Value& value) {
    struct Kind {
        std::string_view operator()(None) const { return "None"; }
        std::string_view operator()(bool) const { return "True or False"; }
        std::string_view operator()(std::int64_t) const { return "a number"; }
        std::string_view operator()(const Opaque&) const { return "a number"; }
        std::string_view operator()(Text) const { return "a text"; }
        std::string_view operator()(const List&) const { return "a list"; }
        std::string_view operator()(const Tuple&) const { return "a tuple"; }
        std::string_view operator()(const Dict&) const { return "a dict"; }
        std::string_view operator()(Global) const { return "a type"; }
        std::string_view operator()(Call) const { return "an object"; }
        std::string_view operator()(Persistent) const { return "a storage"; }
    };
    return std::visit(Kind{}, value);
}

} // namespace saccade::pickle
