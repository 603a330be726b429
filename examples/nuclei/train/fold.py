"""Folds the batch normalisation of a trained net into its convolutions and writes the result as a caffemodel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from torch import nn

from caffemodel import Layer, write_caffemodel
from net import CaffeNet, Scale
from prototxt import Message


def folded_blobs(trained: CaffeNet) -> dict[str, list[np.ndarray]]:
    """Weights [out, in, k, k] and bias [out] of each convolution, with the BatchNorm and Scale that follow it in place.

    Scale(BatchNorm(w·x + b)) = f·(w·x) + f·(b - mean) + shift, where f = factor / sqrt(variance + epsilon).
    """
    blobs: dict[str, list[np.ndarray]] = {}
    for layer, step in zip(trained.layers, trained.steps.values()):
        top = layer.get('top', '')
        if isinstance(step, nn.Conv2d):
            blobs[top] = [blob.detach().double().numpy() for blob in (step.weight, step.bias)]
        elif isinstance(step, nn.BatchNorm2d):
            factor = 1 / np.sqrt(step.running_var.double().numpy() + step.eps)
            weight, bias = blobs[top]
            blobs[top] = [weight * factor[:, None, None, None], (bias - step.running_mean.double().numpy()) * factor]
        elif isinstance(step, Scale):
            factor, shift = (blob.detach().double().numpy() for blob in (step.weight, step.bias))
            weight, bias = blobs[top]
            blobs[top] = [weight * factor[:, None, None, None], bias * factor + shift]
    return {name: [blob.astype(np.float32) for blob in pair] for name, pair in blobs.items()}


def export(trained: CaffeNet, deploy: Message, path: Path) -> None:
    """Writes the weights of a trained net for the layers of `deploy`."""
    blobs = folded_blobs(trained)
    layers = []
    for layer in deploy.all('layer'):
        name = layer.get('name', '')
        layers.append(Layer(name, layer.get('type', ''), layer.all('bottom'), layer.all('top'), blobs.get(name, [])))
    write_caffemodel(path, deploy.get('name', ''), layers)
