"""Walking a plan, and looking things up in it; the methods of the model's classes call these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from govplan._values import Due, Effective, Source
from govplan.errors import AmbiguousError, NotFoundError, did_you_mean, nearest, shown

if TYPE_CHECKING:
    from govplan.model import Measure, Node, Plan, Section, Target

    Named: TypeAlias = Plan | Section | Measure | Target

_START = itemgetter(0)


def headed(number: str | None, title: str | None) -> str:
    """Return the number and the title of a section as one line: 一、民生, 1 道路, 2.1 Roads."""
    number, title = number or "", title or ""
    is_bare = number[-1:].isalnum() or (number[-1:].isascii() and title[:1].isascii())
    return f"{number}{' ' if number and title and is_bare else ''}{title}".strip()


def _children(pointer: str, node: Node) -> list[tuple[str, Node]]:
    """Return what is right below a node, in the order of the text."""
    placed: list[tuple[int, str, Node]] = []
    for name in node.child_fields:
        members: tuple[Node, ...] = getattr(node, name)
        if not members:
            continue
        # A member without source stands behind the one before it.
        at = -1
        for i, member in enumerate(members):
            at = _position(member, at)
            placed.append((at, f"{pointer}/{name}/{i}", member))
    if len(placed) > 1:
        placed.sort(key=_START)
    return [(place, member) for _, place, member in placed]


def _position(node: object, before: int) -> int:
    source: Source | None = getattr(node, "source", None) or getattr(node, "heading", None)
    return before if source is None else source.start


def walk(root: Plan) -> Iterator[tuple[str, Node]]:
    """Yield every node and its pointer; see :meth:`Plan.walk`."""
    return ((pointer, node) for pointer, node, _ in trails(root))


def trails(root: Plan) -> Iterator[tuple[str, Node, tuple[Node, ...]]]:
    """Yield every node with its pointer and what it stands in, the plan first."""
    stack: list[tuple[str, Node, tuple[Node, ...]]] = [("", root, ())]
    while stack:
        pointer, node, above = stack.pop()
        yield pointer, node, above
        if node.child_fields:
            here = (*above, node)
            stack.extend((p, n, here) for p, n in reversed(_children(pointer, node)))
    for i, project in enumerate(root.projects):
        yield f"/projects/{i}", project, (root,)


def find(plan: Plan, id_: str) -> tuple[str, Named]:
    """Return the one node with an id, or at a pointer (no id starts as one), and its pointer."""
    if id_.startswith("/"):
        node = at(plan, id_)
        if not hasattr(node, "child_fields") or not hasattr(node, "id"):
            raise NotFoundError(id_, "no plan, section, measure or target stands there")
        return id_, cast("Named", node)
    named = [(p, cast("Named", n)) for p, n in walk(plan) if hasattr(n, "id")]
    found = [(p, n) for p, n in named if n.id == id_]
    if not found:
        hint = did_you_mean(nearest(id_, (n.id for _, n in named)))
        raise NotFoundError(id_, f"no node has this id{hint}")
    if len(found) > 1:
        places = ", ".join(p or "the plan itself" for p, _ in found)
        raise AmbiguousError(id_, f"several nodes have this id: {places}; ask by pointer")
    return found[0]


_BAD_ESCAPE = re.compile(r"~(?![01])")
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


def _tokens(pointer: str) -> list[str]:
    if not pointer:
        return []
    if pointer[0] != "/" or _BAD_ESCAPE.search(pointer):
        raise NotFoundError(pointer, "it is no JSON Pointer: '' or '/' before each name or index")
    return [t.replace("~1", "/").replace("~0", "~") for t in pointer[1:].split("/")]


def at(root: object, pointer: str) -> object:
    """Return what stands at a pointer below a plan or a node; see :meth:`Plan.at`."""
    return _trail(root, pointer)[-1]


def _trail(root: object, pointer: str) -> list[object]:
    """Return what stands at each step of a pointer, the root first."""
    trail: list[object] = [root]
    for token in _tokens(pointer):
        here = trail[-1]
        if isinstance(here, tuple):
            members = cast("tuple[object, ...]", here)
            if not _INDEX.fullmatch(token) or int(token) >= len(members):
                raise NotFoundError(pointer, f"no index {shown(token)} among {len(members)}")
            trail.append(members[int(token)])
        elif isinstance(here, Mapping):
            items = cast("Mapping[str, object]", here)
            if token not in items:
                raise NotFoundError(pointer, f"no key {shown(token)}")
            trail.append(items[token])
        else:
            kind = type(here)
            names = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
            if token not in names:
                hint = did_you_mean(nearest(token, names))
                raise NotFoundError(pointer, f"a {type(here).__name__} has no {shown(token)}{hint}")
            trail.append(getattr(here, token))
    return trail


def effective(plan: Plan, node: Node | str) -> Effective:
    """Return what holds for a node; see :meth:`Plan.effective`."""
    if isinstance(node, str):
        return _effective(plan, look_up(plan, node)[0])
    places = [p for p, n in walk(plan) if n is node] or [p for p, n in walk(plan) if n == node]
    if not places:
        raise NotFoundError(type(node).__name__, "it is not in this plan")
    first, *others = {_effective(plan, place): place for place in places}
    if others:
        raise AmbiguousError(
            type(node).__name__, f"it stands at {', '.join(places)}; ask by pointer"
        )
    return first


def _effective(plan: Plan, pointer: str) -> Effective:
    return effective_along(plan, _trail(plan, pointer))


def due_along(trail: Iterable[object]) -> Due | None:
    """Return the date that the last of *trail* has, or the nearest above it that has one."""
    due: Due | None = None
    for step in trail:
        due = getattr(step, "due", None) or due
    return due


def effective_along(plan: Plan, trail: Iterable[object]) -> Effective:
    """Return what holds for the last of *trail*, which starts with the plan."""
    trail = tuple(trail)
    due = due_along(trail)
    level = plan.jurisdiction.level if plan.jurisdiction else None
    parties = ()
    for step in trail:
        parties = getattr(step, "parties", None) or parties
        level = getattr(step, "level", None) or level
    if due is None and plan.period is not None:
        end = plan.period.end
        whole_year = (end.month, end.day) == (12, 31)
        due = Due(date=f"{end.year:04}" if whole_year else end.isoformat())
    return Effective(due=due, parties=parties, level=level)


def replace(plan: Plan, id_: str, changes: Mapping[str, object]) -> Plan:
    """Return a plan with one node changed; see :meth:`Plan.replace`."""
    pointer, node = look_up(plan, id_)
    return _put(plan, pointer, _evolve(node, changes))


def remove(plan: Plan, id_: str) -> Plan:
    """Return a plan with one node less; see :meth:`Plan.remove`."""
    pointer, node = look_up(plan, id_)
    if node is plan:
        raise NotFoundError(id_, "the plan cannot be removed from itself")
    above, _, index = pointer.rpartition("/")
    members = cast("tuple[object, ...]", at(plan, above))
    return _put(plan, above, members[: int(index)] + members[int(index) + 1 :])


def look_up(plan: Plan, id_: str) -> tuple[str, Node]:
    """Return the node with an id, or any node at a pointer, and its pointer."""
    if not id_:
        return "", plan
    if not id_.startswith("/"):
        return find(plan, id_)
    node = at(plan, id_)
    if not hasattr(node, "child_fields"):
        raise NotFoundError(id_, "no node stands there")
    return id_, cast("Node", node)


def _put(plan: Plan, pointer: str, changed: object) -> Plan:
    """Return a plan in which something else stands at a pointer."""
    trail, tokens = _trail(plan, pointer), _tokens(pointer)
    for here, token in zip(reversed(trail[:-1]), reversed(tokens), strict=True):
        if isinstance(here, tuple):
            members = list(cast("tuple[object, ...]", here))
            members[int(token)] = changed
            changed = tuple(members)
        else:
            changed = _evolve(here, {token: changed})
    return cast("Plan", changed)


def _evolve(node: object, changes: Mapping[str, object]) -> object:
    fields = [field.name for field in attrs.fields(type(cast("attrs.AttrsInstance", node)))]
    for name in changes:
        if name not in fields:
            hint = did_you_mean(nearest(name, fields))
            raise TypeError(f"{type(node).__name__} has no field {name!r}{hint}")
    evolve = cast("Callable[..., object]", attrs.evolve)  # the fields are known at run time only
    return evolve(node, **changes)


def accounted(plan: Plan) -> Iterator[Source]:
    """Yield the ranges of all headings, measures, targets, figures and statements."""
    for _, node in walk(plan):
        sources = (
            (getattr(node, "heading", None),)
            if hasattr(node, "heading")
            else (getattr(node, "source", None), getattr(node, "indicator_source", None))
        )
        yield from (s for s in sources if s is not None)
