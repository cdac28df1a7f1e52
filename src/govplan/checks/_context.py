"""What a check is given: the plan, the place it looks at, and the means to report."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import attrs

from govplan import _walk
from govplan._fields import escape
from govplan.checks._escape import brief, visible
from govplan.checks._finding import Finding, Related
from govplan.errors import shown
from govplan.model import (
    Effective,
    Figure,
    Measure,
    Node,
    Plan,
    Project,
    Section,
    Source,
    Statement,
    Target,
)

if TYPE_CHECKING:
    from govplan.checks._ruleset import AnyRule

_NodeT_co = TypeVar(
    "_NodeT_co",
    covariant=True,
    bound=Plan | Section | Measure | Target | Figure | Statement | Project,
)
_NodeT = TypeVar("_NodeT", bound=Plan | Section | Measure | Target | Figure | Statement | Project)
_T = TypeVar("_T")

_LONGEST = 500
"""Characters of a text that a fingerprint takes in."""


@attrs.frozen(eq=False)
class Located(Generic[_NodeT_co]):
    """A node and where it stands. The same node may stand in several places."""

    pointer: str
    """JSON Pointer to it."""
    node: _NodeT_co
    """The node."""
    parents: tuple[Node, ...]
    """What it stands in, the plan first; empty for the plan."""
    order: int
    """Its position in the plan, in the order of :meth:`Plan.walk`."""


def locate(plan: Plan) -> tuple[Located[Node], ...]:
    """Return every node of a plan with its place, in the order of the text."""
    return tuple(
        Located(pointer, node, parents, order)
        for order, (pointer, node, parents) in enumerate(_walk.trails(plan))
    )


@attrs.frozen(eq=False)
class _Failed:
    """Stands for a fact that raised."""

    error: Exception


class Context:
    """What a check is given beside the node it looks at.

    A check neither reads a clock nor opens a file: what it may know is here, so that the
    same plan always gives the same findings.

    Attributes:
        plan: The plan.
        here: The node that is looked at, with its pointer and what it stands in.
        today: The day on which the plan is looked at.
        rule: The check that runs.
    """

    def __init__(
        self,
        rule: AnyRule,
        plan: Plan,
        *,
        places: tuple[Located[Node], ...],
        text: str | None,
        today: dt.date,
        facts: dict[Callable[[Context], object], object],
    ) -> None:
        self.rule = rule
        self.plan = plan
        self.today = today
        self.here: Located[Node] = places[0]
        self._text = text
        self._places = places
        self._by_kind: dict[type, tuple[Located[Node], ...]] = {}
        self._facts = facts

    @property
    def text(self) -> str:
        """The published text, for rules declared with ``needs_text=True``.

        Raises:
            LookupError: If the caller gave none.
        """
        if self._text is None:
            raise LookupError("no text was given; declare the rule with needs_text=True")
        return self._text

    def words(self, source: Source | None) -> str:
        """Return the words at a place of the published text; none for None."""
        return "" if source is None else self.text[source.start : source.end]

    def walk(self, kind: type[_NodeT]) -> Iterator[Located[_NodeT]]:
        """Yield every node of a class with its place, in the order of the text."""
        return iter(self.places(kind))

    def places(self, kind: type[_NodeT]) -> tuple[Located[_NodeT], ...]:
        """Return every node of a class with its place, in the order of the text."""
        found = self._by_kind.get(kind)
        if found is None:
            found = tuple(place for place in self._places if isinstance(place.node, kind))
            self._by_kind[kind] = found
        return cast("tuple[Located[_NodeT], ...]", found)

    def all_places(self) -> tuple[Located[Node], ...]:
        """Return every node with its place, in the order of the text."""
        return self._places

    def fact(self, work_out: Callable[[Context], _T]) -> _T:
        """Return what a function works out from this context, which it does once a run.

        Checks that need the same index of the plan share it in this way. Where the function
        raises, it is not tried again at every node.
        """
        if work_out not in self._facts:
            try:
                self._facts[work_out] = work_out(self)
            except Exception as error:
                self._facts[work_out] = _Failed(error)
                raise
        found = self._facts[work_out]
        if isinstance(found, _Failed):
            message = "a fact that could not be worked out before"
            raise RuntimeError(message) from found.error  # noqa: TRY004 (no type is wrong)
        return cast("_T", found)

    def effective(self, place: Located[Node] | None = None) -> Effective:
        """Return due, parties and level of a node (the one looked at), inherited ones too."""
        place = place or self.here
        return _walk.effective_along(self.plan, (*place.parents, place.node))

    def find(
        self,
        message: str,
        *,
        field: str = "",
        at: Located[Node] | None = None,
        source: Source | None = None,
        hint: str | None = None,
        key: str | None = None,
        data: Mapping[str, object] | None = None,
        related: Iterable[Related] = (),
    ) -> Finding:
        """Return a finding at the node that is looked at, for a check to yield.

        What the plan says may stand in the words as it is: they are kept on one line, without
        control characters, and very long ones are cut.

        Args:
            message: What is wrong, with the values.
            field: The field it is about, such as ``"value"`` or ``"baseline/year"``.
            at: Another place in the plan, from :meth:`walk`.
            source: Its place in the published text, where that is not the node's own.
            hint: What to do.
            key: What tells several findings of one check in one field apart when the plan
                changes; the field where it is not given.
            data: The values behind the message.
            related: The other places it is about, from :meth:`related`.

        Raises:
            NotFoundError: If the node has no such field.
        """
        place, rule = at or self.here, self.rule
        if not isinstance(place, Located):
            raise TypeError(f"expected at= to be what context.walk() yields, got {shown(place)}")
        pointer = f"/{field}" if field else ""
        if field:
            _walk.at(place.node, pointer)
        anchor, node_id = _anchor(place)
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            message=_line(message),
            pointer=place.pointer + pointer,
            node_id=node_id,
            section=_section(place),
            source=source or source_of(place.node),
            hint=None if hint is None else _line(hint),
            page=rule.page,
            data=data or {},
            related=tuple(map(_related, related)),
            fingerprint=mark(self.plan.id, rule.code, anchor, field if key is None else key),
        )

    def related(self, place: Located[Node], message: str, *, field: str = "") -> Related:
        """Return another place that a finding is about.

        Raises:
            NotFoundError: If the node has no such field.
        """
        pointer = f"/{field}" if field else ""
        if field:
            _walk.at(place.node, pointer)
        return Related(
            pointer=place.pointer + pointer, message=_line(message), source=source_of(place.node)
        )


def _related(other: object) -> Related:
    if isinstance(other, Related):
        return other
    raise TypeError(f"expected related= to hold what context.related() gives, got {shown(other)}")


def _line(words: object) -> str:
    """Return words of a check's own, and of the plan, as one line that drives no terminal."""
    if not isinstance(words, str) or not words:
        raise TypeError("expected a message that is a text, and not empty")
    return visible(brief(words))


