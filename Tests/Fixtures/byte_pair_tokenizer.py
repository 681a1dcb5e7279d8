"""A byte-level BPE tokenizer made by Hugging Face tokenizers, and the ids that it and tiktoken give.

Writes Tests/LanguageModelsTests/Fixtures/byte-pair:
  tokenizer.json, vocab.json, merges.txt   the tokenizer in both forms
  expected.json                            texts with their ids, and bytes with theirs
  classes.json                             first scalar and class of each run of characters of one
                                           class: 0 other, 1 letter, 2 number, 3 white space
With --large FOLDER it writes there instead, with a large vocabulary: text.bin (10 MB of mixed text)
and ids.bin (int32); strings.bin and strings-ids.bin (100,000 random strings and their ids, each
with its length before it, int32). The test of large texts reads that folder.

Texts are encoded by both libraries, which must agree. Bytes that are no UTF-8 only tiktoken takes,
one piece at a time.

Needs tokenizers, tiktoken and numpy. Run from the root of the repository.
"""

import argparse
import json
import random
import sys
import sysconfig
from pathlib import Path

import numpy as np
import tiktoken
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

OUT = Path("Tests/LanguageModelsTests/Fixtures/byte-pair")
END = "<|endoftext|>"
PATTERN = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

TEXTS = [
    "", " ", "a", "Hello, world!", "  two  spaces ", "tabs\tand\nlines\r\n\n  indented\n",
    "It's we'll they've I'd you're I'm don't 'tis 'Tis IT'S she'll'd've", "''s 's' '", "1234 5678 12a b34",
    "naïve café Straße ﬁn ŒUVRE", "русский текст, ещё", "日本語のテキスト、漢字かな", "한국어 텍스트", "עברית 123 ١٢٣",
    "👩‍👩‍👧‍👦 family 👍🏽 flags 🇩🇪🇫🇷", "e\u0301 combining n\u0303o", "x² ½ Ⅷ ① ٣", "a\u00a0b\u2003c\u3000d\u2028e\u0085f",
    "nul\0byte \x01\x02 \x1c\x1d\x1e\x1f\x7f", "\ufeffBOM", "z\u200dwj \u200b zero", "f(x) = {a: [1, 2]}; // --> !== ??",
    END, f"before{END}after", f"{END}{END} x", "<|endoftext", "\U0001d54f \U00020000 \U0010ffff",
    "    \n    \n\n x", " \u3000 \u3000a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "'", "' s", "\u0345\u0300 ᾳ \u05d0\u05b0",
]


def corpus(folder: Path, suffixes: tuple[str, ...], limit: int) -> list[str]:
    texts, size = [], 0
    for path in sorted(folder.rglob("*")):
        if path.suffix in suffixes and path.is_file() and size < limit:
            texts.append(path.read_text(encoding="utf-8", errors="replace"))
            size += len(texts[-1])
    return texts


def trained(texts: list[str], vocabulary: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary, special_tokens=[END], show_progress=False,
            initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        ),
    )
    return tokenizer


def characters() -> dict[str, int]:
    """The printable character of each byte in GPT-2's vocabulary files."""
    plain = [b for b in range(256) if 33 <= b <= 126 or 161 <= b <= 172 or 174 <= b <= 255]
    others = [b for b in range(256) if b not in plain]
    names = {chr(b): b for b in plain}
    names.update({chr(256 + i): b for i, b in enumerate(others)})
    return names


def counterpart(tokenizer: Tokenizer) -> tiktoken.Encoding:
    names = characters()
    ranks = {
        bytes(names[c] for c in piece): token
        for piece, token in tokenizer.get_vocab().items() if piece != END
    }
    return tiktoken.Encoding(
        name="fixture", pat_str=PATTERN, mergeable_ranks=ranks,
        special_tokens={END: tokenizer.token_to_id(END)},
    )


def random_text(generator: random.Random, length: int) -> str:
    def character() -> str:
        kind = generator.random()
        if kind < 0.45:
            return generator.choice("etaoin shrdlu'cm fwyp,.12 \n")
        if kind < 0.65:
            return chr(generator.randrange(0x20, 0x250))
        if kind < 0.9:
            return chr(generator.choice([generator.randrange(0x250, 0xD800), generator.randrange(0xE000, 0x10000)]))
        return chr(generator.randrange(0x10000, 0x110000))

    return "".join(character() for _ in range(length))


