"""Every text that a shape holds to a form."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

import schemas
from schemas.base import Input

Kind = TypeVar("Kind")


def texts(kind: type[Kind]) -> Iterator[Kind]:
    """Marks of that kind in all bodies that callers send."""
    for module in pkgutil.iter_modules(schemas.__path__):
        importlib.import_module(f"schemas.{module.name}")
    pending: list[Any] = list(Input.__subclasses__())
    while pending:
        shape = pending.pop()
        pending += shape.__subclasses__()
        for field in shape.model_fields.values():
            yield from _marks(kind, field.annotation, field.metadata)


def _marks(kind: type[Kind], annotation: Any, metadata: Any) -> Iterator[Kind]:
    yield from (mark for mark in metadata if isinstance(mark, kind))
    for part in get_args(annotation):
        yield from _marks(kind, part, getattr(part, "__metadata__", ()))
