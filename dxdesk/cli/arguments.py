"""Reads the words of a command and says in Japanese what is wrong with them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from dxdesk.errors import UserError

WRONG_USAGE = 2

# What argparse says, and how we say it; the first that fits counts.
_SENTENCES = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"the following arguments are required: (.+)", r"指定が足りません：\1"),
        (r"unrecognized arguments: (.+)", r"知らない指定があります：\1"),
        (
            r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
            r"\1に \2 は指定できません。次のどれかにしてください：\3",
        ),
        (r"argument (.+?): expected one argument", r"\1の後に値がありません"),
        (r"argument (.+?): expected at least one argument", r"\1の後に値がありません"),
        (r"argument (.+?): ignored explicit argument (.+)", r"\1は値を取りません：\2"),
        (r"argument (.+?): not allowed with argument (.+)", r"\1と\2は同時に指定できません"),
        (r"argument (.+?): invalid .+? value: (.+)", r"\1の値 \2 を読めません"),
        (r"ambiguous option: (\S+) could match (.+)", r"\1では \2 のどれか決められません"),
        (r"argument (.+?): (.+)", r"\1：\2"),
    )
)


@dataclass(frozen=True)
class Argument:
    """One word that a command takes.

    Args:
        name: ``desk`` for a word in its place, ``--as-of`` for an option.
        meaning: Japanese, shown by --help.
        shown: what stands for its value in the help; empty for a switch.
        read: turns the word into a value.
        choices: the only words allowed.
        required: an option that must be given.
        many: an option that may be given several times.
    """

    name: str
    meaning: str
    shown: str = ""
    read: Callable[[str], Any] = str
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False

    @property
    def is_option(self) -> bool:
        """Whether it begins with dashes."""
        return self.name.startswith("-")

    def add_to(self, group: argparse._ArgumentGroup) -> None:
        """Let a parser expect it."""
        more: dict[str, Any] = {"help": self.meaning}
        if self.is_option and not self.shown:
            group.add_argument(self.name, action="store_true", **more)
            return
        more |= {"metavar": self.shown or None, "type": self.read}
        if self.choices:
            more["choices"] = self.choices
        if self.is_option:
            more |= {"required": self.required, "action": "append" if self.many else "store"}
        group.add_argument(self.name, **more)


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "使い方：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose every word is Japanese; wrong usage ends with 2."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more, add_help=False, allow_abbrev=False, formatter_class=_Help)
        self.options = self.add_argument_group("オプション")
        self.options.add_argument(
            "-h", "--help", action="help", help="この説明を表示して終わります"
        )

    def take(self, arguments: Iterable[Argument]) -> None:
        """Expect these arguments."""
        words = self.add_argument_group("引数")
        for argument in arguments:
            argument.add_to(self.options if argument.is_option else words)

    def error(self, message: str) -> NoReturn:
        """Say in Japanese what argparse found wrong."""
        self.refuse(in_japanese(message))

    def refuse(self, text: str) -> NoReturn:
        """Show the usage, say what is wrong, and end with 2."""
        self.exit(WRONG_USAGE, f"{self.format_usage()}{text}\n")


def in_japanese(message: str) -> str:
    """A sentence of argparse in Japanese."""
    for pattern, sentence in _SENTENCES:
        match = pattern.fullmatch(message)
        if match:
            return match.expand(sentence)
    return "指定が正しくありません。--help で使い方を確かめてください。"


def day(text: str) -> date:
    """A day as 2026-03-31, 令和8年3月31日 or R8.3.31."""
    from dxdesk.models import wareki

    try:
        return wareki.read_date(text).day
    except UserError as error:
        raise argparse.ArgumentTypeError(error.text) from None


def fiscal_year(text: str) -> int:
    """A fiscal year by the calendar year in which it begins."""
    if not re.fullmatch(r"(19|20|21)\d\d", text):
        raise argparse.ArgumentTypeError(
            f"「{text}」は年度として読めません。2025 のように西暦4けたで指定してください。"
        )
    return int(text)


def whole(text: str) -> int:
    """A whole number from 0."""
    if not re.fullmatch(r"\d{1,15}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"「{text}」は0以上の整数ではありません。")
    return int(text)
