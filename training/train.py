"""Fine-tune the tagger on PolNeAR: python -m training.train --help."""

import argparse
import copy
import time
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional as F

from app.encoder import load_tokenizer
from training.data import batches
from training.export import average as average_of
from training.model import LAYERS, Tagger, load_encoder
from training.records import read_records

LINK_WEIGHT = 0.5
MASK = 103  # of the vocabulary: [MASK]; what comes before it are marks of no word


def loss_of(model: Tagger, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, list[float]]:
    with torch.autocast("cpu", torch.bfloat16):
        tags, content_cue, cue_source = model(batch["ids"], batch["case"], batch["quote"], batch["mask"])
    parts = [
        F.cross_entropy(scores.float().flatten(0, 1), batch[target].flatten(), ignore_index=-100)
        for scores, target in ((tags, "tags"), (content_cue, "cue_of"), (cue_source, "source_of"))
    ]
    parts = [part if torch.isfinite(part) else part.new_zeros(()) for part in parts]
    return parts[0] + LINK_WEIGHT * (parts[1] + parts[2]), [float(part.detach()) for part in parts]


class Average:
    """Exponential moving average of the weights (Polyak), warmed up over the first steps."""

    def __init__(self, model: Tagger, decay: float) -> None:
        self.model, self.decay, self.step = copy.deepcopy(model).eval(), decay, 0

    @torch.no_grad()
    def update(self, model: Tagger) -> None:
        self.step += 1
        keep = min(self.decay, (1 + self.step) / (10 + self.step))
        for mean, now in zip(self.model.parameters(), model.parameters(), strict=True):
            mean.lerp_(now, 1 - keep)


def masked(ids: torch.Tensor, chance: float) -> torch.Tensor:
    """Now and then a piece is hidden, so that no single word decides."""
    hidden = (torch.rand(ids.shape) < chance) & (ids > MASK)
    return ids.masked_fill(hidden, MASK)


def groups_of(model: Tagger, rate: float, layer: float, head: float) -> list[dict[str, Any]]:
    """Parameters by rate: `layer` times less with each layer down, `head` times more for the heads."""
    groups: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        place = name.split(".")
        if place[0] == "layers":
            depth = LAYERS - 1 - int(place[1])
        elif place[0] in ("word", "position", "norm"):
            depth = LAYERS
        else:
            groups.setdefault(rate * head, []).append(parameter)
            continue
        groups.setdefault(rate * layer**depth, []).append(parameter)
    return [{"params": parameters, "lr": each} for each, parameters in groups.items()]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--train", type=Path, required=True, nargs="+", help="JSON Lines, gzipped or not")
    arguments.add_argument(
        "--encoder", type=Path, required=True, help="folder of the base encoder, or of a tagger to start from"
    )
    arguments.add_argument("--out", type=Path, default=Path("training/checkpoints"))
    arguments.add_argument("--passes", type=int, default=6)
    arguments.add_argument("--batch", type=int, default=12, help="windows a step")
    arguments.add_argument("--rate", type=float, default=1e-4, help="peak, of the encoder's last layer")
    arguments.add_argument("--head", type=float, default=10, help="how many times that for the heads")
    arguments.add_argument(
        "--layer", type=float, default=1, help="factor of the rate from layer to layer down"
    )
    arguments.add_argument("--warm", type=float, default=0.1, help="share of the steps until the peak")
    arguments.add_argument("--dropout", type=float, default=0.1)
    arguments.add_argument("--mask", type=float, default=0, help="share of the pieces that are hidden")
    arguments.add_argument(
        "--start", type=Path, nargs="+", help="go on from the mean of these weights, not from the encoder"
    )
    arguments.add_argument("--decay", type=float, default=0.998, help="of the averaged weights")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--stop-after", type=int, help="steps, for a trial of the code")
    options = arguments.parse_args()

    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")
    records = [record for path in options.train for record in read_records(path)]
    model = Tagger(options.dropout)
    if options.start:
        model.load_state_dict(average_of(options.start))
    else:
        load_encoder(model, options.encoder / "model.safetensors")
    groups = groups_of(model, options.rate, options.layer, options.head)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = options.passes * (len(batches(records, tokenizer, size=options.batch, seed=0)) + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [group["lr"] for group in groups], total_steps=steps, pct_start=options.warm
    )
    average = Average(model, options.decay)
    options.out.mkdir(parents=True, exist_ok=True)
    began, step = time.monotonic(), 0
    for number in range(1, options.passes + 1):
        model.train()
        for batch in batches(records, tokenizer, size=options.batch, seed=options.seed * 1000 + number):
            loss, parts = loss_of(model, {**batch, "ids": masked(batch["ids"], options.mask)})
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update(model)
            step += 1
            if step % 10 == 0:
                figures = " ".join(f"{part:.3f}" for part in parts)
                seconds = time.monotonic() - began
                print(f"pass {number} step {step}/{steps} {seconds:.0f} s loss {figures}", flush=True)
            if options.stop_after and step >= options.stop_after:
                break
        torch.save(average.model.state_dict(), options.out / f"pass-{number}.pt")
        if options.stop_after and step >= options.stop_after:
            break


if __name__ == "__main__":
    main()
