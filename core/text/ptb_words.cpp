#include "core/text/ptb_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace saccade::ptb {

namespace {

constexpr auto abbreviations = std::to_array<std::string_view>(
    {"adm",   "al",   "ala",   "alex",  "apr",   "ariz", "assn", "atty", "attys", "aug",    "ave",  "bancorp",
     "bhd",   "blvd", "brig",  "bros",  "calif", "capt", "cf",   "cie",  "cmdr",  "co",     "col",  "colo",
     "comdr", "conn", "corp",  "cos",   "cpl",   "dak",  "dec",  "del",  "dept",  "det",    "dr",   "drs",
     "elec",  "esq",  "est",   "etc",   "ext",   "feb",  "fla",  "fri",  "ft",    "ga",     "gen",  "gov",
     "govs",  "hon",  "inc",   "ind",   "intl",  "invt", "jan",  "jos",  "jr",    "jul",    "jun",  "kan",
     "kans",  "ky",   "la",    "lieut", "lt",    "ltd",  "maj",  "mar",  "md",    "messrs", "mfg",  "mich",
     "minn",  "mo",   "mon",   "mont",  "mr",    "mrs",  "ms",   "mt",   "mtg",   "natl",   "neb",  "nev",
     "nov",   "oct",  "okla",  "pa",    "penn",  "pfc",  "ph",   "plc",  "ppty",  "pptys",  "pres", "prof",
     "profs", "pty",  "ptys",  "pvt",   "rd",    "rep",  "reps", "rev",  "sen",   "sens",   "sep",  "sept",
     "seq",   "sgt",  "spc",   "sq",    "sr",    "st",   "ste",  "supt", "supts", "sys",    "tel",  "tenn",
     "tex",   "thu",  "thurs", "treas", "tue",   "tues", "univ", "va",   "vs",    "vt",     "wed",  "wis",
     "wisc",  "wm",   "wyo"});

constexpr auto capitalised_abbreviations =
    std::to_array<std::string_view>({"ark", "ill", "mass", "miss", "ore", "wash"});

constexpr auto number_abbreviations =
    std::to_array<std::string_view>({"ca", "fig", "figs", "no", "nos", "pp", "prop"});

using Spelling = std::pair<std::string_view, std::string_view>;

// What the rule for "-our" does not reach.
constexpr auto american_spellings = std::to_array<Spelling>({
    {"anaesthetic", "anesthetic"},
    {"analogue", "analog"},
    {"analogues", "analogs"},
    {"analyse", "analyze"},
    {"analysed", "analyzed"},
    {"analysing", "analyzing"},
    {"armoured", "armored"},
    {"cancelled", "canceled"},
    {"cancelling", "canceling"},
    {"capitalisation", "capitalization"},
    {"capitalise", "capitalize"},
    {"capitalised", "capitalized"},
    {"centre", "center"},
    {"coloured", "colored"},
    {"colourful", "colorful"},
    {"colouring", "coloring"},
    {"defence", "defense"},
    {"discoloured", "discolored"},
    {"discolouring", "discoloring"},
    {"encyclopaedia", "encyclopedia"},
    {"endeavoured", "endeavored"},
    {"endeavouring", "endeavoring"},
    {"favoured", "favored"},
    {"favouring", "favoring"},
    {"favourite", "favorite"},
    {"favourites", "favorites"},
    {"fibre", "fiber"},
    {"fibres", "fibers"},
    {"finalise", "finalize"},
    {"finalised", "finalized"},
    {"finalising", "finalizing"},
    {"flavoured", "flavored"},
    {"flavouring", "flavoring"},
    {"grey", "gray"},
    {"honourable", "honorable"},
    {"honoured", "honored"},
    {"honouring", "honoring"},
    {"humoured", "humored"},
    {"humouring", "humoring"},
    {"kerb", "curb"},
    {"labelled", "labeled"},
    {"labelling", "labeling"},
    {"laboured", "labored"},
    {"labouring", "laboring"},
    {"leant", "leaned"},
    {"learnt", "learned"},
    {"localise", "localize"},
    {"localised", "localized"},
    {"manoeuvre", "maneuver"},
    {"manoeuvres", "maneuvers"},
    {"maximise", "maximize"},
    {"maximised", "maximized"},
    {"maximising", "maximizing"},
    {"meagre", "meager"},
    {"minimise", "minimize"},
    {"minimised", "minimized"},
    {"minimising", "minimizing"},
    {"modernise", "modernize"},
    {"modernised", "modernized"},
    {"modernising", "modernizing"},
    {"neighbourhood", "neighborhood"},
    {"neighbourhoods", "neighborhoods"},
    {"organisation", "organization"},
    {"organisations", "organizations"},
    {"popularise", "popularize"},
    {"popularised", "popularized"},
    {"popularises", "popularizes"},
    {"popularising", "popularizing"},
    {"practise", "practice"},
    {"practised", "practiced"},
    {"programme", "program"},
    {"programmes", "programs"},
    {"realise", "realize"},
    {"realised", "realized"},
    {"realises", "realizes"},
    {"realising", "realizing"},
    {"recognise", "recognize"},
    {"recognised", "recognized"},
    {"recognises", "recognizes"},
    {"recognising", "recognizing"},
    {"rumoured", "rumored"},
    {"savoured", "savored"},
    {"savouring", "savoring"},
    {"theatre", "theater"},
    {"theatres", "theaters"},
    {"travelled", "traveled"},
    {"travelling", "traveling"},
});

constexpr auto our_in_america_too =
    std::to_array<std::string_view>({"bonjour", "carrefour", "contour", "detour", "devour", "downpour",
                                     "glamour", "paramour", "pompadour", "tambour", "troubadour", "velour"});

static_assert(std::ranges::is_sorted(abbreviations) && std::ranges::is_sorted(capitalised_abbreviations) &&
              std::ranges::is_sorted(number_abbreviations) && std::ranges::is_sorted(american_spellings) &&
              std::ranges::is_sorted(our_in_america_too));

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

std::string ascii_lower(std::string_view word) {
    std::string lower(word);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool is_lower(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

bool is_abbreviation(std::string_view word) {
    const std::string lower = ascii_lower(word);
    return contains(abbreviations, lower) ||
           (!word.empty() && word.front() != lower.front() && contains(capitalised_abbreviations, lower));
}

bool is_number_abbreviation(std::string_view word) {
    return contains(number_abbreviations, ascii_lower(word));
}

std::string american_spelling(std::string word) {
    if (word.size() < 4 || !is_lower(word))
        return word;
    const auto found =
        std::lower_bound(american_spellings.begin(), american_spellings.end(), word,
                         [](const Spelling& entry, const std::string& w) { return entry.first < w; });
    if (found != american_spellings.end() && found->first == word)
        return std::string(found->second);

    const std::size_t plural = word.back() == 's' ? 1 : 0;
    const std::string_view stem = std::string_view(word).substr(0, word.size() - plural);
    if (stem.size() >= 6 && stem.ends_with("our") && !contains(our_in_america_too, stem))
        word.erase(stem.size() - 2, 1);
    return word;
}

} // namespace saccade::ptb
