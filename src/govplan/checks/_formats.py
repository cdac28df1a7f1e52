"""The forms in which reports can be written, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from govplan.checks import _github, _junit, _markdown, _sarif, _text
from govplan.checks._report import Report


def _json_lines(reports: Iterable[Report]) -> Iterator[str]:
    """Yield each report as JSON, on a line of its own."""
    return (f"{report.to_json()}\n" for report in reports)


FORMATS: Mapping[str, Callable[[Iterable[Report]], Iterator[str]]] = MappingProxyType(
    {
        "text": _text.render,
        "json": _json_lines,
        "sarif": _sarif.render,
        "junit": _junit.render,
        "github": _github.render,
        "markdown": _markdown.render,
    }
)
"""Functions that yield the pieces of one whole document, however many reports there are.

They hold one report at a time.
"""
