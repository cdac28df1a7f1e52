"""Kill a process while it overwrites a file by :func:`govplan.dump`: old or new, never torn.

This module is its own script: run as one, it forks children that overwrite a file and are
killed, each at its moment, and prints what became of the file. A process that forks should
be small and have one thread, which the one of the tests is not.

What a killed child leaves beside the file is allowed to stay: ``.govplan-*.tmp``, at most
one a kill. Nobody is there to take it away, and no later writer is in its way.
"""

from __future__ import annotations

import functools
import io
import json
import os
import random
import signal
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

import govplan
from govplan import Plan

resource = pytest.importorskip("resource", reason="needs fork and the signals of POSIX")

ROOT = Path(__file__).parents[1]
KILLS = 520

OLD = Plan(id="p", title="旧" * 5_000)
NEW = Plan(id="p", title="新" * 8_000, issuer="杜桥镇")
DOCUMENTS = {plan: govplan.dumps(plan) + b"\n" for plan in (OLD, NEW)}

Writer = Callable[[Plan, Path], None]


# --- the script -------------------------------------------------------------------


def in_place(plan: Plan, path: Path) -> None:
    """Write a file as it should not be done."""
    path.write_bytes(DOCUMENTS[plan])


WRITERS: dict[str, Writer] = {"dump": govplan.dump, "in place": in_place}


def die() -> None:
    """Kill this process; nothing of it runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)


def state(path: Path) -> str:
    """Return what a file holds: a whole document, which can be read, or something torn."""
    if not path.exists():
        return "none"
    data = path.read_bytes()
    for name, plan in (("old", OLD), ("new", NEW)):
        if data == DOCUMENTS[plan] and govplan.load(path) == plan:
            return name
    return "torn"


def fork(act: Callable[[], None]) -> int:
    """Do something in a child, and return the child."""
    child = os.fork()
    if not child:
        status = 1
        try:
            act()
            status = 0
        finally:
            os._exit(status)
    return child


def ending(child: int) -> str:
    """Return how a child ended: the name of the signal that killed it, or its status."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return signal.Signals(-code).name if code < 0 else str(code)


def touches_files(function: object) -> bool:
    """Return whether a function of C is one that asks the system for something."""
    module = getattr(function, "__module__", None)
    return module in {"posix", "io", "_io"} or isinstance(
        getattr(function, "__self__", None), io.IOBase
    )


def at_step(step: int, write: Callable[[], None]) -> None:
    """Write, and die at a step: right before or right behind a call that touches files."""
    left = step

    def count(_frame: FrameType, event: str, function: object) -> None:
        nonlocal left
        if event.startswith("c_") and touches_files(function):
            left -= 1
            if not left:
                die()

    sys.setprofile(count)
    write()
    sys.setprofile(None)


