"""Checking many plans: with which rules, in which processes."""

from __future__ import annotations

import datetime as dt
import functools
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import attrs

from govplan.checks import (
    BUILTIN,
    ENGINE,
    Baseline,
    Config,
    Report,
    Ruleset,
    Severity,
    load_config,
)
from govplan.cli import _files
from govplan.errors import GovplanError, InvalidPlanError, Problem, RulesetError, told

FEW = 40
"""Fewer files than this are checked in one process: to start others takes longer."""

AHEAD = 4
"""Files for each process that are checked, or wait, ahead of the one whose turn it is."""


class WorkerError(GovplanError):
    """A worker process ended before its work was done."""


@attrs.frozen(kw_only=True)
class Unreadable:
    """A file that is no plan or cannot be read, and why."""

    file: str
    problems: tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class Settings:
    """How to check, as the command line says: what worker processes are given."""

    today: dt.date
    config: str | None = None
    """File of the configuration; None if there is none."""
    modules: tuple[str, ...] = ()
    """Modules and files with more rules."""
    select: tuple[str, ...] = ()
    """Instead of the configuration's, where there are any."""
    ignore: tuple[str, ...] = ()
    """Besides the configuration's."""
    preview: bool = False
    fail_on: str | None = None
    """A severity or ``never``; None for what the configuration says."""
    baseline: str | None = None
    """File of the known findings; None if there is none."""

    def configured(self) -> Config:
        """Return the configuration, with what the command line says put in.

        Raises:
            OSError: If its file cannot be read.
            RulesetError: With what is wrong with it.
        """
        config = Config() if self.config is None else load_config(self.config)
        if self.select:
            config = attrs.evolve(config, select=self.select)
        if self.fail_on is not None:
            fail_on = None if self.fail_on == "never" else Severity[self.fail_on.upper()]
            config = attrs.evolve(config, fail_on=fail_on)
        return attrs.evolve(
            config,
            ignore=(*config.ignore, *self.ignore),
            preview=config.preview or self.preview,
        )


# --- rules ------------------------------------------------------------------------


def load_rules(settings: Settings, plugins: Sequence[str] = ()) -> Ruleset:
    """Return the rules there are: built in, installed, configured, and asked for.

    Args:
        settings: How to check.
        plugins: Modules that the configuration names, to be found from its folder.

    Raises:
        RulesetError: If some cannot be loaded, or two clash.
    """
    rules = BUILTIN | Ruleset.discover()
    beside = Path(settings.config or "").parent
    for folder, names in ((beside, plugins), (Path(), settings.modules)):
        for name in names:
            rules |= _load(name, str(folder.resolve()))
    return rules


def _load(name: str, folder: str) -> Ruleset:
    if not name.endswith(".py"):
        if folder not in sys.path:
            sys.path.append(folder)  # at the end, so that it hides no installed module
        return Ruleset.from_module(name)
    # Its path is a name that no other module has, and that messages can show.
    path = str(Path(folder, name))
    module = sys.modules[path] = ModuleType(path)
    module.__file__ = path
    try:
        SourceFileLoader(path, path).exec_module(module)
    except (Exception, SystemExit) as error:
        raise RulesetError((Problem("", f"{path} cannot be loaded: {told(error)}"),)) from error
    return Ruleset.from_module(path)


def chosen_rules(rules: Ruleset, config: Config, settings: Settings) -> Ruleset:
    """Return the rules that run, the engine's own included, as they are configured.

    Raises:
        RulesetError: If the configuration does not fit the rules; the error names its file.
    """
    known = rules | ENGINE
    for selector in known.unknown(settings.select):
        known[selector]  # refuses what was typed, not the configuration's
    try:
        return known.choose(config)
    except RulesetError as error:
        raise RulesetError(error.problems, settings.config) from None


# --- one plan ---------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Checker:
    """Rules, and all they need to check plans."""

    rules: Ruleset
    config: Config
    baseline: Baseline | None
    today: dt.date

    @classmethod
    def load(cls, settings: Settings) -> Checker:
        """Return what the settings say, loaded and found to be sound.

        Raises:
            OSError: If a file cannot be read.
            RulesetError: If the rules, the configuration or the baseline cannot be used.
        """
        config = settings.configured()
        rules = load_rules(settings, config.plugins)
        chosen = chosen_rules(rules, config, settings)  # before any plan is read
        if all(rule.code in ENGINE for rule in chosen):
            message = "no check is selected: see --select, --ignore and the configuration"
            raise RulesetError((Problem("", message),))
        baseline = None if settings.baseline is None else read_baseline(settings.baseline)
        return cls(rules=rules, config=config, baseline=baseline, today=settings.today)

    def check(self, path: str, text: str | None = None) -> Report | Unreadable:
        """Check the plan in a file.

        Raises:
            TextMismatchError: If the text is not the one of the plan's document.
        """
        file = _files.name_of(path)
        try:
            plan, data = _files.read(path)
        except InvalidPlanError as error:
            return Unreadable(file=file, problems=error.problems)
        except OSError as error:
            return Unreadable(file=file, problems=(Problem("", error.strerror or told(error)),))
        report = self.rules.run(
            plan, self.config, text=text, today=self.today, baseline=self.baseline
        )
        return report.located(file, data)


def read_baseline(path: str) -> Baseline:
    """Return the baseline in a file.

    Raises:
        OSError: If it cannot be read.
        RulesetError: If it is none; the error names the file.
    """
    try:
        return Baseline.from_json(Path(path).read_bytes())
    except RulesetError as error:
        raise RulesetError(error.problems, path) from None


# --- many plans -------------------------------------------------------------------


def check_all(
    checker: Checker, settings: Settings, paths: Sequence[str], *, text: str | None, jobs: int
) -> Generator[Report | Unreadable]:
    """Yield what comes of each file, in their order; few are checked ahead of the one yielded.

    Args:
        checker: What checks in this process.
        settings: What other processes load theirs from.
        paths: The files.
        text: The published text, where there is one file.
        jobs: How many processes there may be.

    Raises:
        WorkerError: If a worker process ended before its work was done.
    """
    jobs = min(jobs, len(paths))
    if jobs == 1 or len(paths) < FEW:
        yield from (checker.check(path, text) for path in paths)
        return
    # Not by fork, which may stop for ever where this process has threads.
    context = multiprocessing.get_context("spawn")
    # An interrupt is this process's to handle, not each worker's too.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    pool = ProcessPoolExecutor(jobs, context, initializer=signal.signal, initargs=ignore)
    try:
        yield from _in_order(pool, checker, settings, paths, AHEAD * jobs)
    except BrokenProcessPool:
        raise WorkerError(
            "a worker process ended before its work was done, perhaps for want of memory; "
            "--jobs 1 does without them"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    checker: Checker,
    settings: Settings,
    paths: Sequence[str],
    ahead: int,
) -> Iterator[Report | Unreadable]:
    waiting: deque[Future[Report | Unreadable]] = deque()
    for path in paths:
        if path == _files.STDIN:  # which other processes do not have
            done: Future[Report | Unreadable] = Future()
            done.set_result(checker.check(path))
            waiting.append(done)
        else:
            waiting.append(pool.submit(work, settings, path))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def work(settings: Settings, path: str) -> Report | Unreadable:
    """Check a plan in a worker process, which loads the rules once."""
    return _loaded(settings).check(path)


@functools.cache
def _loaded(settings: Settings) -> Checker:
    return Checker.load(settings)
