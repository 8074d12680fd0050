#include "tests/ui/fake_engine.h"

#include "core/support/error.h"
#include "core/support/progress.h"
#include "core/text/sentence.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <sstream>

namespace saccade::test {

namespace {

constexpr int side = 8;

CaptionStep step(const std::string& word, int index) {
    CaptionStep result;
    result.token = 10 + index;
    result.word = word;
    result.probability = 0.75F;
    result.entropy = 0.5F;
    result.attention.assign(side * side, 0.0F);
    const int cell = index % side;
    result.attention[static_cast<std::size_t>(cell * side + cell)] = 1.0F;
    result.attention_entropy = 0;
    result.alternatives = {{result.token, word, 0.75F}, {900 + index, "other" + std::to_string(index), 0.2F}};
    return result;
}

} // namespace

Caption diagonal_caption(const std::vector<std::string>& words) {
    Caption caption;
    for (const std::string& word : words)
        caption.steps.push_back(step(word, static_cast<int>(caption.steps.size())));
    caption.steps.push_back(step("<end>", static_cast<int>(caption.steps.size())));
    caption.finished = true;
    caption.method = "greedy";
    caption.log_probability = static_cast<double>(caption.steps.size()) * std::log(0.75);
    return caption;
}

namespace {

void avoid(Caption& caption, const std::vector<std::string>& banned) {
    for (std::size_t i = 0; i < caption.steps.size(); ++i) {
        CaptionStep& step = caption.steps[i];
        if (std::ranges::find(banned, step.word) == banned.end())
            continue;
        step.token = 900 + static_cast<TokenId>(i);
        step.word = "other" + std::to_string(i);
        step.alternatives.front() = {step.token, step.word, step.probability};
    }
}

std::vector<Caption> fake_captions(const std::string& name, const DecodingSettings& settings) {
    if (settings.method == DecodingMethod::sampling)
        return {diagonal_caption({"sample", std::to_string(settings.seed), "of", name})};
    std::vector<Caption> captions{diagonal_caption({"a", "photo", "of", name}),
                                  diagonal_caption({"photo", name}), diagonal_caption({name})};
    const int asked = settings.method == DecodingMethod::beam ? settings.n_best : 1;
    if (asked < static_cast<int>(captions.size()))
        captions.resize(static_cast<std::size_t>(asked));
    return captions;
}

} // namespace

GridPlacement crowded_placement() {
    GridPlacement placement{side, side, {}, {}};
    for (int i = 0; i < side; ++i) {
        placement.centre_x.push_back(0.22F + 0.08F * static_cast<float>(i));
        placement.centre_y.push_back(0.22F + 0.08F * static_cast<float>(i));
    }
    return placement;
}

ModelFacts FakeEngine::load(const std::filesystem::path& bundle) {
    log_->note_thread();
    if (bundle.string().find("broken") != std::string::npos)
        throw FileError(bundle, "this is not a model bundle", "Open a .safetensors file that Saccade made");
    ModelFacts facts;
    facts.path = bundle;
    facts.card = {bundle.stem().string(), "A fake", "CC0-1.0", "[]"};
    facts.backbone = "mobilenet_v2";
    facts.input_width = facts.input_height = 256;
    facts.grid_rows = facts.grid_cols = side;
    facts.storage = "int8";
    return facts;
}

void FakeEngine::waitWhileHeld(const std::stop_token& stop) const {
    log_->note_thread();
    ++log_->waiting;
    while (log_->hold && !stop.stop_requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    --log_->waiting;
    if (stop.stop_requested()) {
        ++log_->cancelled;
        throw Cancelled();
    }
}

std::vector<Caption> FakeEngine::said(const Photo& photo, const DecodingSettings& settings) const {
    const std::string name = photo.info.path.stem().string();
    if (name.find("unspeakable") != std::string::npos)
        throw Error("The photo left the model speechless.");
    {
        const std::lock_guard lock(log_->mutex);
        log_->captioned.push_back(name);
        log_->decoded.push_back(settings);
    }
    std::vector<Caption> captions = fake_captions(name, settings);
    for (Caption& caption : captions)
        avoid(caption, settings.banned);
    return captions;
}

CaptionEngine::Result FakeEngine::caption(const std::shared_ptr<const Photo>& photo,
                                          const DecodingSettings& settings, const std::stop_token& stop) {
    waitWhileHeld(stop);
    return {said(*photo, settings), crowded_placement()};
}

std::function<Caption(const std::stop_token&)> FakeEngine::prepare(Photo photo,
                                                                   const DecodingSettings& settings) const {
    return [this, photo = std::move(photo), settings](const std::stop_token& stop) {
        waitWhileHeld(stop);
        return said(photo, settings).front();
    };
}

CaptionEngine::Answer FakeEngine::whatIf(const std::shared_ptr<const Photo>& photo, const DecodingSettings&,
                                         const WhatIf& question, const std::stop_token& stop) {
    waitWhileHeld(stop);
    const std::vector<std::string> said = {"a", "photo", "of", photo->info.path.stem().string()};
    std::vector<std::string> words;
    for (const TokenId token : question.kept) {
        if (token < 900)
            words.push_back(said.at(static_cast<std::size_t>(token) - 10));
        else
            words.push_back(token < 1000 ? "other" + std::to_string(token - 900) : coined_.at(token));
    }
    std::istringstream typed(question.text);
    for (std::string word; typed >> word;) {
        if (word == "xyzzy")
            throw UnknownWords({{word, {"fizzy"}}});
        words.push_back(word);
    }
    const std::size_t given = words.size();
    if (!question.whole) {
        for (std::size_t i = given; i < said.size(); ++i) {
            const bool banned = std::ranges::find(question.banned, said[i]) != question.banned.end();
            words.push_back(banned ? "other" + std::to_string(i) : said[i]);
        }
    }
    Caption caption = diagonal_caption(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i < said.size() && words[i] == said[i])
            continue;
        CaptionStep& step = caption.steps[i];
        if (words[i] == "other" + std::to_string(i)) {
            step.token = 900 + static_cast<TokenId>(i);
        } else {
            step.token = 1000 + static_cast<TokenId>(std::hash<std::string>()(words[i]) % 1'000'000);
            coined_[step.token] = words[i];
        }
        step.alternatives.front().token = step.token;
    }
    return {caption, given};
}

BeamTree FakeEngine::beamTree(const std::shared_ptr<const Photo>& photo, const DecodingSettings&,
                              const BeamQuestion& question, const std::stop_token& stop) {
    waitWhileHeld(stop);
    BeamTree tree;
    tree.width = question.width;
    std::size_t parent = BeamNode::root;
    const std::vector<std::string> words = {"a", "photo", "of", photo->info.path.stem().string(), "<end>"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const CaptionStep one = step(words[i], static_cast<int>(i));
        BeamTreeNode node;
        node.parent = parent;
        node.token = one.token;
        node.step = static_cast<int>(i) + 1;
        node.log_probability = -0.5 * node.step;
        node.score = node.log_probability;
        node.fate = i + 1 < words.size() ? BeamFate::continued : BeamFate::finished;
        node.word = one.word;
        node.probability = one.probability;
        node.attention = one.attention;
        tree.nodes.push_back(node);
        const std::size_t kept = tree.nodes.size() - 1;
        if (i == 1) { // a rival that does not go on
            node.token = 901;
            node.word = "other1";
            node.log_probability = node.score = -2;
            node.fate = BeamFate::pruned;
            node.best_next = -4;
            node.needed = -1.5;
            tree.nodes.push_back(node);
        }
        parent = kept;
    }
    return tree;
}

std::vector<std::string> FakeEngine::words() const {
    return {"a", "photo", "of", "fizzy", "cat", "dog"};
}

Photo fake_photo(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    if (name.find("broken") != std::string::npos)
        throw FileError(path, "the file ends after 12 of 512 bytes", "Copy it again from where it came");
    Photo photo;
    photo.width = 400;
    photo.height = 300;
    if (const auto dash = name.rfind('-'); dash != std::string::npos)
        std::sscanf(name.c_str() + dash, "-%dx%d", &photo.width, &photo.height);
    photo.rgb.assign(static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height) * 3, 128);
    photo.info.path = path;
    photo.info.format = "PNG";
    return photo;
}

} // namespace saccade::test
