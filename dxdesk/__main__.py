"""Where the program begins: the window, or the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dxdesk import cli, log, paths

if TYPE_CHECKING:
    from dxdesk.models.desk import Desk

READ_CHILD = "--read-child"


def main() -> int:
    """Open the window, or do the command that was given."""
    words = sys.argv[1:]
    if words == [READ_CHILD]:  # how a bundle starts the process that reads foreign files
        from dxdesk.imports.reading_child import serve

        serve()
        return cli.DONE
    if words:
        sys.excepthook = cli.say_our_mistake
    paths.use_private_temp()
    log.start_log()
    if not words:
        return _open_window(None)
    return cli.main(words, cli.Screen(_open_window, _take_screenshots))


def _open_window(path: Path | None) -> int:
    from dxdesk import app

    return app.run_window(path)


def _take_screenshots(out: Path, desk: Desk | None) -> int:
    from dxdesk import app

    return app.take_screenshots(out, desk)


if __name__ == "__main__":
    sys.exit(main())
