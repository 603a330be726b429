"""Pictures and labels as DeepLab's ImageSegData layer gives them: scaled, padded, cropped, flipped, minus the mean."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import numpy as np
import torch
from PIL import Image

from prototxt import Message

IGNORE = 255
Pair = tuple[Image.Image, Image.Image]


def read_pairs(root: Path, source: Path) -> list[Pair]:
    """Decodes each picture and label of an ImageSegData `source`: two paths a line, below `root`."""
    return [_read_pair(root, *line.split()) for line in source.read_text().splitlines()]


def _read_pair(root: Path, picture: str, label: str) -> Pair:
    pair = Image.open(root / picture.lstrip('/')).convert('RGB'), Image.open(root / label.lstrip('/'))
    for image in pair:
        image.load()
    return pair


def to_blob(picture: np.ndarray, mean: list[float]) -> np.ndarray:
    """RGB uint8 [H, W, 3] to float32 [3, H, W], BGR minus the mean."""
    return np.ascontiguousarray((picture[..., ::-1] - np.float32(mean)).transpose(2, 0, 1))


def pad_to(array: np.ndarray, height: int, width: int, value: float) -> np.ndarray:
    """Pads the last two axes at the bottom and on the right up to a size; larger axes stay."""
    below, right = max(0, height - array.shape[-2]), max(0, width - array.shape[-1])
    return np.pad(array, [(0, 0)] * (array.ndim - 2) + [(0, below), (0, right)], constant_values=value)


class Batches:
    """Endless shuffled batches of crops, as the ImageSegData layer of a training net asks for them.

    Microscopes have no up, so that to ImageSegData's mirroring it adds quarter turns.
    """

    def __init__(self, layer: Message, pairs: list[Pair], seed: int) -> None:
        transform = layer.message('transform_param')
        self.pairs = pairs
        self.random = np.random.default_rng(seed)
        self.size = transform.get('crop_size', 0)
        self.mean = transform.all('mean_value')
        self.steps = [1, -1] if transform.get('mirror', False) else [1]
        self.scales = transform.all('scale_factors') or [1]
        self.batch_size = layer.message('image_data_param').get('batch_size', 1)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Data [N, 3, S, S] float32 and labels [N, S, S] int64, void and padding 255."""
        crops = self._crops()
        while True:
            data, labels = zip(*(next(crops) for _ in range(self.batch_size)))
            yield torch.from_numpy(np.stack(data)), torch.from_numpy(np.stack(labels)).long()

    def _crops(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        while True:
            for index in self.random.permutation(len(self.pairs)):
                yield self._crop(*self.pairs[index])

    def _crop(self, picture: Image.Image, label: Image.Image) -> tuple[np.ndarray, np.ndarray]:
        scale = self.random.choice(self.scales)
        size = [round(side * scale) for side in picture.size]
        data = to_blob(np.asarray(picture.resize(size, Image.BILINEAR)), self.mean)
        classes = np.asarray(label.resize(size, Image.NEAREST))
        data = pad_to(data, self.size, self.size, 0)
        classes = pad_to(classes, self.size, self.size, IGNORE)
        y, x = (self.random.integers(side - self.size + 1) for side in classes.shape)
        turns, step = self.random.integers(4), self.random.choice(self.steps)
        crops = (array[..., y : y + self.size, x : x + self.size] for array in (data, classes))
        return tuple(np.ascontiguousarray(np.rot90(crop, turns, (-2, -1))[..., ::step]) for crop in crops)
