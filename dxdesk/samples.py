"""The sample desk: a made-up prefecture, taken in and certified through the very same functions."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from dxdesk import sample_scans, sample_sessions, sample_sheets
from dxdesk.imports import proposal as proposals
from dxdesk.imports.kinds import KINDS
from dxdesk.imports.proposal import Options
from dxdesk.models import accounts, acts, keys, settings
from dxdesk.models.accounts import NewDesk
from dxdesk.models.certification.issue import certify
from dxdesk.models.desk import Desk
from dxdesk.models.plan import learning
from dxdesk.models.plan.learning import Opportunity
from dxdesk.paths import resource

FISCAL_YEAR: Final = 2025
AS_OF: Final = date(2026, 3, 31)
DECIDED_ON: Final = date(2026, 4, 15)
LEVELS: Final = ("L1", "L2")
_ROSTER_DAY: Final = date(2026, 4, 1)

Progress = Callable[[int, int, str], None]


def _untold(_done: int, _total: int, _title: str) -> None:
    """For whoever does not want to be told."""


@dataclass(frozen=True)
class Step:
    """One file of the samples: what it is called while it is taken in, its kind, where it lies."""

    title: str
    kind: str
    place: tuple[str, str]
    options: Options = field(default_factory=Options)


_SET: Final = (
    (settings.OFFICE_NAME, "蒼海県総務部人事課"),
    (settings.CONTACT, "人材育成係　内線2345"),
    (settings.GIVER, "蒼海県知事　青海　渚"),
    (settings.RULE_NAME, "蒼海県デジタル人材認定要領"),
)
_YEAR: Final = Options(fiscal_year=FISCAL_YEAR)
_FROM_APRIL: Final = Options(as_of=_ROSTER_DAY)
STEPS: Final = (
    Step("計画の取込", "plan", ("plans", "example.toml")),
    Step("組織一覧の取込", "units", ("samples", "soshiki.xlsx"), _FROM_APRIL),
    Step("職員名簿の取込", "roster", ("samples", "meibo_r8_0401.xlsx"), _FROM_APRIL),
    Step("研修実績（令和6年度）の取込", "attendance", ("samples", "kenshu_jisseki_r6.csv")),
    Step("研修実績（令和7年度）の取込", "attendance", ("samples", "kenshu_jisseki_r7.csv")),
    Step("資格の取込", "qualifications", ("samples", "shikaku.xlsx")),
    Step("業務経歴の取込", "experience", ("samples", "keireki.xlsx")),
    Step("評価の取込", "ratings", ("samples", "hyoka_r7.csv"), _YEAR),
    Step("必要人数の取込", "targets", ("samples", "hitsuyo_ninzu.xlsx"), _YEAR),
)
_REASON: Final = "令和7年度の認定として行うため"
AFTERWARDS: Final = Step("異動（令和8年6月1日）の取込", "transfers", ("samples", "ido_r8_0601.csv"))
LEARNING_YEAR: Final = 2026
_LEARNING: Final = "学習機会の情報の登録"
STEP_COUNT: Final = 1 + len(STEPS) + len(LEVELS) + 5


def build_sample_desk(
    path: Path,
    account_name: str,
    password: str,
    *,
    clock: Callable[[], datetime],
    progress: Progress = _untold,
    cost: keys.Cost = keys.DEFAULT_COST,
) -> NewDesk:
    """Make a desk from the shipped samples: files in, levels 1 and 2 certified, the transfers of June.

    Args:
        path: the new desk's folder.
        account_name: of its first account.
        password: of that account.
        clock: says what time it is.
        progress: told before each step how many are done, how many there are, and its title.
        cost: of the password's key.

    Raises:
        UserError: the path, the name or the password will not do; nothing is left behind.
    """
    progress(0, STEP_COUNT, "業務データの作成")
    made = accounts.create_desk(path, account_name, password, clock=clock, cost=cost)
    try:
        fill_desk(made.desk, progress)
    except BaseException:
        made.desk.close(with_backup=False)
        shutil.rmtree(path)  # half a sample is of no use to anybody
        raise
    return made


def fill_desk(desk: Desk, progress: Progress = _untold) -> None:
    """Take all samples into an empty desk, certify, and hold sessions of trainings."""
    with desk.action(acts.CHANGE_SETTING, acts.CHANGE_SETTING.title) as action:
        for setting, value in _SET:
            settings.set_value(action, setting, value)
    for done, step in enumerate(STEPS, start=1):
        progress(done, STEP_COUNT, step.title)
        _take_in(desk, step)
    for place, code in enumerate(LEVELS, start=1):
        progress(len(STEPS) + place, STEP_COUNT, f"認定（{code}）")
        certify(desk, code, AS_OF, DECIDED_ON, AS_OF, f"人事第{place}号", _REASON)
    progress(STEP_COUNT - 5, STEP_COUNT, _LEARNING)
    _tell_of_learning(desk)
    progress(STEP_COUNT - 4, STEP_COUNT, AFTERWARDS.title)
    _take_in(desk, AFTERWARDS)
    progress(STEP_COUNT - 3, STEP_COUNT, sample_sessions.TITLE)
    sample_sessions.hold_sessions(desk)
    progress(STEP_COUNT - 2, STEP_COUNT, sample_sheets.TITLE)
    sample_sheets.hand_out(desk)
    progress(STEP_COUNT - 1, STEP_COUNT, "根拠の写し")
    sample_scans.keep(desk)


def _take_in(desk: Desk, step: Step) -> None:
    found = proposals.propose(desk, KINDS[step.kind], resource(*step.place), step.options)
    proposals.apply(desk, found)


def _tell_of_learning(desk: Desk) -> None:
    """Enter the exams and courses that are told of in the year after the certification."""
    text = resource("samples", "learning.toml").read_text(encoding="utf-8")
    ids = {own.code: own.id for own in learning.offer(desk, LEARNING_YEAR).qualifications}
    with desk.action(acts.CHANGE_LEARNING, _LEARNING) as action:
        for told in tomllib.loads(text)["opportunity"]:
            codes, qualification = told.pop("categories", ()), told.pop("qualification", None)
            learning.add(
                action,
                Opportunity(
                    LEARNING_YEAR,
                    category_codes=tuple(codes),
                    qualification_id=ids[qualification] if qualification else None,
                    **told,
                ),
            )
