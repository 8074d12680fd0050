#include "core/weights/torch_file_tensors.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace saccade::torch_file {

namespace {

using pickle::Id;

constexpr const char* fetch_again = "Fetch or save it again";
constexpr const char* save_state_dict = "Save model.state_dict() with torch.save";

/// Far beyond any layer's; PyTorch itself allows 64.
constexpr std::size_t max_rank = 16;

/// What a tensor takes besides its values, roughly.
constexpr std::uint64_t tensor_overhead = 512;

constexpr std::array checkpoint_keys{"state_dict", "model_state_dict", "model"};

constexpr std::string_view rebuild_tensor = "torch._utils._rebuild_tensor";
constexpr std::string_view rebuild_tensor_v2 = "torch._utils._rebuild_tensor_v2";
constexpr std::string_view rebuild_parameter = "torch._utils._rebuild_parameter";
constexpr std::string_view parameter = "torch.nn.parameter.Parameter";

/// Complex and quantised storages are listed so that they are refused for what they are.
constexpr std::array globals{
    rebuild_tensor,
    rebuild_tensor_v2,
    rebuild_parameter,
    parameter,
    std::string_view("torch.Size"),
    std::string_view("torch.DoubleStorage"),
    std::string_view("torch.FloatStorage"),
    std::string_view("torch.HalfStorage"),
    std::string_view("torch.BFloat16Storage"),
    std::string_view("torch.LongStorage"),
    std::string_view("torch.IntStorage"),
    std::string_view("torch.ShortStorage"),
    std::string_view("torch.CharStorage"),
    std::string_view("torch.ByteStorage"),
    std::string_view("torch.BoolStorage"),
    std::string_view("torch.ComplexFloatStorage"),
    std::string_view("torch.ComplexDoubleStorage"),
    std::string_view("torch.QInt8Storage"),
    std::string_view("torch.QUInt8Storage"),
    std::string_view("torch.QInt32Storage"),
};

std::optional<DType> dtype_of(std::string_view storage_class) {
    static const std::map<std::string_view, DType> types{
        {"torch.DoubleStorage", DType::f64}, {"torch.FloatStorage", DType::f32},
        {"torch.HalfStorage", DType::f16},   {"torch.BFloat16Storage", DType::bf16},
        {"torch.LongStorage", DType::i64},   {"torch.IntStorage", DType::i32},
        {"torch.ShortStorage", DType::i16},  {"torch.CharStorage", DType::i8},
        {"torch.ByteStorage", DType::u8},    {"torch.BoolStorage", DType::boolean},
    };
    const auto found = types.find(storage_class);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// Before PyTorch 0.4 a storage could be a part of another one.
struct StoragePart {
    std::size_t storage = 0;
    std::uint64_t offset = 0; ///< elements
    std::uint64_t elements = 0;
};

class Interpreter {
public:
    Interpreter(const pickle::Document& document, ByteBudget budget, const std::filesystem::path& path)
        : document_(document),
          budget_(budget),
          path_(path) {}

    StateDict interpret() {
        const pickle::Dict& dict = tensors_dict();
        for (std::size_t id = 0; id < document_.values.size(); ++id)
            if (const auto* const persistent = document_.get<pickle::Persistent>(static_cast<Id>(id)))
                parts_[static_cast<Id>(id)] = storage_part(*persistent);
        state_.tensors.reserve(dict.items.size());
        for (const auto& [key, value] : dict.items) {
            const auto* const name = document_.get<pickle::Text>(key);
            if (name == nullptr)
                fail(fmt::format("it names a tensor by {}", kind_of(document_.values[key])), save_state_dict);
            label_ = fmt::format("tensor {}", quoted_name(*name));
            if (!names_.insert(*name).second)
                fail(fmt::format("{} is there twice", label_));
            state_.tensors.push_back(tensor(*name, value));
            budget_.spend(tensor_overhead, label_);
            budget_.spend(state_.tensors.back().bytes, label_);
        }
        std::ranges::stable_sort(state_.tensors, {}, &Tensor::storage);
        return std::move(state_);
    }

private:
    [[noreturn]] void fail(std::string_view fault, std::string_view remedy = fetch_again) const {
        throw FileError(path_, fault, remedy);
    }

    /// The state dict itself, or what a training checkpoint keeps it under.
    const pickle::Dict& tensors_dict() const {
        const auto* const root = document_.get<pickle::Dict>(document_.root);
        if (root == nullptr)
            fail(fmt::format("it holds {} where a state dict should be",
                             kind_of(document_.values[document_.root])),
                 save_state_dict);
        for (const char* const wanted : checkpoint_keys)
            for (const auto& [key, value] : root->items) {
                const auto* const name = document_.get<pickle::Text>(key);
                const auto* const inner = document_.get<pickle::Dict>(value);
                if (name != nullptr && *name == wanted && inner != nullptr)
                    return *inner;
            }
        return *root;
    }

    std::uint64_t count(Id id, std::string_view what) const {
        const auto* const value = document_.get<std::int64_t>(id);
        if (value == nullptr || *value < 0)
            fail(fmt::format("{} has {} for its {}", label_,
                             value == nullptr ? std::string(kind_of(document_.values[id]))
                                              : std::to_string(*value),
                             what));
        return static_cast<std::uint64_t>(*value);
    }

    /// ("storage", class, key, device, elements), and before PyTorch 1.6 None or (key, offset, elements) of a
    /// part.
    StoragePart storage_part(const pickle::Persistent& persistent) {
        const auto* const tuple = document_.get<pickle::Tuple>(persistent.id);
        if (tuple == nullptr || tuple->items.size() < 5 || tuple->items.size() > 6 ||
            document_.get<pickle::Text>(tuple->items[0]) == nullptr ||
            *document_.get<pickle::Text>(tuple->items[0]) != "storage" ||
            document_.get<pickle::Global>(tuple->items[1]) == nullptr ||
            document_.get<pickle::Text>(tuple->items[2]) == nullptr)
            fail("it refers to something that is not a storage");
        const std::string_view storage_class = document_.get<pickle::Global>(tuple->items[1])->name;
        const std::string_view key = *document_.get<pickle::Text>(tuple->items[2]);
        label_ = fmt::format("storage {}", quoted_name(key));
        const std::optional<DType> dtype = dtype_of(storage_class);
        if (!dtype)
            fail(fmt::format("{} is a {}, which Saccade does not read", label_, storage_class),
                 "Convert the model to 32-bit floats before saving it");
        Storage storage{key, *dtype, count(tuple->items[4], "size"), 0};
        if (__builtin_mul_overflow(storage.elements, dtype_size(*dtype), &storage.bytes))
            fail(fmt::format("{} has more elements than can be counted", label_));
        StoragePart part{storage_index(storage), 0, storage.elements};
        if (tuple->items.size() == 6)
            restrict(part, tuple->items[5]);
        return part;
    }

    std::size_t storage_index(const Storage& storage) {
        const auto [place, is_new] = indices_.try_emplace(storage.key, state_.storages.size());
        if (is_new) {
            state_.storages.push_back(storage);
            return place->second;
        }
        const Storage& known = state_.storages[place->second];
        if (known.dtype != storage.dtype || known.elements != storage.elements)
            fail(fmt::format("{} is used as {} {} and as {} {} values", label_, known.elements,
                             dtype_name(known.dtype), storage.elements, dtype_name(storage.dtype)));
        return place->second;
    }

    void restrict(StoragePart& part, Id view) const {
        if (document_.get<pickle::None>(view) != nullptr)
            return;
        const auto* const tuple = document_.get<pickle::Tuple>(view);
        if (tuple == nullptr || tuple->items.size() != 3)
            fail(fmt::format("{} is described in a way that is not known", label_));
        part.offset = count(tuple->items[1], "offset");
        const std::uint64_t elements = count(tuple->items[2], "size");
        if (part.offset > part.elements || elements > part.elements - part.offset)
            fail(fmt::format("{} is a part of another one that is too small", label_));
        part.elements = elements;
    }

    /// A call's arguments when it calls `name` with at least `least` of them.
    const std::vector<Id>* arguments(Id id, std::string_view name, std::size_t least) const {
        const auto* const call = document_.get<pickle::Call>(id);
        if (call == nullptr || document_.get<pickle::Global>(call->function)->name != name)
            return nullptr;
        const std::vector<Id>& items = document_.get<pickle::Tuple>(call->arguments)->items;
        if (items.size() < least)
            fail(fmt::format("{} is made of {} arguments, {} are needed", label_, items.size(), least));
        return &items;
    }

    Tensor tensor(std::string_view name, Id value) const {
        for (const std::string_view wrapper : {rebuild_parameter, parameter})
            if (const std::vector<Id>* const wrapped = arguments(value, wrapper, 1)) {
                value = wrapped->front();
                break;
            }
        const std::vector<Id>* parts = arguments(value, rebuild_tensor_v2, 4);
        if (parts == nullptr)
            parts = arguments(value, rebuild_tensor, 4);
        if (parts == nullptr)
            fail(fmt::format("it holds {} under {}, where a tensor should be",
                             kind_of(document_.values[value]), quoted_name(name)),
                 save_state_dict);
        const auto part = parts_.find((*parts)[0]);
        if (part == parts_.end())
            fail(fmt::format("{} has no storage", label_));
        Tensor result{name,
                      part->second.storage,
                      count((*parts)[1], "offset"),
                      dimensions((*parts)[2], "shape"),
                      dimensions((*parts)[3], "strides"),
                      0};
        check_reach(result, part->second);
        result.offset += part->second.offset;
        try {
            result.bytes = byte_count(state_.storages[result.storage].dtype, result.shape);
        } catch (const Error& error) {
            fail(fmt::format("{}: {}", label_, error.what()));
        }
        return result;
    }

    std::vector<std::int64_t> dimensions(Id id, std::string_view what) const {
        const auto* const tuple = document_.get<pickle::Tuple>(id);
        if (tuple == nullptr)
            fail(fmt::format("{} has {} for its {}", label_, kind_of(document_.values[id]), what));
        if (tuple->items.size() > max_rank)
            fail(fmt::format("{} has {} dimensions, at most {} make sense", label_, tuple->items.size(),
                             max_rank));
        std::vector<std::int64_t> result;
        for (const Id item : tuple->items)
            result.push_back(static_cast<std::int64_t>(count(item, what)));
        return result;
    }

    void check_reach(const Tensor& tensor, const StoragePart& part) const {
        if (tensor.strides.size() != tensor.shape.size())
            fail(fmt::format("{} has {} dimensions but {} strides", label_, tensor.shape.size(),
                             tensor.strides.size()));
        if (std::ranges::find(tensor.shape, 0) != tensor.shape.end())
            return;
        std::uint64_t last = tensor.offset;
        bool inside = last < part.elements;
        for (std::size_t i = 0; inside && i < tensor.shape.size(); ++i) {
            std::uint64_t step = 0;
            inside = !__builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[i] - 1),
                                             static_cast<std::uint64_t>(tensor.strides[i]), &step) &&
                     step < part.elements - last;
            last += step;
        }
        if (!inside)
            fail(fmt::format("{} of {} with strides {} from {} on reaches outside its storage of {} values",
                             label_, shape_text(tensor.shape), shape_text(tensor.strides), tensor.offset,
                             part.elements));
    }

