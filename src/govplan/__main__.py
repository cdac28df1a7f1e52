"""``python -m govplan``, which is ``govplan``."""

from __future__ import annotations

from govplan.cli import main

# Worker processes import this module too, and must not start a command of their own.
if __name__ == "__main__":
    main()
