"""``demo`` and ``screenshots``: the samples as a filled desk, its papers, workbooks and pictures."""

from __future__ import annotations

import os
import secrets
import sys
import time
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from dxdesk import samples
from dxdesk.cli.opening import FIRST_ACCOUNT_NAME, account_name, clock, closing
from dxdesk.cli.saying import remark, say
from dxdesk.errors import StoreError
from dxdesk.exports.catalogue import CATALOGUE
from dxdesk.exports.output import Request, make, write
from dxdesk.models.certification import rounds
from dxdesk.models.desk import SUFFIX, Desk
from dxdesk.models.files import file_trouble
from dxdesk.models.register import certifications

DESK_NAME = "見本"
SCREENSHOTS = "screenshots"


@dataclass(frozen=True)
class _Paper:
    """One file of the demo: its name, and the output that fills it."""

    file: str
    output: str
    fiscal_year: int = samples.FISCAL_YEAR


_PAPERS = (
    _Paper("certificates.pdf", "certificates"),
    _Paper("certified_list.pdf", "certified_list"),
    _Paper("profile.pdf", "profile"),
    _Paper("recommended.pdf", "recommended"),
    _Paper("annual_summary.xlsx", "annual_summary"),
    _Paper("employees.xlsx", "employees"),
    _Paper("learning.html", "learning_information", samples.LEARNING_YEAR),
)


class _Steps:
    """Says each step with the time that it took."""

    def __init__(self) -> None:
        self._title = ""
        self._began = time.perf_counter()

    def begin(self, title: str) -> None:
        """End the step before, and begin another."""
        self.end()
        self._title, self._began = title, time.perf_counter()

    def end(self) -> None:
        """Say what the step took."""
        if self._title:
            say(f"{time.perf_counter() - self._began:6.2f}秒　{self._title}")
        self._title = ""


def run_demo(given: Namespace) -> int:
    """Do a whole year's work on the samples; asks nothing."""
    out: Path = given.out.resolve()
    _make_folder(out)
    desk_path = _free_desk(out)
    own_password = os.environ.get("DXDESK_PASSWORD")
    password = own_password or secrets.token_urlsafe(12)
    name = account_name() or FIRST_ACCOUNT_NAME
    steps = _Steps()
    made = samples.build_sample_desk(
        desk_path,
        name,
        password,
        clock=clock,
        progress=lambda _done, _total, title: steps.begin(title),
    )
    with closing(made.desk) as desk:
        for paper in _PAPERS:
            steps.begin(f"{CATALOGUE[paper.output].title}（{paper.file}）")
            remarks = _put_out(desk, paper, out)
            steps.end()
            remark(remarks)
        steps.begin(f"画面の画像（{SCREENSHOTS}）")
        given.screen.take_screenshots(out / SCREENSHOTS, desk)
        steps.end()
    say(f"全て「{out}」に残しました。")
    say(f"業務データ　{desk_path}　利用者　{name}")
    say(f"回復キー　{made.recovery_key}")
    if own_password is None:
        say(f"パスワード　{password}")
    return int(given.screen.open_window(desk_path)) if has_screen() else 0


def _free_desk(out: Path) -> Path:
    """Where the desk goes; one of an earlier demo stays, somebody may be trying things in it."""
    path, count = out / f"{DESK_NAME}{SUFFIX}", 1
    while path.exists():
        count += 1
        path = out / f"{DESK_NAME}{count}{SUFFIX}"
    return path


def _put_out(desk: Desk, paper: _Paper, out: Path) -> tuple[str, ...]:
    round_id = min(found.id for found in rounds.rounds(desk))
    somebody = certifications.of_round(desk, round_id)[0].employee_number
    path = out / paper.file
    request = Request(path.suffix, round_id, somebody, paper.fiscal_year)
    output = CATALOGUE[paper.output]
    made = make(desk, output, request)
    write(desk, output, made, path)
    return made.remarks


def write_screenshots(given: Namespace) -> int:
    """Write every page of the window as PNG, from a sample desk made for it."""
    out: Path = given.out.resolve()
    count = given.screen.take_screenshots(out, None)
    say(f"画面の画像{count}枚を「{out}」に書き出しました。")
    return 0


def has_screen() -> bool:
    """Whether a window can be shown: ``offscreen`` is no screen, nor is Linux without a display."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.partition(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        trouble: StoreError = file_trouble(error, path)
        raise trouble from error
