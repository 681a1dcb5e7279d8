"""Measures Skua's language-model engine and its peers in turn, in one run, and prints ratios.

    Benchmarks/run-language-models [--quick] [--rounds N] [--only PART ...] [--json FILE]
    Benchmarks/run-language-models --check

Parts: sampling, scoring, lab, tokenizer, training, memory. --check compares logits, greedy texts and
the losses of a trained folder with Transformers, and fails where they differ by too much.
"""

import argparse
import json
import math
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
OURS = HERE / ".build/release/language-model-bench"
SKUA = HERE / "../.build/release/skua"
FOLDER = HERE / ".build/language-models"
LARGE = {"vocabulary": 50257, "context": 1024, "layers": 12, "width": 768, "heads": 12}
LAB = {"S": (4, 64, 4), "M": (6, 96, 4), "XL": (8, 192, 6)}


def run(command: list) -> dict:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def options(**values) -> list:
    """`--name value` for each value; `--name` alone for True."""
    result = []
    for name, value in values.items():
        name = "--" + name.replace("_", "-")
        result += [] if value is False else [name] if value is True else [name, value]
    return result


def ours(command: str, *arguments, **values) -> list:
    return [OURS, command, *arguments, *options(**values)]


def peer(command: str, *arguments, **values) -> list:
    return [sys.executable, HERE / "language_model_peers.py", command, *arguments, *options(**values)]


class Table:
    """Rows of one kind of work, each measured in turn, the best of some rounds."""

    def __init__(self, rounds: int):
        self.rounds = rounds
        self.rows: list[dict] = []
        self.facts: list[str] = []

    def work(
        self, name: str, unit: str, contestants: dict[str, list], target: float | None = None,
        ratios: dict[str, float] | None = None,
    ):
        rates: dict[str, float] = {}
        for _ in range(self.rounds):
            for who, command in contestants.items():
                answer = run(command)
                rate = answer["count"] / answer["seconds"]
                rates[who] = max(rates.get(who, 0), rate)
                print(f"  {name}, {who}: {rate:,.0f} {unit}", file=sys.stderr)
        first = next(iter(rates))
        self.rows.append(
            {"work": name, "unit": unit, "target": target, "ratios": ratios or {}, "rates": rates, "ours": first}
        )

    def show(self) -> None:
        print(f"\n{'work':32}{'who':26}{'per second':>14}{'ratio of ours':>15}")
        for row in self.rows:
            best = row["rates"][row["ours"]]
            for who, rate in row["rates"].items():
                value = f"{rate / 1e6:,.2f} MB" if row["unit"] == "bytes" else f"{rate:,.0f}"
                ratio = "" if who == row["ours"] else f"{best / rate:.2f}"
                asked = row["target"] if who == row["ours"] else row["ratios"].get(who)
                note = f"  at least {asked:,g} is the goal" if asked else ""
                name = row["work"] if who == row["ours"] else ""
                print(f"{name:32}{who:26}{value:>14}{ratio:>15}{note}")
        for fact in self.facts:
            print(fact)


def large_folder() -> Path:
    folder = FOLDER / "gpt2-124m"
    if not (folder / "Q8_0.gguf").exists():
        print("Making a GPT-2 of 124M random weights", file=sys.stderr)
        # A folder that is cut short has another name.
        part = FOLDER / "part"
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(
            [str(p) for p in peer("prepare", part, **LARGE, gguf=True)],
            check=True, capture_output=True,
        )
        part.rename(folder)
    return folder


def lab_folder(size: str) -> Path:
    layers, width, heads = LAB[size]
    folder = FOLDER / f"lab-{size}"
    if not (folder / "config.json").exists():
        shape = dict(vocabulary=1024, context=320, layers=layers, width=width, heads=heads)
        subprocess.run(
            [str(p) for p in peer("prepare", folder, **shape)], check=True, capture_output=True
        )
    return folder


# MARK: Parts


