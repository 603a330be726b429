"""Measures a net on labelled pictures: the class of each pixel against its label, mean intersection over union.

    python3 measure.py [--images LIST --root DIR] [--weights FILE]

LIST has the paths of a picture and of its label on each line, below DIR; without it, the pictures of the example are
measured. Each picture runs once through deploy.prototxt, padded to the net's input.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from caffemodel import read_blobs
from data import IGNORE, Pair, pad_to, read_pairs, to_blob
from net import CaffeNet
from prototxt import read_prototxt

EXAMPLE = Path(__file__).parent.parent


def segment(net: CaffeNet, picture: Image.Image, side: int, mean: list[float]) -> np.ndarray:
    """The class of each pixel, uint8 [H, W], of a picture of at most side x side pixels."""
    data = pad_to(to_blob(np.asarray(picture), mean), side, side, 0)
    with torch.no_grad():
        scores = net(torch.from_numpy(data)[None], 'fc8_interp')[0]
    return scores.argmax(0).numpy().astype(np.uint8)[: picture.height, : picture.width]


def confusion(net: CaffeNet, pairs: list[Pair], side: int, mean: list[float], classes: int) -> np.ndarray:
    """Counts of pixels [true class, given class] over all pictures, void pixels left out."""
    net.eval()
    counts = np.zeros((classes, classes), np.int64)
    for picture, label in pairs:
        truth, given = np.asarray(label), segment(net, picture, side, mean)
        known = truth != IGNORE
        cells = truth[known].astype(int) * classes + given[known]
        counts += np.bincount(cells, minlength=classes**2).reshape(classes, classes)
    return counts


def intersection_over_union(counts: np.ndarray) -> np.ndarray:
    """Of each class, from counts [true class, given class]."""
    right = counts.diagonal()
    return right / (counts.sum(0) + counts.sum(1) - right)


def training_mean() -> list[float]:
    """The mean that train.prototxt subtracts, in BGR order."""
    data = read_prototxt(EXAMPLE / 'train.prototxt').all('layer')[0]
    return data.message('transform_param').all('mean_value')


def load_deployed(weights: Path) -> CaffeNet:
    """The net of deploy.prototxt with the weights of a caffemodel."""
    net = CaffeNet(read_prototxt(EXAMPLE / 'deploy.prototxt'))
    net.load_blobs(read_blobs(weights))
    return net


def report(net: CaffeNet, pairs: list[Pair]) -> None:
    """Prints the intersection over union of each class and their mean."""
    names = (EXAMPLE / 'labels.txt').read_text().splitlines()
    side = read_prototxt(EXAMPLE / 'deploy.prototxt').message('input_shape').all('dim')[-1]
    counts = confusion(net, pairs, side, training_mean(), len(names))
    values = intersection_over_union(counts)
    for name, value in zip(names, values):
        print(f'{value:.4f}  {name}')
    print(f'{values.mean():.4f}  mean of the classes, over {len(pairs)} pictures')
    print(f'{counts.diagonal().sum() / counts.sum():.4f}  of the pixels right')


def main() -> None:
    parser = argparse.ArgumentParser(description='Measure nuclei.caffemodel.')
    parser.add_argument('--images', type=Path, default=EXAMPLE / 'pairs.txt', help='a picture and a label a line')
    parser.add_argument('--root', type=Path, default=EXAMPLE, help='the folder that the list\'s paths start from')
    parser.add_argument('--weights', type=Path, default=EXAMPLE / 'nuclei.caffemodel')
    options = parser.parse_args()
    report(load_deployed(options.weights), read_pairs(options.root, options.images))


if __name__ == '__main__':
    main()
