"""Reads the part of protobuf's text format that Caffe's prototxt files use, without a schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterator

TOKEN = re.compile(r'\s+|#[^\n]*|(?P<string>"[^"\n]*")|(?P<word>[\w.+-]+)|(?P<sign>[{}:])')


class Message:
    """A message: each field's values in the order of the file."""

    def __init__(self) -> None:
        self.fields: dict[str, list[Any]] = {}

    def all(self, name: str) -> list[Any]:
        """Every value of a repeated field, none if it is absent."""
        return self.fields.get(name, [])

    def get(self, name: str, default: Any) -> Any:
        """The value of a single field, or `default`."""
        return self.fields.get(name, [default])[-1]

    def message(self, name: str) -> Message:
        """The message in a field, an empty one if it is absent."""
        return self.get(name, Message())


def read_prototxt(path: Path) -> Message:
    """Reads a net or a solver. Raises ValueError where the text is not text format."""
    return _message(_tokens(path.read_text()))


def _tokens(text: str) -> Iterator[str]:
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise ValueError(f'unexpected {text[position]!r} at offset {position}')
        position = match.end()
        if match.lastgroup is not None:
            yield match.group()


def _message(tokens: Iterator[str]) -> Message:
    message = Message()
    for name in tokens:
        if name == '}':
            break
        token = next(tokens)
        if token == ':':
            token = next(tokens)
        value = _message(tokens) if token == '{' else _scalar(token)
        message.fields.setdefault(name, []).append(value)
    return message


def _scalar(token: str) -> str | float | int | bool:
    """A string, a number, a boolean, or an enum's name as a string."""
    if token.startswith('"'):
        return token[1:-1]
    if token in ('true', 'false'):
        return token == 'true'
    for number in (int, float):
        try:
            return number(token)
        except ValueError:
            continue
    return token