def sampling(table: Table, quick: bool) -> None:
    folder, length = large_folder(), 64 if quick else 256
    ratios = {"Transformers bfloat16": 3.5, "llama.cpp F16": 2.2, "llama.cpp Q8_0": 1.5}
    for count, target in ((64, 660), (8, 350), (1, 95)):
        sizes = dict(count=count, length=length)
        table.work(
            f"124M, sampling, {count} at once", "tokens/s",
            {
                "skua bfloat16": ours("sample", folder, **sizes, batch=count),
                "skua float32": ours("sample", folder, **sizes, batch=count, float32=True),
                "Transformers bfloat16": peer("sample-transformers", folder, **sizes),
                "llama.cpp F16": peer("sample-llama", folder / "F16.gguf", **sizes),
                "llama.cpp Q8_0": peer("sample-llama", folder / "Q8_0.gguf", **sizes),
            },
            target, ratios if count == 64 else None,
        )


def scoring(table: Table, quick: bool) -> None:
    folder, sizes = large_folder(), dict(count=8 if quick else 32, length=256)
    table.work(
        "124M, scoring", "tokens/s",
        {
            "skua bfloat16": ours("score", folder, **sizes),
            "skua float32": ours("score", folder, **sizes, float32=True),
            "Transformers bfloat16": peer("score-transformers", folder, **sizes),
            "llama.cpp Q8_0": peer("score-llama", folder / "Q8_0.gguf", **sizes),
        },
        1200,
    )


def lab(table: Table, quick: bool) -> None:
    count = 100 if quick else 800
    table.work(
        "XL (3.8M), sampling", "tokens/s",
        {
            "skua bfloat16": ours("sample", lab_folder("XL"), count=count, length=256),
            "Transformers bfloat16": peer("sample-transformers", lab_folder("XL"), count=64, length=256),
        },
        20_000,
    )
    for size, target in (("XL", 40_000), ("M", 130_000), ("S", 300_000)):
        folder = lab_folder(size)
        table.work(
            f"{size}, scoring", "tokens/s",
            {
                "skua bfloat16": ours("score", folder, count=10 * count, length=256),
                "Transformers bfloat16": peer("score-transformers", folder, count=256, length=256),
            },
            target,
        )


def corpus(size: int) -> Path:
    """English: the comments and documents of Python's own library."""
    path = FOLDER / f"text-{size}.txt"
    if not path.exists():
        text, library = "", Path(sysconfig.get_paths()["stdlib"])
        files = [p for p in sorted(library.rglob("*")) if p.suffix in (".txt", ".rst", ".py")]
        for file in files:
            text += file.read_text(encoding="utf-8", errors="ignore")
            if len(text) > size:
                break
        while len(text) < size:
            text += text
        path.write_text(text[:size], encoding="utf-8")
    return path


def tokenizer(table: Table, _: bool) -> None:
    text, learned = corpus(8 << 20), FOLDER / "tokenizer.json"
    if not learned.exists():
        run(peer("learn-vocabulary", text=text, vocabulary=32_000, out=learned))
    work = dict(tokenizer=learned, text=text)
    table.work(
        "tokenizing English, one core", "bytes",
        {
            "skua": ours("tokenize", learned, text),
            "tiktoken": peer("tokenize", **work, engine="tiktoken"),
            "tokenizers": peer("tokenize", **work, engine="tokenizers"),
        },
        10_000_000,
    )
    run_of_a = FOLDER / "run.txt"
    run_of_a.write_text("a" * 1_000_000)
    table.work("one letter, 1 MB", "bytes", {"skua": ours("tokenize", learned, run_of_a)}, 1_000_000)
    large = corpus(16 << 20)
    table.work(
        "learning 1,024 entries, 16 MB", "bytes",
        {
            "skua": ours("train", text=large),
            "tokenizers": peer("learn-vocabulary", text=large, vocabulary=1024),
        },
        1_600_000,
    )


def training(table: Table, quick: bool) -> None:
    small = dict(vocabulary=1024, context=256, layers=8, width=192, heads=6, batch=16)
    for name, shape, steps, goal in (
        ("3.8M, training", small, 2 if quick else 6, 1.5),
        ("124M, training", {**LARGE, "batch": 4}, 1 if quick else 3, 1),
    ):
        for half, precision in ((False, "float32"), (True, "bfloat16")):
            table.work(
                f"{name}, {precision}", "tokens/s",
                {
                    "skua": ours("train", **shape, steps=steps, float32=not half),
                    "PyTorch": peer("train", **shape, steps=steps, half=half),
                },
                None, {"PyTorch": goal},
            )