    const pickle::Document& document_;
    ByteBudget budget_;
    const std::filesystem::path& path_;
    StateDict state_;
    std::set<std::string_view> names_;
    std::map<std::string_view, std::size_t> indices_; ///< of storages, by key
    std::map<Id, StoragePart> parts_;                 ///< by the value that stands for them
    std::string label_;                               ///< what is being looked at, for messages
};

std::vector<std::byte> dense_copy(const Tensor& tensor, std::size_t element,
                                  std::span<const std::byte> storage) {
    std::vector<std::byte> result(tensor.bytes);
    if (result.empty())
        return result;
    // The inner dimensions whose elements follow one another are copied as one block.
    std::size_t block = element;
    std::size_t outer = tensor.shape.size();
    while (outer > 0 && (tensor.shape[outer - 1] == 1 ||
                         static_cast<std::size_t>(tensor.strides[outer - 1]) == block / element))
        block *= static_cast<std::size_t>(tensor.shape[--outer]);
    std::vector<std::int64_t> index(outer);
    std::size_t from = tensor.offset * element;
    for (std::size_t to = 0; to < result.size(); to += block) {
        std::memcpy(result.data() + to, storage.data() + from, block);
        for (std::size_t i = outer; i > 0; --i) {
            const std::size_t stride = static_cast<std::size_t>(tensor.strides[i - 1]) * element;
            if (++index[i - 1] < tensor.shape[i - 1]) {
                from += stride;
                break;
            }
            from -= static_cast<std::size_t>(index[i - 1] - 1) * stride;
            index[i - 1] = 0;
        }
    }
    return result;
}

