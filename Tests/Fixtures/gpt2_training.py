"""Gradients of a small GPT-2 and ten steps of AdamW, as PyTorch and Transformers compute them.

Writes Tests/LanguageModelsTests/Fixtures/gpt2-training:
  weights.bin    float32, the tensors one after the other in the order of GPT2Configuration.tensors
  gradients.bin  float32, the gradient of the mean loss of `batch` at these weights, same order
  expected.json  the shape, the batch, the loss, and the losses of ten steps with two batches each

Needs numpy, torch and transformers. Run from the root of the repository.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
from transformers import GPT2Config, GPT2LMHeadModel

OUT = Path("Tests/LanguageModelsTests/Fixtures/gpt2-training")
VOCABULARY, CONTEXT, LAYERS, WIDTH, HEADS = 53, 16, 2, 20, 2
PEAK, FLOOR, WARM_UP, STEPS, DECAY, CLIP = 2e-2, 2e-3, 3, 10, 0.1, 0.5


def network() -> GPT2LMHeadModel:
    torch.manual_seed(5)
    config = GPT2Config(
        vocab_size=VOCABULARY, n_positions=CONTEXT, n_embd=WIDTH, n_layer=LAYERS, n_head=HEADS,
        initializer_range=0.15, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        bos_token_id=VOCABULARY - 1, eos_token_id=VOCABULARY - 1,
    )
    model = GPT2LMHeadModel(config)
    with torch.no_grad():
        for value in model.parameters():
            if value.ndim == 1:
                value.add_(0.2 * torch.randn_like(value))
    return model


def names() -> list[str]:
    block = [
        "ln_1.weight", "ln_1.bias", "attn.c_attn.weight", "attn.c_attn.bias", "attn.c_proj.weight",
        "attn.c_proj.bias", "ln_2.weight", "ln_2.bias", "mlp.c_fc.weight", "mlp.c_fc.bias",
        "mlp.c_proj.weight", "mlp.c_proj.bias",
    ]
    return (
        ["wte.weight", "wpe.weight"]
        + [f"h.{layer}.{name}" for layer in range(LAYERS) for name in block]
        + ["ln_f.weight", "ln_f.bias"]
    )


def batch(seed: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(VOCABULARY, (3, CONTEXT + 1), generator=generator)


def loss(model: GPT2LMHeadModel, tokens: torch.Tensor) -> torch.Tensor:
    logits = model(tokens[:, :-1]).logits
    return torch.nn.functional.cross_entropy(
        logits.reshape(-1, VOCABULARY), tokens[:, 1:].reshape(-1)
    )


def rate(step: int) -> float:
    if step < WARM_UP:
        return PEAK * (step + 1) / WARM_UP
    share = (step - WARM_UP) / (STEPS - 1 - WARM_UP)
    return FLOOR + (PEAK - FLOOR) * 0.5 * (1 + math.cos(math.pi * share))


def train(model: GPT2LMHeadModel) -> list[float]:
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.ndim == 2], "weight_decay": DECAY},
            {"params": [p for p in parameters if p.ndim == 1], "weight_decay": 0.0},
        ],
        betas=(0.9, 0.95), eps=1e-8,
    )
    losses = []
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        optimizer.zero_grad()
        parts = [loss(model, batch(100 + 2 * step + part)) / 2 for part in range(2)]
        for part in parts:
            part.backward()
        torch.nn.utils.clip_grad_norm_(parameters, CLIP)
        optimizer.step()
        losses.append(sum(part.item() for part in parts))
    return losses


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    model = network()
    tensors = dict(model.transformer.named_parameters())
    weights = np.concatenate([tensors[n].detach().numpy().ravel() for n in names()])
    weights.astype(np.float32).tofile(OUT / "weights.bin")
    value = loss(model, batch(1))
    value.backward()
    gradients = np.concatenate([tensors[n].grad.numpy().ravel() for n in names()])
    gradients.astype(np.float32).tofile(OUT / "gradients.bin")
    expected = {
        "vocabulary": VOCABULARY, "context": CONTEXT, "layers": LAYERS, "width": WIDTH,
        "heads": HEADS, "batch": batch(1).tolist(), "loss": value.item(), "peak": PEAK,
        "floor": FLOOR, "warmUp": WARM_UP, "decay": DECAY, "clip": CLIP,
        "steps": [[batch(100 + 2 * s + p).tolist() for p in range(2)] for s in range(STEPS)],
        "losses": train(model),
    }
    (OUT / "expected.json").write_text(json.dumps(expected, separators=(",", ":")))


if __name__ == "__main__":
    main()
