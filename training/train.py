"""Fine-tune the tagger on PolNeAR: python -m training.train --help."""

import argparse
import copy
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from app.encoder import load_tokenizer
from training.data import batches
from training.model import Tagger, load_encoder
from training.records import read_records

LINK_WEIGHT = 0.5


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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--train", type=Path, required=True, nargs="+", help="JSON Lines, gzipped or not")
    arguments.add_argument("--encoder", type=Path, required=True, help="folder of the base encoder")
    arguments.add_argument("--out", type=Path, default=Path("training/checkpoints"))
    arguments.add_argument("--passes", type=int, default=6)
    arguments.add_argument("--batch", type=int, default=12, help="windows a step")
    arguments.add_argument("--rate", type=float, default=1e-4, help="peak, of the encoder; heads ten times")
    arguments.add_argument("--decay", type=float, default=0.998, help="of the averaged weights")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--stop-after", type=int, help="steps, for a trial of the code")
    options = arguments.parse_args()

    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.encoder / "tokenizer.json")
    records = [record for path in options.train for record in read_records(path)]
    model = Tagger()
    load_encoder(model, options.encoder / "model.safetensors")
    encoder = [p for n, p in model.named_parameters() if n.startswith(("word", "position", "norm", "layers"))]
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": encoder}, {"params": heads}]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, fused=True)
    steps = options.passes * (len(batches(records, tokenizer, size=options.batch, seed=0)) + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [options.rate, 10 * options.rate], total_steps=steps, pct_start=0.1
    )
    average = Average(model, options.decay)
    options.out.mkdir(parents=True, exist_ok=True)
    began, step = time.monotonic(), 0
    for number in range(1, options.passes + 1):
        model.train()
        for batch in batches(records, tokenizer, size=options.batch, seed=options.seed * 1000 + number):
            loss, parts = loss_of(model, batch)
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