/// Whether the tensor is its whole storage as it stands.
bool is_whole(const Tensor& tensor, const Storage& storage) {
    std::uint64_t expected = 1;
    for (std::size_t i = tensor.shape.size(); i > 0; --i) {
        if (tensor.shape[i - 1] != 1 && static_cast<std::uint64_t>(tensor.strides[i - 1]) != expected)
            return false;
        expected *= static_cast<std::uint64_t>(tensor.shape[i - 1]);
    }
    return expected == storage.elements;
}

} // namespace

ByteBudget::ByteBudget(std::size_t file_size, const std::filesystem::path& path)
    : left_((std::uint64_t{16} << 20) + 8 * std::uint64_t{file_size}),
      path_(path) {}

void ByteBudget::spend(std::uint64_t bytes, std::string_view label) {
    if (bytes > left_)
        throw FileError(path_, fmt::format("{} needs more memory than a file of this size should", label),
                        fetch_again);
    left_ -= bytes;
}

std::span<const std::string_view> known_globals() {
    return globals;
}

StateDict state_dict(const pickle::Document& document, std::size_t file_size,
                     const std::filesystem::path& path) {
    return Interpreter(document, ByteBudget(file_size, path), path).interpret();
}

TensorMap dense_tensors(const StateDict& state, const StorageReader& read_storage) {
    TensorMap result;
    for (auto first = state.tensors.begin(); first != state.tensors.end();) {
        const Storage& storage = state.storages[first->storage];
        const auto last = std::find_if(first, state.tensors.end(),
                                       [&](const Tensor& other) { return other.storage != first->storage; });
        StorageBytes content = read_storage(storage, fmt::format("tensor {}", quoted_name(first->name)));
        for (; first != last; ++first) {
            HostTensor& target = result[std::string(first->name)];
            target.dtype = storage.dtype;
            target.shape = first->shape;
            if (first + 1 == last && !content.unpacked.empty() && is_whole(*first, storage))
                target.bytes = std::move(content.unpacked);
            else
                target.bytes = dense_copy(*first, dtype_size(storage.dtype), content.view);
        }
    }
    return result;
}

} // namespace saccade::torch_file
