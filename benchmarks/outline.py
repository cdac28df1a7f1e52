"""How much of a plan's outline is read: the Duqiao plan against its encoding by hand.

Run it from a clone with ``GOVPLAN_SOURCE_DIR=folder_of_the_published_text python
benchmarks/outline.py``; ``--corpus FOLDER`` prints the outline of each ``.txt`` in it too.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import govplan
from govplan import Measure, Plan, Section, Source, Statement
from govplan.reading._measures import Announcement, announcements
from govplan.reading._outline import Outline, Part, outline

HERE = Path(__file__).parent


class Row(NamedTuple):
    """What a section is told by."""

    number: str | None
    title: str | None
    heading: Source | None
    parent: str | None


def gold_rows(sections: Sequence[Section], parent: str | None = None) -> Iterator[Row]:
    """Yield a row for each section of an encoding."""
    for section in sections:
        yield Row(section.number, section.title, section.heading, parent)
        yield from gold_rows(section.sections, section.title)


def read_rows(found: Outline, parts: Sequence[Part], parent: str | None = None) -> Iterator[Row]:
    """Yield a row for each part that was read."""
    text = found.text
    for part in parts:
        number = text.words(*part.number) if part.number else None
        title = text.words(*part.title) if part.title else None
        yield Row(number, title, text.source(*part.heading) if part.heading else None, parent)
        yield from read_rows(found, part.parts, title)


def compare_sections(plan: Plan, found: Outline) -> None:
    """Print how many sections agree, and which do not."""
    gold, read = list(gold_rows(plan.sections)), list(read_rows(found, found.parts))
    print(f"sections: {len(gold)} in the encoding, {len(read)} read")
    for name in Row._fields:
        hits = len({(row.heading, getattr(row, name)) for row in gold} & {
            (row.heading, getattr(row, name)) for row in read
        })  # fmt: skip
        print(f"  {name:8} precision {hits}/{len(read)}  recall {hits}/{len(gold)}")
    hits = len(set(gold) & set(read))
    print(f"  all four precision {hits}/{len(read)}  recall {hits}/{len(gold)}")
    for row in gold:
        if row not in read:
            print("    missed", row.number, row.title, "in", row.parent)
    for row in read:
        if row not in gold:
            print("    wrong", row.number, row.title, "in", row.parent)


def announced(found: Outline) -> list[Announcement]:
    """Return what all clauses of a text announce, in order."""
    made = list(announcements(found.text, found.own))
    for part in found.walk():
        made += announcements(found.text, part.own, past=part.past)
    return sorted(made, key=lambda one: one.source)


def compare_measures(plan: Plan, found: Outline) -> None:
    """Print how many measures and statements overlap one of the encoding's one to one."""
    text = found.text
    gold = [node for _, node in plan.walk() if isinstance(node, Measure | Statement)]
    read = [(text.source(*one.source), one) for one in announced(found)]
    pairs: list[tuple[Measure | Statement, Announcement]] = []
    for node in gold:
        over = [(source, one) for source, one in read if overlap(node.source, source)]
        if len(over) == 1 and sum(overlap(n.source, over[0][0]) for n in gold) == 1:
            pairs.append((node, over[0][1]))
        else:
            words = " + ".join(text.words(*one.source) for _, one in over)
            print("    not one to one:", node.title, "|", words)
    report(gold, read, pairs)
    for node, one in pairs:
        kind = "measure" if isinstance(node, Measure) else node.kind
        if kind != one.kind:
            print(f"    {kind}, read as {one.kind}:", text.words(*one.source))


def overlap(one: Source | None, other: Source | None) -> bool:
    """Return whether two places share a character."""
    return bool(one and other and one.start < other.end and other.start < one.end)


def report(
    gold: Sequence[Measure | Statement],
    read: Sequence[tuple[Source, Announcement]],
    pairs: Sequence[tuple[Measure | Statement, Announcement]],
) -> None:
    """Print the counts."""
    measures = [(node, one) for node, one in pairs if isinstance(node, Measure)]
    acts = [(node, one) for node, one in measures if one.kind in {"measure", "goal"}]
    said = [(node, one) for node, one in pairs if isinstance(node, Statement)]
    total = sum(isinstance(node, Measure) for node in gold)
    print(f"measures: {total} in the encoding, {len(read)} clauses read")
    print(f"  one to one {len(measures)}/{total}, and read as such {len(acts)}/{total}")
    print(f"  stage {sum(node.stage == one.stage for node, one in acts)}/{len(acts)}", end=", ")
    print(f"force {sum(node.force == one.force for node, one in acts)}/{len(acts)}")
    same = sum(node.kind == one.kind for node, one in said)
    print(f"statements: one to one {len(said)}/{len(gold) - total}, of the same kind {same}")


def show(found: Outline) -> None:
    """Print an outline."""
    text = found.text
    print("  title:", found.page.document.title)
    print("  set aside:", [text.words(*span)[:24] for span in found.page.furniture])
    print("  own:", " / ".join(text.words(*span)[:24] for span in found.own))
    for part, depth in levels(found.parts, 1):
        number = text.words(*part.number) if part.number else f"<{part.style}>"
        title = text.words(*part.title) if part.title else "-"
        own = " / ".join(text.words(*span)[:24] for span in part.own)
        print(f"{'  ' * depth}{number} [{title}] {own}", *(party.name for party in part.acting))


def levels(parts: Sequence[Part], depth: int) -> Iterator[tuple[Part, int]]:
    """Yield parts with their depth."""
    for part in parts:
        yield part, depth
        yield from levels(part.parts, depth + 1)


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path)
    arguments = parser.parse_args()
    folder = Path(os.environ["GOVPLAN_SOURCE_DIR"])
    raw = (folder / "dupan_2021.txt").read_bytes().decode()
    plan = govplan.load(HERE.parent / "examples" / "dupan_2021.json")
    found = outline(raw)
    compare_sections(plan, found)
    compare_measures(plan, found)
    for path in sorted(arguments.corpus.glob("*.txt")) if arguments.corpus else ():
        print(path.name)
        show(outline(path.read_bytes().decode()))
    many = "\n".join([raw] * 60)
    start = time.perf_counter()
    announced(outline(many))
    took = time.perf_counter() - start
    print(f"speed: {len(many.encode()) / took / 1e6:.2f} MB/s, {len(many) / took / 1e6:.2f} M/s")


if __name__ == "__main__":
    main()
