#include "core/training/training_set.h"

#include "core/support/content_hash.h"

namespace saccade {

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
