"""Writes and reads `.caffemodel` files: the few fields of a binary NetParameter that hold weights.

Field numbers: NetParameter name 1, layer 100; LayerParameter name 1, type 2, bottom 3, top 4, blobs 7;
BlobProto data 5 (packed little-endian float32), shape 7; BlobShape dim 1 (packed varints).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

import numpy as np

VARINT, BYTES = 0, 2


@dataclass
class Layer:
    """A layer as a caffemodel stores it; the blobs are float32 arrays of the blobs' shapes."""

    name: str
    type: str
    bottoms: list[str] = field(default_factory=list)
    tops: list[str] = field(default_factory=list)
    blobs: list[np.ndarray] = field(default_factory=list)


def write_caffemodel(path: Path, net: str, layers: list[Layer]) -> None:
    """Writes a NetParameter with V2 layers."""
    path.write_bytes(_bytes(1, net.encode()) + b''.join(_bytes(100, _layer(layer)) for layer in layers))


def read_blobs(path: Path) -> dict[str, list[np.ndarray]]:
    """The blobs of each layer that has any, by the layer's name."""
    blobs: dict[str, list[np.ndarray]] = {}
    for number, layer in _fields(path.read_bytes()):
        if number != 100:
            continue
        fields = list(_fields(layer))
        own = [_read_blob(value) for number, value in fields if number == 7]
        if own:
            blobs[dict(fields)[1].decode()] = own
    return blobs


def _layer(layer: Layer) -> bytes:
    texts = [(1, layer.name), (2, layer.type)]
    texts += [(3, name) for name in layer.bottoms] + [(4, name) for name in layer.tops]
    fields = [(number, text.encode()) for number, text in texts] + [(7, _blob(blob)) for blob in layer.blobs]
    return b''.join(_bytes(number, value) for number, value in fields)


def _blob(blob: np.ndarray) -> bytes:
    shape = _bytes(1, b''.join(_varint(size) for size in blob.shape))
    return _bytes(5, blob.astype('<f4').tobytes()) + _bytes(7, shape)


def _read_blob(blob: bytes) -> np.ndarray:
    fields = dict(_fields(blob))
    shape, position = [], 0
    dims = dict(_fields(fields[7]))[1]
    while position < len(dims):
        size, position = _read_varint(dims, position)
        shape.append(size)
    return np.frombuffer(fields[5], '<f4').reshape(shape)


def _bytes(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | BYTES) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    groups = []
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*groups, value])


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The length-delimited fields of a message; varints, which hold no weights, are passed over."""
    position = 0
    while position < len(message):
        key, position = _read_varint(message, position)
        value, position = _read_varint(message, position)
        if key & 7 == BYTES:
            yield key >> 3, message[position : position + value]
            position += value
        elif key & 7 != VARINT:
            raise ValueError(f'field {key >> 3} has wire type {key & 7}, which this reader does not know')


def _read_varint(message: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[position]
        value |= (byte & 0x7F) << shift
        position, shift = position + 1, shift + 7
        if byte < 0x80:
            return value, position