def cut_short(size: int, write: Callable[[], None]) -> None:
    """Write, and die when a file has got so many bytes: in the middle of a write."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    write()


def killed_at_steps(writer: Writer, path: Path, before: bytes | None) -> Counter[str]:
    """Kill a writer at each of its steps, and count what became of the file."""

    def write() -> None:
        writer(NEW, path)

    def outcome(act: Callable[[], None]) -> str:
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        return f"{ending(fork(act))}: {state(path)}"

    size = len(DOCUMENTS[NEW])
    found = Counter(
        outcome(functools.partial(cut_short, at, write)) for at in (0, 1, 4096, size // 2, size - 1)
    )
    step = 0
    while "0: new" not in found:  # it came to its end: there are no more steps
        step += 1
        found[outcome(functools.partial(at_step, step, write))] += 1
    return found


def overwrite(path: Path, mark: int) -> None:
    """Write a file again and again, and a byte to *mark* each time."""
    while True:
        for plan in (NEW, OLD):
            govplan.dump(plan, path)
            os.write(mark, b".")


def killed_at_random(path: Path) -> Counter[str]:
    """Kill processes that overwrite a file, each at its own moment, and count what it holds."""
    chance = random.Random(4)  # noqa: S311 (no secrets)
    path.write_bytes(DOCUMENTS[OLD])
    found: Counter[str] = Counter()
    for _ in range(KILLS):
        marks, mark = os.pipe()
        child = fork(functools.partial(overwrite, path, mark))
        os.close(mark)
        for _ in range(chance.randrange(3)):
            os.read(marks, 1)
        for _ in range(chance.randrange(SPIN)):
            pass
        os.kill(child, signal.SIGKILL)
        found[f"{ending(child)}: {state(path)}"] += 1
        os.close(marks)
    return found


SPIN = 30_000
"""Rounds that a moment lies behind a mark at most: about as long as a writing takes."""


def main(how: str, folder: str) -> None:
    """Kill as told, and print what became of the file, and what is left beside it."""
    path = Path(folder, "plan.json")
    if how == "at random":
        found = killed_at_random(path)
    else:
        name, _, before = how.partition(" over ")
        found = killed_at_steps(WRITERS[name], path, DOCUMENTS[OLD] if before else None)
    print(json.dumps(found))  # noqa: T201 (for the tests, which run this as a script)


# --- the tests --------------------------------------------------------------------


def outcomes(how: str, folder: Path) -> dict[str, int]:
    """Run the script, and return how many kills of which kind left the file in which state."""
    done = subprocess.run(  # noqa: S603 (our own)
        [sys.executable, "-m", "tests.test_durable", how, str(folder)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, int] = json.loads(done.stdout)
    return found


def left(folder: Path) -> list[Path]:
    """Return what is left beside the file, and check that it is what may be left."""
    beside = [path for path in folder.iterdir() if path.name != "plan.json"]
    assert all(path.match(".govplan-*.tmp") for path in beside)
    return beside


class TestKilled:
    def test_at_random(self, tmp_path: Path) -> None:
        """Whenever a writer is killed, the file is the old document or the new one, whole."""
        found = outcomes("at random", tmp_path)

        assert {"SIGKILL: old", "SIGKILL: new"} == found.keys()
        assert 500 <= sum(found.values())
        # Some were killed while they wrote, so that it was not for want of trying.
        assert 10 <= len(left(tmp_path)) <= sum(found.values())

    def test_at_every_step(self, tmp_path: Path) -> None:
        """So it is where each step of writing is the last one, and where a write is cut short."""
        found = outcomes("dump over old", tmp_path)
        beside = left(tmp_path)

        assert {"SIGXFSZ: old", "SIGKILL: old", "SIGKILL: new", "0: new"} == found.keys()
        assert 5 == found["SIGXFSZ: old"]
        assert 10 <= found["SIGKILL: old"]
        assert 2 <= found["SIGKILL: new"]
        assert beside

        govplan.dump(OLD, tmp_path / "plan.json")  # which nothing that is left is in the way of

        assert "old" == state(tmp_path / "plan.json")
        assert sorted(beside) == sorted(left(tmp_path))

    def test_new_file(self, tmp_path: Path) -> None:
        """A file that was not there is there whole, or not at all."""
        found = outcomes("dump", tmp_path)

        assert {"SIGXFSZ: none", "SIGKILL: none", "SIGKILL: new", "0: new"} == found.keys()

    def test_in_place(self, tmp_path: Path) -> None:
        """A writer that writes over the file is found out, by either kind of kill."""
        found = outcomes("in place over old", tmp_path)

        assert 5 == found["SIGXFSZ: torn"]
        assert 1 <= found["SIGKILL: torn"]


class TestOnDisk:
    def test_order(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The whole document is on disk before the name moves, and the name behind it."""
        steps: list[tuple[str, int, int]] = []
        fsync, replace = os.fsync, os.replace

        def note_sync(handle: int) -> None:
            about = os.fstat(handle)
            size = about.st_size if stat.S_ISREG(about.st_mode) else 0
            steps.append(("sync", about.st_ino, size))
            fsync(handle)

        def note_replace(source: Path, target: Path) -> None:
            steps.append(("replace", source.stat().st_ino, source.stat().st_size))
            replace(source, target)

        path = tmp_path / "plan.json"
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", note_sync)
            patch.setattr(os, "replace", note_replace)
            govplan.dump(NEW, path)

        file, size = path.stat().st_ino, len(DOCUMENTS[NEW])
        assert [
            ("sync", file, size),
            ("replace", file, size),
            ("sync", tmp_path.stat().st_ino, 0),
        ] == steps


if __name__ == "__main__":
    main(*sys.argv[1:])
