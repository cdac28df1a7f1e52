"""The examples in the docstrings of checks, which their pages show and their tests run."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from govplan.checks._ruleset import AnyRule

_BLOCK = re.compile(
    r"^(?P<title>(?P<word>Bad|Good)(?:[ ,].*)?)::[ ]*\n(?P<code>(?:[ ].*\n?|\n)*)", re.MULTILINE
)
"""A line that begins with Bad or Good and ends with ``::``, and the indented lines below it."""


@attrs.frozen(kw_only=True)
class Example:
    """A part of a plan in which a check finds something, or nothing."""

    good: bool
    """Whether the check has nothing to find in it."""
    title: str
    """The line above it, such as ``Bad, in English``."""
    code: str
    """Python in the names of :mod:`govplan.build` and :mod:`govplan.model`."""


def examples_of(rule: AnyRule) -> tuple[Example, ...]:
    """Return the examples in a check's docstring, in their order.

    They are the indented blocks below ``Bad::`` and ``Good::``, or below lines that begin
    so, such as ``Bad, in English::``. A derived check has those of the one it is made of.

    >>> from collections.abc import Iterator
    >>> from govplan.checks import Context, Finding, Severity, rule
    >>> from govplan.model import Target
    >>> @rule("MYR202", "target-without-figure", Severity.INFO, on=Target)
    ... def target_without_figure(target: Target, context: Context) -> Iterator[Finding]:
    ...     '''A target has a figure.
    ...
    ...     Bad::
    ...
    ...         target("公路")
    ...     '''
    ...     if target.value is None:
    ...         yield context.find("no figure")
    >>> examples_of(target_without_figure)
    (Example(good=False, title='Bad', code='target("公路")'),)
    """
    return tuple(
        Example(
            good=match["word"] == "Good",
            title=match["title"],
            code=textwrap.dedent(match["code"]).strip("\n"),
        )
        for match in _BLOCK.finditer(rule.doc)
    )
