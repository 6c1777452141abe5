"""Between the values of records and the columns of the project file. SQLite is touched in store.py alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sayso.records import Record, field_names, plain

SCALARS = (str, int, float, bool)
T = TypeVar("T", bound=Record)


def column_names(kind: type) -> str:
    """The fields of a record, as a query names them."""
    return ", ".join(f'"{name}"' for name in field_names(kind))


def to_column(value: object) -> object:
    """A field's value as SQLite keeps it: plain values as they are, what has parts as JSON."""
    if value is None or isinstance(value, (*SCALARS, bytes)):
        return storable(value) if isinstance(value, str) else value
    return storable(json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")))


def storable(text: str) -> object:
    """SQLite refuses lone surrogates as text; such a text is kept as bytes and read back equal."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_of(value: Any) -> Any:
    """What `storable` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _bytes(value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("a column of bytes holds something else")
    return value


@cache
def row_reader(kind: type[T]) -> Callable[[Sequence[Any]], T]:
    """What makes a record of a row with its columns in the order of its fields."""
    hints = get_type_hints(kind)
    readers = [_column_reader(hints[f.name]) for f in fields(kind)]  # type: ignore[arg-type]
    return lambda row: kind(*(read(value) for read, value in zip(readers, row, strict=True)))


def _column_reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is UnionType:
        (inner,) = [arg for arg in get_args(hint) if arg is not NoneType]
        read = _column_reader(inner)
        return lambda value: None if value is None else read(value)
    if hint is bool:
        return bool
    if hint is bytes:
        return _bytes
    if hint in SCALARS:
        return text_of
    build = _builder(hint)
    return lambda value: build(json.loads(text_of(value)))


def _builder(hint: Any) -> Callable[[Any], Any]:
    """From parsed JSON back to the value a field's type asks for."""
    if get_origin(hint) is UnionType:
        (inner,) = [arg for arg in get_args(hint) if arg is not NoneType]
        build = _builder(inner)
        return lambda value: None if value is None else build(value)
    if get_origin(hint) is tuple:
        item = _builder(get_args(hint)[0])
        return lambda value: tuple(item(part) for part in value)
    if hint in SCALARS:
        return lambda value: value
    parts = list(get_type_hints(hint).values())
    if all(part in SCALARS for part in parts):
        return lambda value: hint(*value)
    builders = [_builder(part) for part in parts]
    return lambda value: hint(*(build(part) for build, part in zip(builders, value, strict=True)))
