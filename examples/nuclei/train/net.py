"""Builds a PyTorch module from a prototxt, so that what is trained and measured is the net that Caffe reads.

It knows the layers that the two files of this example use, with Caffe's meaning: in-place tops are later versions
of a blob, pooling rounds up, BatchNorm stores sums, and Interp aligns the corners.
"""

from __future__ import annotations

from math import sqrt
from typing import Callable

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from prototxt import Message

# Layers that feed or measure the net; the training loop does their work.
OUTSIDE = {'ImageSegData', 'Silence', 'SoftmaxWithLoss', 'SegAccuracy'}


class Interp(nn.Module):
    """Bilinear zoom of [N, C, H, W] that keeps the corners: H becomes zoom·(H - 1) + 1."""

    def __init__(self, zoom: int) -> None:
        super().__init__()
        self.zoom = zoom

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        size = [self.zoom * (side - 1) + 1 for side in x.shape[2:]]
        return F.interpolate(x, size=size, mode='bilinear', align_corners=True)


class Scale(nn.Module):
    """A factor and a shift for each channel of [N, C, H, W]."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.weight[:, None, None] + self.bias[:, None, None]


def _convolution(layer: Message, channels: int) -> nn.Module:
    param = layer.message('convolution_param')
    geometry = {name: param.get(field, default) for name, field, default in
                (('stride', 'stride', 1), ('padding', 'pad', 0), ('dilation', 'dilation', 1))}
    convolution = nn.Conv2d(channels, param.get('num_output', 0), param.get('kernel_size', 1), **geometry)
    fan_in = channels * param.get('kernel_size', 1) ** 2
    filler = param.message('weight_filler')
    deviation = sqrt(2 / fan_in) if filler.get('type', 'msra') == 'msra' else filler.get('std', 1)
    nn.init.normal_(convolution.weight, std=deviation)
    nn.init.zeros_(convolution.bias)
    return convolution


def _batch_norm(layer: Message, channels: int) -> nn.Module:
    fraction = layer.message('batch_norm_param').get('moving_average_fraction', 0.999)
    return nn.BatchNorm2d(channels, momentum=1 - fraction, affine=False)


def _pooling(layer: Message, channels: int) -> nn.Module:
    param = layer.message('pooling_param')
    return nn.MaxPool2d(param.get('kernel_size', 1), param.get('stride', 1), param.get('pad', 0), ceil_mode=True)


BUILDERS: dict[str, Callable[[Message, int], nn.Module]] = {
    'Convolution': _convolution,
    'BatchNorm': _batch_norm,
    'Scale': lambda layer, channels: Scale(channels),
    'Pooling': _pooling,
    'ReLU': lambda layer, channels: nn.ReLU(),
    'Dropout': lambda layer, channels: nn.Dropout(layer.message('dropout_param').get('dropout_ratio', 0.5)),
    'Interp': lambda layer, channels: Interp(layer.message('interp_param').get('zoom_factor', 1)),
    'Softmax': lambda layer, channels: nn.Softmax(dim=1),
}


class CaffeNet(nn.Module):
    """A net of single-bottom, single-top layers from the blob `data`, [N, 3, H, W] BGR minus the mean."""

    def __init__(self, net: Message) -> None:
        super().__init__()
        self.layers = [layer for layer in net.all('layer') if layer.get('type', '') not in OUTSIDE]
        self.steps = nn.ModuleDict()
        channels = {'data': 3}
        for layer in self.layers:
            bottom, top = layer.get('bottom', ''), layer.get('top', '')
            step = BUILDERS[layer.get('type', '')](layer, channels[bottom])
            channels[top] = step.out_channels if isinstance(step, nn.Conv2d) else channels[bottom]
            self.steps[layer.get('name', '')] = step

    def forward(self, data: torch.Tensor, blob: str) -> torch.Tensor:
        """The last value of a blob."""
        blobs = {'data': data}
        for layer, step in zip(self.layers, self.steps.values()):
            blobs[layer.get('top', '')] = step(blobs[layer.get('bottom', '')])
        return blobs[blob]

    def load_blobs(self, blobs: dict[str, list[np.ndarray]]) -> None:
        """Sets the weights of the convolutions, matched by layer name. Raises KeyError if one has none."""
        for name, step in self.steps.items():
            if isinstance(step, nn.Conv2d):
                weight, bias = (torch.from_numpy(blob.copy()) for blob in blobs[name])
                step.load_state_dict({'weight': weight, 'bias': bias})

    def parameter_groups(self, weight_decay: float, base_lr: float) -> list[dict]:
        """The optimiser's groups: each layer's `param` messages give its blobs' lr_mult and decay_mult."""
        groups = []
        for layer, step in zip(self.layers, self.steps.values()):
            for param, parameter in zip(layer.all('param'), step.parameters()):
                groups.append({'params': [parameter], 'lr': base_lr * param.get('lr_mult', 1),
                               'weight_decay': weight_decay * param.get('decay_mult', 1)})
        return groups
