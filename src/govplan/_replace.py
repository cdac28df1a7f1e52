"""Files that at any moment hold what they held before, or all that was written anew."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_OPEN_FILES = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")
"""Names of what a process has open, which belongs to whoever opened it."""


def replace_file(path: str | os.PathLike[str], parts: Iterable[bytes]) -> None:
    """Write a file beside another, put it on disk, and move it over the other.

    The file's permissions stay, and its owner where that is allowed; where it is a link, the
    file it leads to is replaced. A device, a pipe or an open file is written to instead.

    Raises:
        OSError: If it cannot be written; it names *path*, and the old file is as it was.
            What *parts* raise is left as it is.
    """
    if _is_written_to(path):
        with _opened(Path(path), "wb", path) as file:
            _write(file, parts, path)
        return
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".govplan-{os.urandom(8).hex()}.tmp")
    try:
        with _opened(beside, "xb", path) as file:
            with _naming(path):
                _make_like(beside, target)
            _write(file, parts, path)
            with _naming(path):
                os.fsync(file.fileno())
        with _naming(path):
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _is_written_to(path: str | os.PathLike[str]) -> bool:
    named = Path(path)
    is_open = os.path.abspath(path).startswith(_OPEN_FILES)  # noqa: PTH100 (as it is named)
    return is_open or (named.exists() and not named.is_file())


@contextmanager
def _naming(path: str | os.PathLike[str]) -> Generator[None, None, None]:
    """Have errors name the file that was asked for, not the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename = os.fspath(path)
        if error.filename2 is not None:
            del error.filename2
        raise


@contextmanager
def _opened(
    path: Path, mode: str, name: str | os.PathLike[str]
) -> Generator[IO[bytes], None, None]:
    """Open a file, and close it whatever happens; the first error is the one that is told."""
    with _naming(name):
        file = path.open(mode)
    try:
        yield file
    except BaseException:
        with suppress(OSError):
            file.close()
        raise
    with _naming(name):
        file.close()


def _write(file: IO[bytes], parts: Iterable[bytes], path: str | os.PathLike[str]) -> None:
    for part in parts:
        with _naming(path):
            file.write(part)
    with _naming(path):
        file.flush()


def _make_like(path: Path, other: Path) -> None:
    """Give a file the owner and the permissions of another, where there is one."""
    with suppress(FileNotFoundError):
        found = other.stat()
        with suppress(PermissionError, AttributeError):  # not ours to give, or on no Unix
            os.chown(path, found.st_uid, found.st_gid)
        path.chmod(found.st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    """Put the new name on disk too, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
