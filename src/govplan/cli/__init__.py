"""The command line: ``govplan check``, ``explain``, ``checks``, ``read``, ``show``, ``schema``.

It needs click and rich, which ``pip install "govplan[cli]"`` brings; this module needs
neither until :func:`main` is called.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line, and exit: 0 clean, 1 findings, 2 could not check.

    Args:
        args: The arguments; those of the process where they are not given.

    >>> from contextlib import suppress
    >>> with suppress(SystemExit):
    ...     main(["explain", "rate-out-of-range"])  # doctest: +ELLIPSIS
    GP305 rate-out-of-range
    ...
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the locale may know no Chinese
    try:
        from govplan.cli._app import app  # noqa: PLC0415 (it needs the extra)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"click", "rich"}:
            raise
        sys.stderr.write('the command line needs click and rich: pip install "govplan[cli]"\n')
        sys.exit(2)
    app.main(None if args is None else list(args), prog_name="govplan")
