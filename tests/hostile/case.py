"""What a case of the corpus is, and the short ways to write one."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from govplan.codec import MAX_SIZE

Told = tuple[str, str]
"""Pointer and message of a problem."""

LEVELS = "expected at most 32 levels"
TOO_DEEP = "nested too deeply to be a plan"


@attrs.frozen
class Case:
    """A document that is no plan, and all that has to be said of it."""

    name: str
    data: bytes
    problems: tuple[Told, ...]
    max_size: int = MAX_SIZE

    @property
    def text(self) -> str | None:
        """The document as a text; None if its bytes are none."""
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return None


def whole(name: str, data: str | bytes, message: str, *, max_size: int = MAX_SIZE) -> Case:
    """Return a case of which one thing is said, of the whole document."""
    raw = data.encode() if isinstance(data, str) else data
    return Case(name, raw, (("", message),), max_size)


def bare(name: str, data: str, *problems: Told) -> Case:
    """Return a case of a document as it stands."""
    return Case(name, data.encode(), problems)


def plan(members: str) -> str:
    """Return a plan that is sound but for some further members."""
    return f'{{"govplan":1,"id":"p","title":"t",{members}}}'


def within(name: str, members: str, *problems: Told) -> Case:
    """Return a case of a plan that is sound but for some members."""
    return bare(name, plan(members), *problems)


def each(
    kind: str, members: str, pointer: str, messages: Iterable[tuple[str, str]]
) -> tuple[Case, ...]:
    """Return a case for each value that may not stand in the place of ``@``."""
    return tuple(
        within(f"{kind}: {value[:30]}", members.replace("@", value), (pointer, message))
        for value, message in messages
    )
