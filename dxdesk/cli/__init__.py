"""The command line: what is scheduled or checked. It never imports the window."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dxdesk import __version__
from dxdesk.cli.arguments import Parser
from dxdesk.cli.commands import COMMANDS, Command
from dxdesk.cli.saying import complain, say_json, use_japanese_output
from dxdesk.errors import StoreError, UserError

if TYPE_CHECKING:
    from dxdesk.models.desk import Desk

DONE, REFUSED = 0, 1


@dataclass(frozen=True)
class Screen:
    """What needs a window, handed in from above.

    Args:
        open_window: shows a desk until the window is closed.
        take_screenshots: writes every page as PNG into a folder, of a desk or else of the samples; returns how
            many there are.
    """

    open_window: Callable[[Path | None], int]
    take_screenshots: Callable[[Path, Desk | None], int]


def main(words: Sequence[str], screen: Screen) -> int:
    """Do what the words say.

    Returns:
        0 done, 1 refused or problems found, 2 wrong usage.
    """
    use_japanese_output()
    given = make_parser().parse_args(words)
    given.screen = screen
    try:
        return int(_load(given.place)(given))
    except (UserError, StoreError) as error:
        complain(error.text)
        if getattr(given, "json", False) and not getattr(given, "answered", False):
            say_json({"error": error.text})
        return REFUSED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED


def make_parser() -> Parser:
    """The parser of all commands."""
    parser = Parser(
        prog="dxdesk",
        description="DX人材デスク。コマンドを付けずに起動すると画面が開きます。",
        epilog="パスワードは環境変数 DXDESK_PASSWORD、利用者名は DXDESK_ACCOUNT から読みます。",
    )
    parser.options.add_argument(
        "--version", action="version", version=__version__, help="版を表示して終わります"
    )
    tree = _branch(parser)
    branches: dict[str, argparse._SubParsersAction[Parser]] = {}
    for command in COMMANDS:
        first, *rest = command.words
        if rest and first not in branches:
            branches[first] = _branch(tree.add_parser(first, help=_titles_of(first)))
        place = branches[first] if rest else tree
        own = place.add_parser(command.words[-1], help=command.title, description=command.title)
        own.take(command.arguments)
        own.set_defaults(place=command.place, parser=own)
    return parser


def _branch(parser: Parser) -> argparse._SubParsersAction[Parser]:
    return parser.add_subparsers(
        title="コマンド", metavar="コマンド", required=True, parser_class=Parser
    )


def _titles_of(first: str) -> str:
    """What the steps of a command are called together."""
    steps = [command.words[1] for command in COMMANDS if command.words[0] == first]
    return f"認定を段階ごとに行います（{'、'.join(steps)}）"


def _load(place: str) -> Callable[[argparse.Namespace], int]:
    """The function of a command; what only other commands need is not loaded."""
    module, name = place.split(":")
    function: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"dxdesk.cli.{module}"), name
    )
    return function


def say_our_mistake(
    kind: type[BaseException], _error: BaseException, trace: TracebackType | None
) -> None:
    """For what nobody foresaw: a sentence for the user, and where it happened for the log."""
    import traceback

    from dxdesk.log import LOG

    if issubclass(kind, KeyboardInterrupt):
        complain("中止しました。")
        return
    places = "".join(traceback.format_tb(trace))
    LOG.error("%s\n%s", kind.__qualname__, places)
    complain(
        f"プログラムの誤りのため、続けられませんでした（{kind.__name__}）。"
        "行おうとしたことと記録（log フォルダーの dxdesk.log）を開発元に知らせてください。"
    )


__all__ = ["DONE", "REFUSED", "Command", "Screen", "main", "say_our_mistake"]