def source_of(node: Node) -> Source | None:
    """Return where a node stands in the text; of a section, its heading where it has one."""
    if isinstance(node, Section):
        return node.heading or node.source
    return None if isinstance(node, Plan | Project) else node.source


def _anchor(place: Located[Node]) -> tuple[str, str | None]:
    """Return what names a node whatever is put in before it, and the id to show."""
    node = place.node
    if isinstance(node, Plan | Section | Measure | Target):
        return node.id, node.id
    holder = place.parents[-1]
    # Figures, statements and projects stand in a plan, a section or a measure.
    id_ = cast("Plan | Section | Measure", holder).id
    if isinstance(node, Figure):
        name = node.label
    else:
        name = node.title if isinstance(node, Statement) else node.name
    return f"{id_}/{type(node).__name__}/{escape(name)}", id_


def _section(place: Located[Node]) -> str | None:
    """Return the heading of the innermost section that a node stands in, or is."""
    for node in (place.node, *reversed(place.parents)):
        if isinstance(node, Section):
            number, title = brief(node.number or ""), brief(node.title or "")
            return _walk.headed(number, title) or brief(node.id)
    return None


def mark(*parts: str) -> str:
    """Return a digest of texts, each told from the next.

    Of a very long one its length and its beginning count: an id of megabytes would be gone
    through again for every finding below it.
    """
    joined = "".join(f"{len(part)}:{part[:_LONGEST]}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
