"""``govplan read``: the draft of a plan from the text in a file, and what it says of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import click
from rich.console import Console

from govplan import codec
from govplan._replace import replace_file
from govplan.checks._escape import visible
from govplan.cli._files import STDIN, name_of
from govplan.cli._output import use_utf8
from govplan.cli._print import print_lines, print_table
from govplan.cli._show import target_rows
from govplan.model import Figure, Measure, Section, Target
from govplan.reading import Reading, extract, read_file
from govplan.reading import read as read_words

FEW = 8
"""Targets that the summary shows."""


def read(file: str) -> Reading:
    """Return what is read in a file, or in standard input.

    Raises:
        OSError: If the file cannot be opened.
        ReadingError: If no text is to be had from it, or too long a one.
    """
    if file == STDIN:
        return read_words(extract(sys.stdin.buffer.read(), name_of(file)))
    return read_file(file)


def write(reading: Reading, *, output: str | None, review: str | None, text: str | None) -> None:
    """Write what is asked for; the plan last, so that all else is there where it is."""
    page = None if review is None else reading.review()
    if text is not None:
        replace_file(text, (reading.text.encode(),))
    if review is not None and page is not None:
        replace_file(review, (page.encode(),))
    if output == STDIN:
        use_utf8(sys.stdout)
        click.echo(codec.dumps(reading.plan).decode())
    elif output is not None:
        codec.dump(reading.plan, output, indent=2)


def summarize(out: Console, reading: Reading) -> None:
    """Print how much was read, what was left unread, and the first targets."""
    print_lines(out, [[(visible(reading.plan.title), "bold")]])
    print_table(out, _counts(reading), head="")
    head, *targets = target_rows(reading.plan)
    if targets:
        print_lines(out, [[]])
        print_table(out, [head, *targets[:FEW]])
    if more := len(targets[FEW:]):
        print_lines(out, [[(f"and {more} more target{'' if more == 1 else 's'}", "")]])
    if doubtful := [one for one in reading.unread if one.is_doubtful]:
        print_lines(out, [[], [("look at these first, which may be figures of the plan too:", "")]])
        print_table(out, [(one.words, one.why) for one in doubtful[:FEW]], head="")


def _counts(reading: Reading) -> Iterator[tuple[str, str]]:
    nodes = [node for _, node in reading.plan.walk()]
    for name, kind in (("sections", Section), ("measures", Measure), ("targets", Target)):
        yield name, str(sum(isinstance(node, kind) for node in nodes))
    figures = [node.kind.replace("_", " ") for node in nodes if isinstance(node, Figure)]
    yield from _by_kind("other figures", figures)
    yield from _by_kind("figures left unread", [one.why for one in reading.unread])


def _by_kind(name: str, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield how many there are, and of which kinds, the most frequent first."""
    yield name, str(len(kinds))
    yield from ((f"  {kind}", str(count)) for kind, count in Counter(kinds).most_common())
