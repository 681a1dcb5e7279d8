"""A small GPT-2 with random weights, and what Hugging Face Transformers computes with it.

Writes Tests/LanguageModelsTests/Fixtures/gpt2-engine:
  weights.bin    float32, the tensors one after the other in the order of GPT2Configuration.tensors
  logits.bin     float32 (40, 131): after each token of `prompt`
  expected.json  the shape, a prompt, its greedy continuation, and log-probabilities of texts

Needs numpy, torch and transformers. Run from the root of the repository.
"""

import json
from pathlib import Path

import numpy as np
import torch
from transformers import GPT2Config, GPT2LMHeadModel

OUT = Path("Tests/LanguageModelsTests/Fixtures/gpt2-engine")
VOCABULARY, CONTEXT, LAYERS, WIDTH, HEADS = 131, 256, 2, 36, 3


def model() -> GPT2LMHeadModel:
    torch.manual_seed(20)
    config = GPT2Config(
        vocab_size=VOCABULARY, n_positions=CONTEXT, n_embd=WIDTH, n_layer=LAYERS, n_head=HEADS,
        bos_token_id=VOCABULARY - 1, eos_token_id=VOCABULARY - 1, initializer_range=0.2,
        resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
    )
    network = GPT2LMHeadModel(config).eval()
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if "ln_" in name or name.endswith("bias"):
                parameter += 0.1 * torch.randn_like(parameter)
    return network


def names() -> list[str]:
    parts = ["ln_1.weight", "ln_1.bias", "attn.c_attn.weight", "attn.c_attn.bias",
             "attn.c_proj.weight", "attn.c_proj.bias", "ln_2.weight", "ln_2.bias",
             "mlp.c_fc.weight", "mlp.c_fc.bias", "mlp.c_proj.weight", "mlp.c_proj.bias"]
    layers = [f"h.{layer}.{part}" for layer in range(LAYERS) for part in parts]
    return ["wte.weight", "wpe.weight", *layers, "ln_f.weight", "ln_f.bias"]


@torch.no_grad()
def logits(network: GPT2LMHeadModel, tokens: list[int]) -> torch.Tensor:
    return network(torch.tensor([tokens])).logits[0]


def scores(network: GPT2LMHeadModel, text: list[int]) -> list[float]:
    """Log-probability of each token after the end-of-text token, in double precision at the end."""
    before = [VOCABULARY - 1, *text[:-1]]
    distribution = torch.log_softmax(logits(network, before).double(), dim=-1)
    return [float(distribution[i, t]) for i, t in enumerate(text)]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    network = model()
    state = network.transformer.state_dict()
    weights = np.concatenate([state[name].numpy().ravel() for name in names()])
    weights.astype("<f4").tofile(OUT / "weights.bin")
    generator = np.random.default_rng(7)
    prompt = [int(t) for t in generator.integers(0, VOCABULARY, 40)]
    logits(network, prompt).numpy().astype("<f4").tofile(OUT / "logits.bin")
    text = list(prompt)
    for _ in range(200):
        text.append(int(logits(network, text)[-1].argmax()))
    texts = [[int(t) for t in generator.integers(0, VOCABULARY, n)] for n in (1, 2, 63, 64, 65, 200)]
    expected = {
        "vocabulary": VOCABULARY, "context": CONTEXT, "layers": LAYERS, "width": WIDTH,
        "heads": HEADS, "prompt": prompt, "greedy": text[40:],
        "texts": [{"tokens": t, "logProbabilities": scores(network, t)} for t in texts],
    }
    (OUT / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    main()
