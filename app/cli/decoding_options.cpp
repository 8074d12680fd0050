#include "app/cli/decoding_options.h"

#include "app/cli/compute_options.h"
#include "core/decoding/decode.h"
#include "core/decoding/greedy.h"
#include "core/support/error.h"
#include "core/text/sentence.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saccade::cli {

namespace {

constexpr int many = 1000;

DecodingSettings settings_of(const DecodingChoice& choice) {
    DecodingSettings settings;
    settings.method = choice.sample      ? DecodingMethod::sampling
                      : choice.beam == 0 ? DecodingMethod::greedy
                                         : DecodingMethod::beam;
    settings.max_words = choice.max_words;
    settings.no_repeat_ngram = choice.no_repeat_ngram;
    settings.repetition_penalty = choice.repetition_penalty;
    settings.beam_width = choice.beam;
    settings.n_best = choice.n_best;
    settings.length_penalty = choice.length_penalty;
    settings.temperature = choice.temperature;
    settings.top_k = choice.top_k;
    settings.top_p = choice.top_p;
    settings.seed = choice.seed;
    settings.samples = choice.samples;
    return settings;
}

} // namespace

struct Decoder::Words {
    WordConstraints constraints;
    std::vector<TokenId> forced;
};

void add_search_options(CLI::App& line, DecodingChoice& choice) {
    CLI::Option* const beam =
        line.add_option(
                "--beam", choice.beam,
                "Beam search that keeps so many hypotheses; without it, the most probable word is taken")
            ->check(CLI::Range(1, many))
            ->type_name("N");
    line.add_option("--length-penalty", choice.length_penalty,
                    "Divide log-probabilities by ((5 + words) / 6)^A; 0 favours short captions")
        ->check(CLI::Range(0.0, 10.0))
        ->type_name("A")
        ->needs(beam);
    line.add_option("--no-repeat-ngram", choice.no_repeat_ngram, "Let no N words in a row stand twice")
        ->check(CLI::Range(1, many))
        ->type_name("N");
    line.add_option(
            "--repetition-penalty", choice.repetition_penalty,
            "Nouns, verbs and adjectives that the caption has said already lose P of their log-probability")
        ->check(CLI::Range(0.0, 100.0))
        ->type_name("P");
    line.add_option("--max-words", choice.max_words, "Cut captions here; the model's own limit if not given")
        ->check(CLI::Range(1, many))
        ->type_name("N");
    line.add_option("--precision", choice.precision,
                    "Arithmetic of the backbone; auto is bf16 where the processor multiplies it, else fp32")
        ->check(CLI::IsMember({"fp32", "bf16", "auto"}))
        ->capture_default_str();
    add_threads_option(line, choice.threads);
}

void add_decoding_options(CLI::App& line, DecodingChoice& choice) {
    add_search_options(line, choice);
    CLI::Option* const beam = line.get_option("--beam");
    CLI::Option* const best =
        line.add_option("--n-best", choice.n_best, "Give the N best captions of the beam")
            ->check(CLI::Range(1, many))
            ->type_name("N")
            ->needs(beam);
    CLI::Option* const sample = line.add_flag("--sample", choice.sample, "Draw words by their probability");
    sample->excludes(beam);
    const auto of_sampling = [&](CLI::Option* option) { option->needs(sample); };
    of_sampling(line.add_option("--temperature", choice.temperature,
                                "Below 1 likely words become likelier, above 1 rarer")
                    ->check(CLI::PositiveNumber)
                    ->type_name("T"));
    of_sampling(line.add_option("--top-k", choice.top_k, "Draw from the K most probable words alone")
                    ->check(CLI::Range(1, 1 << 20))
                    ->type_name("K"));
    of_sampling(line.add_option("--top-p", choice.top_p,
                                "Draw from the fewest words that together reach probability P")
                    ->check(CLI::Range(0.0, 1.0))
                    ->type_name("P"));
    of_sampling(
        line.add_option("--seed", choice.seed, "The same seed draws the same captions; 0 if not given")
            ->type_name("S"));
    of_sampling(line.add_option("--samples", choice.samples, "Draw N captions a photo")
                    ->check(CLI::Range(1, many))
                    ->type_name("N"));
    line.add_option("--prefix", choice.prefix, "Captions begin with these words")->type_name("TEXT");
    line.add_option("--ban", choice.banned, "A word that no caption has; may be given again")
        ->type_name("WORD")
        ->expected(1)
        ->take_all();
    line.add_option("--require", choice.required,
                    "A word that every caption has; may be given again. Best with a wide --beam")
        ->type_name("WORD")
        ->expected(1)
        ->take_all()
        ->excludes(sample);
    CLI::Option* const force = line.add_option(
        "--force", choice.force, "Say this sentence instead and print what the model thinks of each word");
    force->type_name("SENTENCE");
    for (const char* other : {"--beam", "--no-repeat-ngram", "--repetition-penalty", "--max-words",
                              "--sample", "--prefix", "--ban", "--require"})
        force->excludes(line.get_option(other));
    best->excludes(sample);
}

Decoder::Decoder(const DecodingChoice& choice, std::shared_ptr<const Captioner> captioner, int alternatives)
    : choice_(choice),
      captioner_(std::move(captioner)),
      alternatives_(alternatives),
      words_(std::make_unique<Words>()) {
    if (choice.n_best > std::max(choice.beam, 1))
        throw UsageError(
            fmt::format("--n-best {0} needs a beam of at least that width: --beam {0}.", choice.n_best));
    const auto tokenizer = make_tokenizer(captioner_->tokenizer());
    const auto tokens = [&](const std::string& text) {
        return sentence_tokens(text, *tokenizer, captioner_->vocabulary());
    };
    const auto all = [&](const std::vector<std::string>& texts) {
        std::vector<TokenId> result;
        for (const std::string& text : texts) {
            const std::vector<TokenId> words = tokens(text);
            result.insert(result.end(), words.begin(), words.end());
        }
        return result;
    };
    words_->constraints = {tokens(choice.prefix), all(choice.banned), all(choice.required)};
    if (choice.force)
        words_->forced = tokens(*choice.force);
}

Decoder::~Decoder() = default;

std::vector<Caption> Decoder::decode(const EncodedPhoto& photo, const std::stop_token& stop,
                                     BeamTree* tree) const {
    if (choice_.force)
        return {decode_forced(captioner_, photo, words_->forced, alternatives_, stop)};
    return saccade::decode(captioner_, photo, settings_of(choice_), stop,
                           {0, alternatives_, words_->constraints}, tree);
}

std::string Decoder::description() const {
    std::string result =
        choice_.beam == 0 ? "greedy decoding" : fmt::format("beam search of width {}", choice_.beam);
    if (choice_.length_penalty > 0)
        result += fmt::format(", length penalty {}", choice_.length_penalty);
    if (choice_.no_repeat_ngram > 0)
        result += fmt::format(", no {} words in a row twice", choice_.no_repeat_ngram);
    if (choice_.repetition_penalty > 0)
        result += fmt::format(", repetition penalty {}", choice_.repetition_penalty);
    return result;
}

} // namespace saccade::cli
