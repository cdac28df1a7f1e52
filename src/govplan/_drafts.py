"""Drafts of nodes, put together; :mod:`govplan.build` is where to import them from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeAlias, TypeVar, cast

import attrs

from govplan.errors import BuildError
from govplan.model import (
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

NodeT = TypeVar("NodeT", Section, Measure, Target)

NO_ID = "?"
"""What stands for the id of a draft until its position is known."""


@attrs.frozen
class Draft(Generic[NodeT]):
    """A node on its way into a plan: checked already, and still without its id.

    >>> from govplan.build import target
    >>> target("土地征收", ">= 350 亩").node.value
    amount('350 mu')
    """

    node: NodeT
    """The node, without what is below it."""
    parts: tuple[Part, ...] = ()
    """What is below it, in reading order."""


Part: TypeAlias = Draft[Section] | Draft[Measure] | Draft[Target] | Figure | Statement | Project
"""What can stand inside something else."""


def children(
    parts: tuple[Part, ...], above: str, owner: Plan | Section | Measure | None = None
) -> tuple[tuple[Section, ...], tuple[Measure, ...], tuple[Target, ...]]:
    """Give the drafts among *parts* their ids, below the section or measure *above*.

    They go on from what *owner* has already, if one is given.
    """
    sections: list[Section] = []
    measures: list[Measure] = []
    targets: list[Target] = []
    dotted = f"{above}." if above else ""
    subsection = dotted or "s"
    of_sections = _last(owner, "sections", subsection)
    of_measures = _last(owner, "measures", f"{dotted}m")
    of_targets = _last(owner, "targets", f"{dotted}t")
    for part in parts:
        if not isinstance(part, Draft):
            continue
        node = part.node
        if isinstance(node, Section):
            position = f"{subsection}{of_sections + len(sections) + 1}"
            sections.append(_finish_section(node, part.parts, position))
        elif isinstance(node, Measure):
            position = f"{dotted}m{of_measures + len(measures) + 1}"
            measures.append(_finish_measure(node, part.parts, position))
        else:
            position = f"{dotted}t{of_targets + len(targets) + 1}"
            id_ = position if node.id == NO_ID else node.id
            targets.append(attrs.evolve(node, id=id_))
    return tuple(sections), tuple(measures), tuple(targets)


_COUNTED = re.compile("[0-9]{1,9}", re.ASCII)


def _last(owner: Plan | Section | Measure | None, field: str, prefix: str) -> int:
    """Return the highest number that the ids in a field have, or as many as there are nodes."""
    nodes: tuple[Section | Measure | Target, ...] = getattr(owner, field, ())
    rests = (node.id.removeprefix(prefix) for node in nodes if node.id.startswith(prefix))
    return max([len(nodes), *(int(rest) for rest in rests if _COUNTED.fullmatch(rest))])


def _finish_section(node: Section, parts: tuple[Part, ...], position: str) -> Section:
    id_ = position if node.id == NO_ID else node.id
    sections, measures, targets = children(parts, id_)
    return attrs.evolve(node, id=id_, sections=sections, measures=measures, targets=targets)


def _finish_measure(node: Measure, parts: tuple[Part, ...], position: str) -> Measure:
    id_ = position if node.id == NO_ID else node.id
    _, _, targets = children(parts, id_)
    return attrs.evolve(node, id=id_, targets=placed(targets, node.source))


def placed(targets: tuple[Target, ...], place: Source | None) -> tuple[Target, ...]:
    """Return targets of which those without a place have that of their measure."""
    return tuple(t if t.source else attrs.evolve(t, source=place) for t in targets)


def in_order(there: tuple[Node, ...], new: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return nodes of a kind with new ones put in where they stand in the text."""
    nodes = list(there)
    for node in new:
        start = _start(node)
        later = (i for i, n in enumerate(nodes) if start is not None and (_start(n) or 0) > start)
        nodes.insert(next(later, len(nodes)), node)
    return tuple(nodes)


def _start(node: Node) -> int | None:
    source: Source | None = getattr(node, "source", None) or getattr(node, "heading", None)
    return None if source is None else source.start


def projects(parts: tuple[Part, ...]) -> tuple[Project, ...]:
    """Collect every project below *parts* once, in reading order."""
    known: dict[str, Project] = {}
    stack = list(reversed(parts))
    while stack:
        part = stack.pop()
        if isinstance(part, Draft):
            stack.extend(reversed(part.parts))
        elif isinstance(part, Project):
            bare = Project(name=part.name)
            if known.setdefault(part.name, part) == bare:
                known[part.name] = part
            elif part not in {bare, known[part.name]}:
                raise _in_two_ways(part)
    return tuple(known.values())


def joined(listed: tuple[Project, ...], new: tuple[Project, ...]) -> tuple[Project, ...]:
    """Return the projects of a plan with new ones behind them, each where its name is new.

    Those that are listed stay, however often; one of which only the name was known is replaced.
    """
    names = {project.name for project in listed}
    made = list(listed)
    for project in new:
        bare = Project(name=project.name)
        if project.name not in names:
            made.append(project)
        elif project == bare or project in listed:
            continue
        elif bare in made:
            made[made.index(bare)] = project
        else:
            raise _in_two_ways(project)
    return tuple(made)


def _in_two_ways(project: Project) -> BuildError:
    return BuildError(f"project {project.name!r} is given in two ways; give each a name of its own")


_IN_SECTION = (Section, Measure, Target, Figure, Statement)
_TAKES: Mapping[type, tuple[type, ...]] = {
    Plan: (*_IN_SECTION, Project), Section: _IN_SECTION, Measure: (Target, Figure, Project),
}  # fmt: skip
"""What can stand in what."""


def allow(owner: str, parts: tuple[object, ...], in_: type) -> None:
    """Raise the error of parts that cannot stand in a plan, a section or a measure."""
    kinds = _TAKES[in_]
    for part in parts:
        node: object = cast("Draft[Target]", part).node if isinstance(part, Draft) else part
        if node is part and isinstance(node, Section | Measure | Target):
            name = type(node).__name__
            raise BuildError(
                f"{owner} takes what {name.lower()}() of govplan.build returns, got a {name}"
            )
        if not isinstance(node, kinds):
            *names, last = (kind.__name__ for kind in kinds)
            raise BuildError(
                f"{owner} takes {', '.join(names)} or {last} as parts, got a {type(node).__name__}"
            )