def memory(table: Table, quick: bool) -> None:
    folder = large_folder()
    answer = run(ours("sample", folder, count=64, length=64 if quick else 256, batch=64))
    first = run(ours("first-token", folder))
    table.facts += [
        f"124M, 64 at once: {answer['anonymousBytes'] / 1e6:,.0f} MB at most without files, under 1,000 is the goal",
        f"124M, opened and first token drawn: {first['seconds']:.2f} s, under 1 is the goal",
    ]


PARTS = {
    "sampling": sampling, "scoring": scoring, "lab": lab, "tokenizer": tokenizer,
    "training": training, "memory": memory,
}


# MARK: Checks


def check() -> None:
    folder, tokens = large_folder(), FOLDER / "tokens.bin"
    np.random.default_rng(3).integers(0, LARGE["vocabulary"], 60).astype(np.int32).tofile(tokens)
    run(peer("logits", folder, tokens=tokens, out=FOLDER / "theirs.bin"))
    theirs = np.fromfile(FOLDER / "theirs.bin", np.float32)
    good = True
    for name, bound, flags in (("float32", 1e-5, {"float32": True}), ("bfloat16", 1e-2, {})):
        run(ours("logits", folder, tokens=tokens, out=FOLDER / "ours.bin", **flags))
        found = np.fromfile(FOLDER / "ours.bin", np.float32)
        error = np.abs(found - theirs).max() / np.abs(theirs).max()
        good &= bool(error < bound)
        print(f"124M, logits in {name}: largest error {error:.1e} of the largest logit, below {bound:.0e}")
    first = run(ours("sample", folder, count=1, length=200, greedy=True, float32=True))["tokens"]
    second = run(peer("greedy", folder, length=200))["tokens"]
    same = next((i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b), len(first))
    good &= same == 200
    print(f"124M, greedy in float32: {same} of 200 tokens identical")
    good &= check_trained()
    sys.exit(0 if good else "a figure is worse than it must be")


def check_trained() -> bool:
    """A folder that `skua lm train` wrote, opened by Transformers."""
    folder, lines = FOLDER / "trained", FOLDER / "lines.txt"
    lines.write_text("The skua robs other birds.\nNaïve café, 鳥!\nx = [1, 2]\n", encoding="utf-8")
    text = corpus(1 << 18)
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [str(p) for p in [SKUA, "lm", "train", "--corpus", text, "--out", folder, "--steps", 30,
         "--layers", 2, "--width", 48, "--heads", 4, "--vocabulary", 600, "--context", 128]],
        check=True, capture_output=True,
    )
    done = subprocess.run(
        [str(p) for p in [SKUA, "lm", "score", folder, lines, "--lines", "--precision", "float32", "--json"]],
        check=True, capture_output=True, text=True,
    )
    found = [json.loads(line)["log_perplexity"] for line in done.stdout.splitlines()]
    expected = run(peer("losses", folder, text=lines))["losses"]
    errors = [abs(a - b) for a, b in zip(found, expected, strict=True)]
    error = max(errors) if errors and all(map(math.isfinite, errors)) else math.inf
    print(f"trained folder in Transformers: losses differ by {error:.1e} at most, below 1e-05")
    return error < 1e-5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="less of each work: minutes in place of an hour")
    parser.add_argument("--rounds", type=int, default=1, help="of which the best counts")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--json", type=Path, help="write the rows to a file, too")
    parser.add_argument("--check", action="store_true", help="compare with Transformers in place of timing")
    arguments = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if arguments.check:
        check()
    table = Table(arguments.rounds)
    for name in arguments.only:
        PARTS[name](table, arguments.quick)
    table.show()
    if arguments.json:
        arguments.json.write_text(json.dumps({"rows": table.rows, "facts": table.facts}, indent=2))


if __name__ == "__main__":
    main()
