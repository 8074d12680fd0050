#!/usr/bin/env python3
"""Writes keras_tokenizer.json: captions and the ids that Keras' Tokenizer gives them.

An independent re-implementation, in plain Python, of keras.preprocessing.text.Tokenizer (Keras 2) as TensorFlow's
tutorial "Image captioning with visual attention" uses it:

    tokenizer = Tokenizer(num_words=top_k, oov_token="<unk>", filters='!"#$%&()*+.,-/:;=?@[\\]^_`{|}~ ')
    tokenizer.fit_on_texts(train_captions)
    tokenizer.word_index['<pad>'] = 0

with tab and newline among the filters. Run: keras_tokenizer.py [FLICKR8K_FOLDER]; without the folder, what the present
JSON says about Flickr8k is kept.
"""

import json
import pathlib
import sys
from collections import OrderedDict

FILTERS = '!"#$%&()*+.,-/:;=?@[\\]^_`{|}~ \t\n'
HERE = pathlib.Path(__file__).resolve().parent

CAPTIONS = [
    "A dog runs.",
    "A dog, a cat and a bird!",
    "The dog's ball isn't RED -- it is \"blue\" (or green?)",
    "two\tmen\nin one boat",
    "  leading and   trailing   spaces  ",
    "A Café in Zürich; ÉCOLE, Ñandú",
    "A Cafe\u0301 in decomposed accents",
    "İstanbul and IĞDIR in ılık DİYARBAKIR",
    "ΟΔΟΣ ΣΟΦΙΑΣ. ΟΔΟΣ.Α ΑΣ' Σ",
    "STRASSE Straße STRAẞE \ufb01sh",
    "a dog 🐶 and a cat🐱, 👩‍👩‍👧 family",
    "一只狗在草地上奔跑。 犬 走る",
    "ДВЕ СОБАКИ Бегут",
    "x<y and <b>bold</b> & more",
    "no\u00a0break and ideographic\u3000space",
    "“typographic” quotes — and dash…",
    "carriage\rreturn stays",
    "50% of $3.50 @home #1 a_b ~ ^ | {x} [y] \\z/ `q` 1+1=2*1",
    "zebra yak xerus",
    "xerus yak zebra",
    "a man in a red shirt",
    "a man in a blue shirt",
    "",
    " .,!? ",
]
NUM_WORDS = [6, 20, 5000]
UNSEEN = ["a purple dog 🐶 in ΣΟΦΙΑΣ", "completely unknown words", "The Dog's Cat"]
MALFORMED = [
    b"a \xff dog",
    b"caf\xc3",
    b"\xe2\x82 euro \xe2\x82\xac",
    b"over\xc0\xafflow \xe0\x80\xaf",
    b"sur\xed\xa0\x80rogate",
    b"\xf0\x9f\x90 dog \xf5\x80\x80\x80 \xf4\x90\x80\x80",
    b"n\x00l",
    b"\x80\xbf CAF\xc9",
]


def text_to_word_sequence(text):
    text = text.lower()
    for character in FILTERS:
        text = text.replace(character, " ")
    return [word for word in text.split(" ") if word]


class Tokenizer:
    def __init__(self, num_words):
        self.num_words = num_words
        self.word_counts = OrderedDict()
        self.word_index = {}

    def fit_on_texts(self, texts):
        for text in texts:
            for word in text_to_word_sequence(text):
                self.word_counts[word] = self.word_counts.get(word, 0) + 1
        counts = list(self.word_counts.items())
        counts.sort(key=lambda item: item[1], reverse=True)
        vocabulary = ["<unk>"] + [word for word, _ in counts]
        self.word_index = {word: number for number, word in enumerate(vocabulary, start=1)}

    def texts_to_sequences(self, texts):
        unknown = self.word_index["<unk>"]
        sequences = []
        for text in texts:
            ids = []
            for word in text_to_word_sequence(text):
                number = self.word_index.get(word)
                ids.append(unknown if number is None or number >= self.num_words else number)
            sequences.append(ids)
        return sequences


def marked(caption):
    return "<start> " + caption + " <end>"


def fitted(captions, num_words):
    tokenizer = Tokenizer(num_words)
    tokenizer.fit_on_texts([marked(caption) for caption in captions])
    tokenizer.word_index["<pad>"] = 0
    return tokenizer


def case(num_words):
    tokenizer = fitted(CAPTIONS, num_words)
    known = sorted((number, word) for word, number in tokenizer.word_index.items() if number < num_words)
    return {
        "num_words": num_words,
        "words": [word for _, word in known],
        "ids": tokenizer.texts_to_sequences([marked(caption) for caption in CAPTIONS]),
        "unseen_ids": tokenizer.texts_to_sequences([marked(caption) for caption in UNSEEN]),
    }


def fnv1a(text):
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return f"{value:016x}"


def flickr8k(folder):
    """Of the training captions: how many words there are, and a hash of the words and of all ids, one a line."""
    captions = {}
    for line in (folder / "Flickr8k.token.txt").read_text(encoding="utf-8").splitlines():
        key, caption = line.split("\t", 1)
        captions.setdefault(key.split("#")[0], []).append(caption)
    names = (folder / "Flickr_8k.trainImages.txt").read_text(encoding="utf-8").split()
    train = [caption for name in names for caption in captions[name]]
    tokenizer = fitted(train, 5000)
    sequences = tokenizer.texts_to_sequences([marked(caption) for caption in train])
    words = [word for word, number in sorted(tokenizer.word_index.items(), key=lambda item: item[1]) if number < 5000]
    return {
        "captions": len(train),
        "distinct_words": len(tokenizer.word_counts),
        "first_ids": sequences[0],
        "unk_ids": sum(sequence.count(1) for sequence in sequences),
        "words_fnv1a": fnv1a("".join(word + "\n" for word in words)),
        "ids_fnv1a": fnv1a("".join(" ".join(map(str, sequence)) + "\n" for sequence in sequences)),
    }


def main():
    target = HERE / "keras_tokenizer.json"
    if len(sys.argv) > 1:
        about_flickr8k = flickr8k(pathlib.Path(sys.argv[1]))
    else:
        about_flickr8k = json.loads(target.read_text(encoding="utf-8"))["flickr8k_train"]
    answer = {
        "captions": CAPTIONS,
        "tokens": [text_to_word_sequence(caption) for caption in CAPTIONS],
        "unseen": UNSEEN,
        "cases": [case(num_words) for num_words in NUM_WORDS],
        "malformed": [
            {"hex": raw.hex(), "tokens": text_to_word_sequence(raw.decode("utf-8", errors="replace"))}
            for raw in MALFORMED
        ],
        "flickr8k_train": about_flickr8k,
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in answer.items()]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
