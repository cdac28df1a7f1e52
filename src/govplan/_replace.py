"""Files that at any moment hold what they held before, or all that was written anew."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def replace_file(path: str | os.PathLike[str], parts: Iterable[bytes]) -> None:
    """Write a file beside another, put it on disk, and move it over the other.

    What the file's permissions were stays so; where it is a link, the file it leads to is
    replaced. A device or a pipe is written to, since it is not to be replaced.

    Raises:
        OSError: If it cannot be written; it names *path*, and the old file is as it was.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.writelines(parts)
        return
    beside = target.with_name(f".govplan-{os.urandom(8).hex()}.tmp")
    try:
        _write(beside, parts, target)
        beside.replace(target)
    except OSError as error:
        if error.filename not in {None, os.fspath(beside)}:
            raise  # of the parts, which may come from another file
        # Name the file that was asked for, not the one beside it.
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from None
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write(path: Path, parts: Iterable[bytes], like: Path) -> None:
    """Write a new file, with the permissions of another where there is one, and sync it."""
    with path.open("xb") as file:
        with suppress(FileNotFoundError):
            path.chmod(like.stat().st_mode & 0o7777)
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name on disk too, where the system lets folders be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