def encoded(text: str, one: Tokenizer, other: tiktoken.Encoding) -> list[int]:
    # tokenizers always reads special tokens; texts that hold one are compared with tiktoken alone.
    ids = other.encode(text, disallowed_special=())
    if END not in text and one.encode(text).ids != ids:
        sys.exit(f"tokenizers and tiktoken differ on {text!r}")
    return ids


def character_classes() -> list[list[int]]:
    """How tokenizers' pre-tokenisation takes every character: by what it joins."""
    split = pre_tokenizers.ByteLevel(add_prefix_space=False).pre_tokenize_str

    def kind(code: int) -> int:
        character = chr(code)
        for number, neighbour in ((1, "a"), (2, "1"), (0, "!")):
            if len(split(neighbour + character)) == 1:
                return number
        return 3

    runs: list[list[int]] = []
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        if not runs or runs[-1][1] != (number := kind(code)):
            runs.append([code, number if runs else kind(code)])
    return runs


def write_small() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    tokenizer = trained(corpus(Path("Sources"), (".swift", ".h"), 1 << 20) + TEXTS, 700)
    tokenizer.save(str(OUT / "tokenizer.json"), pretty=False)
    tokenizer.model.save(str(OUT))
    other = counterpart(tokenizer)
    generator = random.Random(7)
    texts = TEXTS + [random_text(generator, generator.randrange(1, 25)) for _ in range(250)]
    pieces = [
        bytes(generator.randrange(0x80, 0xC0) for _ in range(generator.randrange(1, 12)))
        for _ in range(40)
    ]
    expected = {
        "texts": [{"text": t, "ids": encoded(t, tokenizer, other)} for t in texts],
        "specials": [
            {"text": t, "ids": other.encode(t, allowed_special="all")} for t in TEXTS if END in t
        ],
        "bytes": [{"bytes": list(b), "ids": other._encode_single_piece(b)} for b in pieces],
    }
    (OUT / "classes.json").write_text(json.dumps(character_classes(), separators=(",", ":")))
    (OUT / "expected.json").write_text(json.dumps(expected, separators=(",", ":")))


def write_large(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    library = corpus(Path(sysconfig.get_paths()["stdlib"]), (".py", ".txt", ".rst"), 7 << 20)
    generator = random.Random(11)
    mixed = "".join(library)[: 7 << 20] + "".join(random_text(generator, 200) for _ in range(7000))
    tokenizer = trained([mixed], 32_000)
    tokenizer.save(str(folder / "tokenizer.json"))
    other = counterpart(tokenizer)
    (folder / "text.bin").write_bytes(mixed.encode())
    ids = []
    for start in range(0, len(mixed), 1 << 20):  # no piece may be cut: each part is encoded by itself
        ids.append(encoded(mixed[start : start + (1 << 20)], tokenizer, other))
    parts = [len(mixed[start : start + (1 << 20)].encode()) for start in range(0, len(mixed), 1 << 20)]
    np.array([len(parts), *parts], np.int32).tofile(folder / "parts.bin")
    np.array([i for part in ids for i in part], np.int32).tofile(folder / "ids.bin")
    with open(folder / "strings.bin", "wb") as strings, open(folder / "strings-ids.bin", "wb") as answers:
        for number in range(100_000):
            raw = generator.randbytes(generator.randrange(1, 40))
            # A third are bytes that no character begins with, one piece for both; the others are
            # read as Latin-1, or with replacement characters.
            if number % 3 == 0:
                raw = bytes(0x80 | b & 0x3F for b in raw)
                ids = other._encode_single_piece(raw)
            else:
                text = raw.decode("latin-1") if number % 3 == 1 else raw.decode("utf-8", "replace")
                raw, ids = text.encode(), encoded(text, tokenizer, other)
            strings.write(np.int32(len(raw)).tobytes() + raw)
            answers.write(np.array([len(ids), *ids], np.int32).tobytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", type=Path)
    arguments = parser.parse_args()
    write_large(arguments.large) if arguments.large else write_small()
