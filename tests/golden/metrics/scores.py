#!/usr/bin/env python3
"""Writes scores.json: a small set of captions with the scores that the papers' formulas give them.

BLEU: Papineni et al. 2002; ROUGE-L: Lin 2004, beta 1.2; CIDEr-D: Vedantam et al. 2015, sigma 6; each with the
conventions of the COCO caption evaluation (closest reference length, 1e-15 over 1e-9 in BLEU, length difference
in bigrams and a factor of 10 in CIDEr-D). Written for clarity and shares nothing with core/metrics.
Run: scores.py
"""
import collections
import functools
import json
import math
import pathlib

ITEMS = [
    ("a brown dog runs across the wet grass",
     ["a brown dog is running across the grass", "the dog runs through wet grass",
      "a dog with a red collar runs in a field"]),
    ("two men play play soccer on the the beach",
     ["two men play soccer on the beach", "men kick a ball on the sand",
      "the two players run after the ball"]),
    ("a man",
     ["a man in a blue shirt rides a bicycle down a steep street", "a man rides his bicycle"]),
    ("a child in a red coat throws a snowball at the camera in front of a small house",
     ["a child throws a snowball", "a girl in a red coat plays in the snow", "snow"]),
    ("purple elephants dance tonight", ["a plane waits on the runway", "an airplane at the airport"]),
    ("", ["a plate of food", "food on a white plate"]),
    ("the dog 's ball is n't here", ["the dog 's ball is n't here", "no ball"]),
]


def ngrams(words, n):
    return collections.Counter(tuple(words[i:i + n]) for i in range(len(words) - n + 1))


def bleu_counts(items):
    counts = {"candidate_words": 0, "reference_words": 0, "guessed": [0] * 4, "correct": [0] * 4}
    for candidate, references in items:
        counts["candidate_words"] += len(candidate)
        counts["reference_words"] += min((abs(len(r) - len(candidate)), len(r)) for r in references)[1]
        for n in range(1, 5):
            guessed = ngrams(candidate, n)
            clip = functools.reduce(lambda a, b: a | b, (ngrams(r, n) for r in references))
            counts["guessed"][n - 1] += sum(guessed.values())
            counts["correct"][n - 1] += sum((guessed & clip).values())
    return counts


def bleu(counts):
    ratio = (counts["candidate_words"] + 1e-15) / (counts["reference_words"] + 1e-9)
    brevity = min(1.0, math.exp(1 - 1 / ratio))
    precisions = [(c + 1e-15) / (g + 1e-9) for c, g in zip(counts["correct"], counts["guessed"])]
    return [math.prod(precisions[:n]) ** (1 / n) * brevity for n in range(1, 5)]


def lcs(a, b):
    @functools.lru_cache(None)
    def length(i, j):
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return 1 + length(i + 1, j + 1)
        return max(length(i + 1, j), length(i, j + 1))
    return length(0, 0)


def rouge_l(candidate, references):
    if not candidate:
        return 0.0
    precision = max(lcs(candidate, r) / len(candidate) for r in references)
    recall = max(lcs(candidate, r) / len(r) for r in references)
    return 2.44 * precision * recall / (recall + 1.44 * precision) if precision else 0.0


def cider_d(items):
    def weights(words, n):
        return {g: tf * math.log(len(items) / max(1, documents[g])) for g, tf in ngrams(words, n).items()}

    def norm(vector):
        return math.sqrt(sum(w * w for w in vector.values()))

    documents = collections.Counter()
    for _, references in items:
        documents.update({g for r in references for n in range(1, 5) for g in ngrams(r, n)})
    scores = []
    for candidate, references in items:
        total = 0.0
        for reference in references:
            difference = sum(ngrams(candidate, 2).values()) - sum(ngrams(reference, 2).values())
            for n in range(1, 5):
                a, b = weights(candidate, n), weights(reference, n)
                product = sum(min(w, b[g]) * b[g] for g, w in a.items() if g in b)
                if product:
                    total += product / (norm(a) * norm(b)) * math.exp(-difference ** 2 / 72)
        scores.append(10 * total / 4 / len(references))
    return scores


def main():
    items = [(c.split(), [r.split() for r in rs]) for c, rs in ITEMS]
    counts = bleu_counts(items)
    result = {
        "items": [{"candidate": c, "references": rs} for c, rs in items],
        "bleu_counts": counts,
        "bleu": bleu(counts),
        "item_rouge_l": [rouge_l(c, rs) for c, rs in items],
        "item_cider_d": cider_d(items),
    }
    with open(pathlib.Path(__file__).with_suffix(".json"), "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
