"""What came of checking, written as it comes, and counted."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

import attrs
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from govplan.checks import Baseline, Report, Severity
from govplan.checks._escape import visible
from govplan.checks._formats import FORMATS
from govplan.checks._text import Line, segments
from govplan.cli._check import FEW, Checker, Settings, Unreadable, check_all
from govplan.cli._print import console, print_lines
from govplan.errors import Problem

T = TypeVar("T")

COULD_NOT = 2
"""The exit code where something could not be checked."""

MAX_PROBLEMS = 20
"""Problems that are shown of one file."""


@attrs.define
class Tally:
    """What came of all plans together."""

    checked: int = 0
    unreadable: int = 0
    code: int = 0
    """The exit code."""
    findings: Counter[Severity] = attrs.field(factory=Counter[Severity])
    _unmet: set[tuple[str, str]] = attrs.field(factory=set[tuple[str, str]])
    _met: set[tuple[str, str]] = attrs.field(factory=set[tuple[str, str]])

    def reports(
        self, results: Iterable[Report | Unreadable], fail_on: Severity | None
    ) -> Iterator[Report]:
        """Yield the reports, and tell on standard error of what could not be read."""
        for result in results:
            if isinstance(result, Unreadable):
                self.unreadable += 1
                self.code = COULD_NOT
                complain(told_of(f"{result.file} cannot be checked", result.problems))
                continue
            self.checked += 1
            self.code = max(self.code, result.exit_code(fail_on))
            self.findings.update(finding.severity for finding in result)
            accepted = (*result.baselined, *result.suppressed)
            self._met.update((result.plan, finding.fingerprint) for finding in accepted)
            self._unmet.update((result.plan, mark) for mark in result.stale)
            yield result

    def stale(self) -> set[tuple[str, str]]:
        """Return plan and fingerprint of what the baseline knows and no file has any more."""
        return self._unmet - self._met  # a plan may stand in several files

    def summary(self) -> str:
        """Return a line on all plans together."""
        counts = ", ".join(
            f"{count} {severity}{'' if count == 1 or severity is Severity.INFO else 's'}"
            for severity, count in sorted(self.findings.items(), reverse=True)
        )
        unread = f"; {self.unreadable} could not be read" if self.unreadable else ""
        plans = "1 plan" if self.checked == 1 else f"{self.checked} plans"
        return f"{plans}: {counts or 'no findings'}{unread}"


def complain(message: str) -> None:
    """Write a message on standard error."""
    sys.stderr.write(f"{message}\n")


def told_of(head: str, problems: tuple[Problem, ...]) -> str:
    """Return a heading with what is wrong below it, at most so much."""
    lines = [visible(head), *(f"  {visible(str(p))}" for p in problems[:MAX_PROBLEMS])]
    if len(problems) > MAX_PROBLEMS:
        lines.append(f"  and {len(problems) - MAX_PROBLEMS} more problems")
    return "\n".join(lines)


# --- reports ----------------------------------------------------------------------


@contextmanager
def opened(path: str | None) -> Generator[TextIO]:
    """Give the stream to write to: a file, or standard output."""
    if path is None:
        yield sys.stdout
    else:
        with Path(path).open(
            "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as file:
            yield file


def use_utf8(stream: TextIO) -> None:
    """Write what machines read in UTF-8, whatever the locale."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


def write(
    out: Console, format_: str, reports: Iterable[Report], words: str | None, *, quiet: bool
) -> None:
    """Write reports as they come."""
    if format_ == "text":
        print_lines(out, _summaries(reports) if quiet else _whole(reports, words))
    else:
        out.file.writelines(FORMATS[format_](reports))


def _whole(reports: Iterable[Report], text: str | None) -> Iterator[Line]:
    for i, report in enumerate(reports):
        if i:
            yield []
        yield from segments(report, text)


def _summaries(reports: Iterable[Report]) -> Iterator[Line]:
    for report in reports:
        yield [(f"{visible(report.file or report.title)}: {report.summary()}", "")]


# --- progress ---------------------------------------------------------------------


def with_bar(results: Iterator[T], total: int, out: Console | None) -> Iterator[T]:
    """Yield results, with a progress bar where somebody is waiting for many.

    Args:
        results: The results.
        total: How many there will be.
        out: Where the bar is drawn, None for nowhere. What is printed on the same console
            stands above it.
    """
    if out is None or total < FEW or not sys.stderr.isatty():
        return results
    bar = Progress(
        TextColumn("checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=out,
        transient=True,
        redirect_stdout=False,
    )
    return _tracked(bar, results, total)


def _tracked(bar: Progress, results: Iterator[T], total: int) -> Iterator[T]:
    with bar:
        yield from bar.track(results, total=total)


# --- one command ------------------------------------------------------------------


@attrs.define
class Run:
    """One command that checks some files."""

    checker: Checker
    settings: Settings
    paths: Sequence[str]
    words: str | None = attrs.field(kw_only=True)
    """The published text, where there is one plan."""
    jobs: int = attrs.field(kw_only=True)
    tally: Tally = attrs.field(factory=Tally, init=False)

    def write(self, format_: str, output: str | None, *, quiet: bool) -> int:
        """Check the files and write the reports as they come; return the exit code."""
        with opened(output) as stream:
            if format_ != "text":
                use_utf8(stream)
            out = console(stream)
            bar = out if format_ == "text" else None  # it would stand among what machines read
            with self._reports(bar if out.is_terminal else console(sys.stderr)) as reports:
                write(out, format_, reports, self.words, quiet=quiet)
            if format_ == "text" and len(self.paths) > 1:
                stream.write(f"{self.tally.summary()}\n")
        return self.tally.code

    def write_baseline(self, path: str) -> int:
        """Check the files and write a baseline of what is found; return the exit code."""
        with self._reports(console(sys.stderr)) as reports:
            baseline = Baseline.of(reports)
        _write_baseline(path, baseline)
        complain(f"known findings in {visible(path)}: {len(baseline.known)}")
        return COULD_NOT if self.tally.code == COULD_NOT else 0

    def tell_stale(self, *, prune: bool) -> None:
        """Tell of what the baseline knows and no plan has any more, or take it off."""
        path, baseline, stale = self.settings.baseline, self.checker.baseline, self.tally.stale()
        if path is None or baseline is None or not stale:
            return
        what = f"known findings not met again in {visible(path)}: {len(stale)}"
        if prune:
            kept = (k for k in baseline.known if (k.plan, k.fingerprint) not in stale)
            _write_baseline(path, Baseline(kept))
            complain(f"{what}, taken off")
        else:
            complain(f"{what}; --prune-baseline takes them off")

    @contextmanager
    def _reports(self, bar: Console | None) -> Generator[Iterator[Report]]:
        results = check_all(
            self.checker, self.settings, self.paths, text=self.words, jobs=self.jobs
        )
        with closing(results):  # so that workers end, whatever happens
            waited_for = with_bar(results, len(self.paths), bar)
            yield self.tally.reports(waited_for, self.checker.config.fail_on)


def _write_baseline(path: str, baseline: Baseline) -> None:
    Path(path).write_text(baseline.to_json(), encoding="utf-8", newline="\n")
