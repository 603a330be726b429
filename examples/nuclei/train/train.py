"""Trains the net of train.prototxt as solver.prototxt says and exports it for deploy.prototxt.

    python3 train.py --data DIR --output nuclei.caffemodel [--snapshots DIR] [--iterations N] [--threads N]

DIR holds JPEGImages, SegmentationClass and ImageSets. A run that was cut off goes on from its last snapshot.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from data import IGNORE, Batches, Pair, read_pairs
from fold import export
from measure import EXAMPLE, load_deployed, report
from net import CaffeNet
from prototxt import Message, read_prototxt


def optimizer_of(net: CaffeNet, solver: Message) -> torch.optim.Adam:
    """Adam with the solver's momenta, delta and (as Caffe does it: added to the gradient) weight decay."""
    groups = net.parameter_groups(solver.get('weight_decay', 0), solver.get('base_lr', 0))
    betas = solver.get('momentum', 0.9), solver.get('momentum2', 0.999)
    return torch.optim.Adam(groups, betas=betas, eps=solver.get('delta', 1e-8))


def poly(optimizer: torch.optim.Optimizer, power: float, iterations: int) -> torch.optim.lr_scheduler.LambdaLR:
    """The policy "poly": at iteration i the rates are (1 - i / iterations) ^ power of their base."""
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda iteration: (1 - iteration / iterations) ** power)


def train(net: CaffeNet, data: Message, pairs: list[Pair], solver: Message, iterations: int, snapshot: Path) -> None:
    """Trains in place, from the snapshot if it exists, and keeps the snapshot up to date."""
    optimizer = optimizer_of(net, solver)
    schedule = poly(optimizer, solver.get('power', 1), iterations)
    parts = {'net': net, 'optimizer': optimizer, 'schedule': schedule}
    done = _restore(parts, snapshot)
    started, losses = time.time(), []
    net.train()
    batches = iter(Batches(data, pairs, solver.get('random_seed', 0) + done))
    for iteration in range(done + 1, iterations + 1):
        images, labels = next(batches)
        loss = F.cross_entropy(net(images, 'fc8_interp'), labels, ignore_index=IGNORE)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if iteration % solver.get('display', 20) == 0:
            print(f'iteration {iteration}  loss {sum(losses) / len(losses):.4f}  {time.time() - started:.0f} s', flush=True)
            losses.clear()
        if iteration % solver.get('snapshot', 200) == 0:
            torch.save({'done': iteration, **{name: part.state_dict() for name, part in parts.items()}}, snapshot)


def _restore(parts: dict, snapshot: Path) -> int:
    """Loads a snapshot into the parts; returns how many iterations it has behind it."""
    if not snapshot.exists():
        return 0
    state = torch.load(snapshot)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return state['done']


def main() -> None:
    parser = argparse.ArgumentParser(description='Train the nuclei example.')
    parser.add_argument('--data', type=Path, required=True, help='folder with JPEGImages, SegmentationClass, ImageSets')
    parser.add_argument('--output', type=Path, required=True, help='the caffemodel to write')
    parser.add_argument('--snapshots', type=Path, default=Path('.'), help='folder for the snapshot')
    parser.add_argument('--iterations', type=int, help="instead of the solver's max_iter")
    parser.add_argument('--threads', type=int, default=2)
    options = parser.parse_args()
    solver, prototxt, deploy = (read_prototxt(EXAMPLE / f'{name}.prototxt') for name in ('solver', 'train', 'deploy'))
    torch.manual_seed(solver.get('random_seed', 0))
    torch.set_num_threads(options.threads)

    net = CaffeNet(prototxt)
    snapshot = options.snapshots / f'{solver.get("snapshot_prefix", "net")}.pt'
    pairs = read_pairs(options.data, options.data / 'ImageSets/train_pairs.txt')
    iterations = options.iterations or solver.get('max_iter', 0)
    train(net, prototxt.all('layer')[0], pairs, solver, iterations, snapshot)
    export(net, deploy, options.output)
    report(load_deployed(options.output), read_pairs(options.data, options.data / 'ImageSets/val_pairs.txt'))


if __name__ == '__main__':
    main()
