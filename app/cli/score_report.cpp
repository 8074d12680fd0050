#include "app/cli/score_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>

namespace saccade::cli {

namespace {

constexpr std::array<const char*, 4> bleu_names{"BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4"};

std::string range(const Interval& interval) {
    return fmt::format("{:.3f}-{:.3f}", interval.low, interval.high);
}

nlohmann::json as_json(const Interval& interval) {
    return {interval.low, interval.high};
}

nlohmann::json as_json(const Repetition& repetition) {
    return {{"stammers", repetition.stammers}, {"said_again", repetition.said_again}};
}

} // namespace

ScoreReport make_report(std::span<const EvaluationItem> items, Diversity diversity) {
    ScoreReport report{items.size(), evaluate(items), {}, std::move(diversity), {}};
    std::vector<Words> captions;
    std::vector<Words> of_people;
    for (const EvaluationItem& item : items) {
        captions.push_back(item.candidate);
        of_people.insert(of_people.end(), item.references.begin(), item.references.end());
    }
    if (are_english(of_people))
        report.repetition = {measure_repetition(captions), measure_repetition(of_people)};
    report.intervals = bootstrap(items, report.scores);
    return report;
}

void print_score_header() {
    std::cout << fmt::format("{:<17} {:>11} {:>11} {:>11} {:>11} {:>11} {:>11}\n", "", "BLEU-1", "BLEU-2",
                             "BLEU-3", "BLEU-4", "ROUGE-L", "CIDEr-D");
}

void print_scores(std::string_view what, const Scores& scores) {
    std::cout << fmt::format("{:<17} {:>11.4f} {:>11.4f} {:>11.4f} {:>11.4f} {:>11.4f} {:>11.4f}\n", what,
                             scores.bleu[0], scores.bleu[1], scores.bleu[2], scores.bleu[3], scores.rouge_l,
                             scores.cider_d);
}

void print_report(const ScoreReport& report) {
    print_score_header();
    print_scores("captions", report.scores);
    const ScoreIntervals& at = report.intervals;
    std::cout << fmt::format("{:<17} {:>11} {:>11} {:>11} {:>11} {:>11} {:>11}\n", "  95 % of samples",
                             range(at.bleu[0]), range(at.bleu[1]), range(at.bleu[2]), range(at.bleu[3]),
                             range(at.rouge_l), range(at.cider_d));
    const Diversity& said = report.diversity;
    std::cout << fmt::format("{} different captions of {}, {} different words, {:.1f} words a caption{}\n",
                             said.distinct_captions, report.photos, said.distinct_words, said.mean_length,
                             said.unseen_share ? fmt::format(", {:.1f} % not among the training captions",
                                                             100 * *said.unseen_share)
                                               : "");
    if (!report.repetition)
        return;
    const auto& [captions, people] = *report.repetition;
    std::cout << fmt::format("{:.1f} % stammer (\"a dog and a dog\"; people's {:.1f} %), {:.1f} % say a "
                             "noun, verb or adjective again "
                             "(people's {:.1f} %)\n",
                             100 * captions.stammers, 100 * people.stammers, 100 * captions.said_again,
                             100 * people.said_again);
}

nlohmann::json scores_json(const Scores& scores) {
    nlohmann::json json;
    for (std::size_t n = 0; n < bleu_names.size(); ++n)
        json[bleu_names[n]] = scores.bleu[n];
    json["ROUGE-L"] = scores.rouge_l;
    json["CIDEr-D"] = scores.cider_d;
    return json;
}

nlohmann::json report_json(const ScoreReport& report) {
    nlohmann::json json = scores_json(report.scores);
    json["photos"] = report.photos;
    for (std::size_t n = 0; n < bleu_names.size(); ++n)
        json["intervals"][bleu_names[n]] = as_json(report.intervals.bleu[n]);
    json["intervals"]["ROUGE-L"] = as_json(report.intervals.rouge_l);
    json["intervals"]["CIDEr-D"] = as_json(report.intervals.cider_d);
    json["distinct_captions"] = report.diversity.distinct_captions;
    json["distinct_words"] = report.diversity.distinct_words;
    json["mean_length"] = report.diversity.mean_length;
    if (report.diversity.unseen_share)
        json["unseen_share"] = *report.diversity.unseen_share;
    if (report.repetition) {
        json["repetition"] = as_json(report.repetition->captions);
        json["repetition"]["people"] = as_json(report.repetition->people);
    }
    return json;
}

} // namespace saccade::cli
