#include "core/training/training_set.h"

#include "core/support/content_hash.h"

namespace saccade {

std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer) {
    const auto scorer = make_scoring_tokenizer(tokenizer.name());
    std::vector<TrainingPhoto> photos;
    for (const CaptionedPhoto& source : dataset.photos) {
        TrainingPhoto& photo = photos.emplace_back();
        photo.id = source.id;
        for (const std::string& caption : source.captions) {
            photo.captions.push_back(tokenizer.tokens(caption));
            photo.references.push_back(scorer->tokens(caption));
        }
    }
    return photos;
}

std::string data_hash(const TrainingSet& training, const TrainingSet& validation) {
    ContentHash hash;
    for (const TrainingSet* const set : {&training, &validation}) {
        hash.add("set");
        for (const TrainingPhoto& photo : set->photos) {
            hash.add("photo");
            hash.add(photo.id);
            for (const auto& caption : photo.captions) {
                hash.add("caption");
                for (const std::string& word : caption)
                    hash.add(word);
            }
        }
    }
    return hash.hex();
}

} // namespace saccade
