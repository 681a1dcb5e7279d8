"""The peers of the language-model benchmarks: Transformers, llama.cpp, tiktoken, tokenizers, PyTorch.

Each command does one piece of work in a process of its own and prints {"count", "seconds"} as JSON;
language_models.py runs them in turn with ours. Random weights do: speed doesn't depend on them.
"""

import argparse
import json
import os
import time
from pathlib import Path

import numpy as np

THREADS = os.cpu_count() or 1
TOP_N = 40


def show(count: int, seconds: float, **more) -> None:
    print(json.dumps({"count": count, "seconds": seconds, **more}))


# MARK: Models


def prepare(arguments) -> None:
    """A GPT-2 of a shape as a Hugging Face folder and, if asked for, as GGUF in F16 and Q8_0."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.manual_seed(1)
    config = GPT2Config(
        vocab_size=arguments.vocabulary, n_positions=arguments.context, n_layer=arguments.layers,
        n_embd=arguments.width, n_head=arguments.heads, bos_token_id=arguments.vocabulary - 1,
        eos_token_id=arguments.vocabulary - 1,
    )
    model = GPT2LMHeadModel(config)
    model.save_pretrained(arguments.folder)
    if arguments.gguf:
        for kind in ("F16", "Q8_0"):
            write_gguf(model, Path(arguments.folder) / f"{kind}.gguf", kind)


def write_gguf(model, path: Path, kind: str) -> None:
    import gguf

    config = model.config
    writer = gguf.GGUFWriter(str(path), "gpt2")
    writer.add_context_length(config.n_positions)
    writer.add_embedding_length(config.n_embd)
    writer.add_block_count(config.n_layer)
    writer.add_feed_forward_length(4 * config.n_embd)
    writer.add_head_count(config.n_head)
    writer.add_layer_norm_eps(config.layer_norm_epsilon)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(["Ċ", "a", "b", "ab"] + [f"t{i}" for i in range(4, config.vocab_size)])
    writer.add_token_merges(["a b"])
    writer.add_token_types([gguf.TokenType.NORMAL] * config.vocab_size)
    writer.add_bos_token_id(config.vocab_size - 1)
    writer.add_eos_token_id(config.vocab_size - 1)
    names = {
        "wte.weight": "token_embd.weight", "wpe.weight": "position_embd.weight",
        "ln_f.weight": "output_norm.weight", "ln_f.bias": "output_norm.bias",
    }
    parts = {
        "ln_1": "attn_norm", "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output",
        "ln_2": "ffn_norm", "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down",
    }
    types = gguf.GGMLQuantizationType
    for name, value in model.transformer.state_dict().items():
        data = value.float().numpy()
        if name.startswith("h."):
            _, block, rest = name.split(".", 2)
            part, ending = rest.rsplit(".", 1)
            target = f"blk.{block}.{parts[part]}.{ending}"
            if data.ndim == 2:
                data = np.ascontiguousarray(data.T)
        else:
            target = names[name]
        if data.ndim == 1 or target == "position_embd.weight":
            writer.add_tensor(target, data.astype(np.float32))
        elif kind == "F16":
            writer.add_tensor(target, data.astype(np.float16))
        else:
            writer.add_tensor(
                target, gguf.quants.quantize(data, types.Q8_0), raw_dtype=types.Q8_0
            )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def transformers_model(folder: str, half: bool = True):
    import torch
    from transformers import GPT2LMHeadModel

    torch.set_num_threads(THREADS)
    model = GPT2LMHeadModel.from_pretrained(folder, dtype=torch.bfloat16 if half else torch.float32)
    return model.eval()


# MARK: Sampling and scoring


def sample_transformers(arguments) -> None:
    import torch

    model = transformers_model(arguments.folder)
    start_token = model.config.vocab_size - 1
    prompt = torch.full((arguments.count, 1), start_token)
    settings = dict(
        do_sample=True, top_k=TOP_N, eos_token_id=None, pad_token_id=start_token,
        attention_mask=torch.ones_like(prompt),
    )
    with torch.inference_mode():
        model.generate(prompt[:1], max_new_tokens=2, **{**settings, "attention_mask": prompt[:1] * 0 + 1})
        start = time.perf_counter()
        tokens = model.generate(prompt, max_new_tokens=arguments.length, **settings)
        seconds = time.perf_counter() - start
    show((tokens.shape[1] - 1) * arguments.count, seconds)


def llama_context(path: str, sequences: int, length: int):
    import llama_cpp as llama

    llama.llama_backend_init()
    quiet = llama.llama_log_callback(lambda *_: None)
    llama.llama_log_set(quiet, None)
    model = llama.llama_model_load_from_file(path.encode(), llama.llama_model_default_params())
    settings = llama.llama_context_default_params()
    settings.n_ctx = sequences * (length + 8)
    settings.n_seq_max = sequences
    settings.n_batch = settings.n_ubatch = max(512, sequences)
    settings.n_threads = settings.n_threads_batch = THREADS
    return llama, model, llama.llama_init_from_model(model, settings), quiet


def sample_llama(arguments) -> None:
    count, length = arguments.count, arguments.length
    llama, model, context, _ = llama_context(arguments.folder, count, length)
    vocabulary = llama.llama_model_get_vocab(model)
    samplers = []
    for number in range(count):
        chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params())
        llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_top_k(TOP_N))
        llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_dist(number))
        samplers.append(chain)
    batch = llama.llama_batch_init(count, 0, 1)
    tokens = [llama.llama_vocab_bos(vocabulary)] * count
    for step in range(-2, length):
        if step == 0:  # two steps before have touched all of the file
            llama.llama_memory_clear(llama.llama_get_memory(context), True)
            tokens = [llama.llama_vocab_bos(vocabulary)] * count
            start = time.perf_counter()
        batch.n_tokens = count
        for number in range(count):
            batch.token[number] = tokens[number]
            batch.pos[number] = step if step >= 0 else step + 2
            batch.n_seq_id[number] = 1
            batch.seq_id[number][0] = number
            batch.logits[number] = 1
        if llama.llama_decode(context, batch) != 0:
            raise SystemExit("llama_decode failed")
        tokens = [llama.llama_sampler_sample(samplers[n], context, n) for n in range(count)]
    show(count * length, time.perf_counter() - start)


def texts(vocabulary: int, count: int, length: int) -> np.ndarray:
    return np.random.default_rng(1).integers(0, vocabulary, (count, length))


def score_transformers(arguments) -> None:
    import torch

    model = transformers_model(arguments.folder)
    size, scored = model.config.vocab_size, 0
    rows = torch.tensor(texts(size, arguments.count, arguments.length))
    start_column = torch.full((len(rows), 1), size - 1)
    with torch.inference_mode():
        model(rows[:1, :8])
        start = time.perf_counter()
        for first in range(0, len(rows), 8):
            part = rows[first : first + 8]
            inputs = torch.cat([start_column[: len(part)], part[:, :-1]], 1)
            logits = model(inputs).logits.float()
            scores = -torch.nn.functional.cross_entropy(
                logits.reshape(-1, size), part.reshape(-1), reduction="none"
            )
            scored += len(scores)
        seconds = time.perf_counter() - start
    show(scored, seconds)


def score_llama(arguments) -> None:
    llama, model, context, _ = llama_context(arguments.folder, 1, arguments.length)
    size = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(model))
    batch = llama.llama_batch_init(arguments.length, 0, 1)
    scored, seconds = 0, 0.0
    for number, row in enumerate(texts(size, arguments.count + 1, arguments.length)):
        llama.llama_memory_clear(llama.llama_get_memory(context), True)
        inputs = [size - 1, *row[:-1].tolist()]
        batch.n_tokens = len(inputs)
        for place, token in enumerate(inputs):
            batch.token[place] = token
            batch.pos[place] = place
            batch.n_seq_id[place] = 1
            batch.seq_id[place][0] = 0
            batch.logits[place] = 1
        start = time.perf_counter()
        if llama.llama_decode(context, batch) != 0:
            raise SystemExit("llama_decode failed")
        # What NumPy does with the logits doesn't count, nor does the first text.
        seconds += time.perf_counter() - start if number > 0 else 0
        logits = np.ctypeslib.as_array(llama.llama_get_logits(context), (len(row), size))
        top = logits.max(1)
        sums = top + np.log(np.exp(logits - top[:, None]).sum(1))
        scored += len(logits[np.arange(len(row)), row] - sums) if number > 0 else 0
    show(scored, seconds)


# MARK: Tokenizers and training


def tokenize(arguments) -> None:
    text = Path(arguments.text).read_text(encoding="utf-8")
    if arguments.engine == "tokenizers":
        from tokenizers import Tokenizer

        encode = Tokenizer.from_file(arguments.tokenizer).encode
    else:
        encode = tiktoken_encoding(arguments.tokenizer).encode_ordinary
    encode(text[:100_000])
    start = time.perf_counter()
    encode(text)
    show(len(text.encode()), time.perf_counter() - start)


def tiktoken_encoding(path: str):
    import tiktoken

    plain = [b for b in range(256) if 33 <= b <= 126 or 161 <= b <= 172 or 174 <= b <= 255]
    names = {chr(b): b for b in plain}
    names.update({chr(256 + i): b for i, b in enumerate(sorted(set(range(256)) - set(plain)))})
    vocabulary = json.loads(Path(path).read_text())["model"]["vocab"]
    ranks = {
        bytes(names[c] for c in piece): rank
        for piece, rank in vocabulary.items() if not piece.startswith("<|")
    }
    pattern = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
    return tiktoken.Encoding("bench", pat_str=pattern, mergeable_ranks=ranks, special_tokens={})


def learn_vocabulary(arguments) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    text = Path(arguments.text).read_text(encoding="utf-8")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=arguments.vocabulary, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
    )
    start = time.perf_counter()
    tokenizer.train_from_iterator([text], trainer)
    seconds = time.perf_counter() - start
    if arguments.out:
        tokenizer.save(arguments.out)
    show(len(text.encode()), seconds)


def train(arguments) -> None:
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    model = GPT2LMHeadModel(
        GPT2Config(
            vocab_size=arguments.vocabulary, n_positions=arguments.context,
            n_layer=arguments.layers, n_embd=arguments.width, n_head=arguments.heads,
            resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        )
    )
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.ndim == 2], "weight_decay": 0.1},
            {"params": [p for p in parameters if p.ndim == 1], "weight_decay": 0.0},
        ],
        lr=1e-4, betas=(0.9, 0.95), fused=True,
    )
    rows = torch.randint(arguments.vocabulary, (arguments.batch, 257))

    def step() -> None:
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=arguments.half):
            logits = model(rows[:, :-1]).logits
        torch.nn.functional.cross_entropy(
            logits.float().reshape(-1, arguments.vocabulary), rows[:, 1:].reshape(-1)
        ).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()

    step()
    start = time.perf_counter()
    for _ in range(arguments.steps):
        step()
    show(arguments.steps * arguments.batch * 256, time.perf_counter() - start)


# MARK: Checks


def logits(arguments) -> None:
    """Logits after each token of a file, written as float32."""
    import torch

    model = transformers_model(arguments.folder, half=False)
    tokens = torch.tensor(np.fromfile(arguments.tokens, np.int32)[None].astype(np.int64))
    with torch.inference_mode():
        model(tokens).logits[0].float().numpy().tofile(arguments.out)
    show(tokens.shape[1], 0)


def greedy(arguments) -> None:
    import torch

    model = transformers_model(arguments.folder, half=False)
    start = torch.tensor([[model.config.vocab_size - 1]])
    with torch.inference_mode():
        tokens = model.generate(
            start, max_new_tokens=arguments.length, do_sample=False, eos_token_id=None,
            pad_token_id=model.config.vocab_size - 1, attention_mask=torch.ones_like(start),
        )
    show(arguments.length, 0, tokens=tokens[0, 1:].tolist())


def losses(arguments) -> None:
    """Mean loss of each line of a file under a folder's model and tokenizer."""
    import torch
    from transformers import AutoTokenizer

    model = transformers_model(arguments.folder, half=False)
    tokenizer = AutoTokenizer.from_pretrained(arguments.folder)
    values = []
    for line in Path(arguments.text).read_text(encoding="utf-8").splitlines():
        tokens = torch.tensor([[model.config.eos_token_id, *tokenizer(line)["input_ids"]]])
        with torch.inference_mode():
            values.append(model(tokens, labels=tokens).loss.item())
    show(len(values), 0, losses=values)


COMMANDS = {
    "prepare": prepare, "sample-transformers": sample_transformers, "sample-llama": sample_llama,
    "score-transformers": score_transformers, "score-llama": score_llama, "tokenize": tokenize,
    "learn-vocabulary": learn_vocabulary, "train": train, "logits": logits, "greedy": greedy,
    "losses": losses,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("folder", nargs="?", help="a Hugging Face folder or a GGUF file")
    for name in ("count", "length", "vocabulary", "context", "layers", "width", "heads", "batch", "steps"):
        parser.add_argument(f"--{name}", type=int)
    for name in ("engine", "tokenizer", "text", "tokens", "out"):
        parser.add_argument(f"--{name}")
    for name in ("gguf", "half"):
        parser.add_argument(f"--{name}", action="store_true")
    arguments = parser.parse_args()
    COMMANDS[arguments.command](arguments)


if __name__ == "__main__":
    main()
