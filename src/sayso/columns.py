"""Between the values of records and the columns of the project file. SQLite is touched in store.py alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from math import isfinite
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


@cache
def row_reader(kind: type[T]) -> Callable[[Sequence[Any]], T]:
    """What makes a record of a row with its columns in the order of its fields. What it makes raises TypeError or ValueError where
    a column, or a part of one, is not of the field's type: a file may have been altered by something else."""
    hints = get_type_hints(kind)
    readers = [_column_reader(hints[f.name]) for f in fields(kind)]  # type: ignore[arg-type]
    return lambda row: kind(*(read(value) for read, value in zip(readers, row, strict=True)))


def _column_reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) is UnionType:
        return _or_none(_column_reader(_inner(hint)))
    if hint is bool:
        return _truth
    if hint is str:
        return lambda value: _a(str, text_of(value))
    if hint is bytes or hint in SCALARS:
        return _scalar(hint)
    build = _builder(hint)
    return lambda value: build(json.loads(text_of(value)))


def _builder(hint: Any) -> Callable[[Any], Any]:
    """From parsed JSON back to the value a field's type asks for."""
    if get_origin(hint) is UnionType:
        return _or_none(_builder(_inner(hint)))
    if get_origin(hint) is tuple:
        item = _builder(get_args(hint)[0])
        return lambda value: tuple([item(part) for part in _a(list, value)])
    if hint in SCALARS:
        return _scalar(hint)
    parts = tuple(get_type_hints(hint).values())
    if all(part in SCALARS and part is not float for part in parts):

        def build(value: Any) -> Any:
            if tuple(map(type, value)) != parts:
                raise TypeError(f"a {hint.__name__} has parts of another type")
            return hint(*value)

        return build
    builders = [_builder(part) for part in parts]
    return lambda value: hint(*[build(part) for build, part in zip(builders, _a(list, value), strict=True)])


def _inner(hint: Any) -> Any:
    (inner,) = [arg for arg in get_args(hint) if arg is not NoneType]
    return inner


def _or_none(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _scalar(kind: Any) -> Callable[[Any], Any]:
    return _finite if kind is float else lambda value: _a(kind, value)


def _a(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} is asked for, and there is {type(value).__name__}")
    return value


def _truth(value: Any) -> bool:
    if type(value) is not int or value not in (0, 1):
        raise TypeError("0 or 1 is asked for")
    return value == 1


def _finite(value: Any) -> Any:
    """SQLite and JSON may give a whole number back as int."""
    if type(value) not in (float, int) or not isfinite(value):
        raise TypeError("a number is asked for")
    return value
