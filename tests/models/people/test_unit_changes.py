"""One unit changed by itself: the same as a table of old and new units with those lines would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.imports.proposal import Options, apply, propose
from dxdesk.imports.reorganisation import REORGANISATION
from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.people import employees, reorganisations, unit_changes, units
from dxdesk.models.people.new_organisation import OldAndNew
from dxdesk.models.people.unit_effects import effect_on_units
from tests.factories import changing, employee, unit, workbook
from tests.models.floor import digests

MARCH = date(2027, 3, 31)
APRIL = date(2027, 4, 1)
HEADINGS: list[object] = ["旧所属コード", "新所属コード", "新所属名", "新部局名"]
CASES: dict[str, tuple[str, list[OldAndNew]]] = {
    "another name": ("改称", [OldAndNew("010001", "010001", "総務企画課")]),
    "another bureau": ("改称", [OldAndNew("010001", "020009", "総務課", "企画部")]),
    "another name of a bureau": ("改称", [OldAndNew("020001", "020001", "", "政策部")]),
    "into one that is there": ("統合", [OldAndNew("010002", "010001")]),
    "several into a new one": (
        "統合", [OldAndNew("010002", "010109", "人事研修課"), OldAndNew("010003", "010109", "人事研修課")],
    ),
    "the last unit of a bureau": ("統合", [OldAndNew("020001", "010001")]),
    "into two new ones": (
        "分割", [OldAndNew("010001", "010011", "総務課"), OldAndNew("010001", "010012", "文書課")],
    ),
    "one goes on": (
        "分割", [OldAndNew("010001", "010001", "総務課"), OldAndNew("010001", "010012", "文書課")],
    ),
    "abolished": ("廃止", [OldAndNew("010003", "")]),
    "new": ("新設", [OldAndNew("", "010020", "情報課", "総務部")]),
    "new in a new bureau": ("新設", [OldAndNew("", "030001", "情報課", "デジタル局")]),
}  # fmt: skip


@pytest.fixture
def office(desk: Desk) -> Desk:
    """総務課, 人事課 and 研修課 of 総務部, 統計課 of 企画部, one person in each (ids 1 to 4)."""
    with changing(desk) as action:
        for at, (code, name, bureau) in enumerate(
            (("010001", "総務課", "総務部"), ("010002", "人事課", "総務部"),
             ("010003", "研修課", "総務部"), ("020001", "統計課", "企画部"))
        ):  # fmt: skip
            employee(
                action, f"00010{at}", f"職員　{at}", unit(action, code, name, bureau_name=bureau)
            )
    return desk


def verb(kind: str, lines: Sequence[OldAndNew], day: date = APRIL) -> Callable[[Action], None]:
    return lambda action: unit_changes.change_units(action, kind, lines, day)


def change(desk: Desk, kind: str, lines: Sequence[OldAndNew], day: date = APRIL) -> int:
    with desk.action(acts.CHANGE_UNIT, "所属の変更") as action:
        verb(kind, lines, day)(action)
        return action.id


def effect(desk: Desk, kind: str, *lines: OldAndNew, day: date = APRIL) -> list[str]:
    return effect_on_units(desk, acts.CHANGE_UNIT, day, verb(kind, lines, day))


@pytest.mark.parametrize("case", CASES)
def test_a_verb_writes_what_the_table_writes(office: Desk, tmp_path: Path, case: str) -> None:
    kind, lines = CASES[case]
    rows = [[each.old_code, each.new_code, each.new_name, each.bureau] for each in lines]
    path = workbook(tmp_path / "新旧対照表.xlsx", [HEADINGS, *rows])
    proposal = propose(office, REORGANISATION, path, Options(as_of=APRIL))
    taken_in = apply(office, proposal)
    assert taken_in is not None
    by_table = _without_ids(office)
    office.undo(taken_in)
    change(office, kind, lines)
    assert _without_ids(office) == by_table


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_undone_as_one_and_the_past_stays(office: Desk, case: str) -> None:
    before, past = digests(office), _names_and_people(office, MARCH)
    done = change(office, *CASES[case])
    assert _names_and_people(office, MARCH) == past
    office.undo(done)
    assert digests(office) == before


def _names_and_people(desk: Desk, day: date) -> list[object]:
    return [
        (branch.bureau and branch.bureau.name, [each.name for each in branch.units], branch.people)
        for branch in units.tree_on(desk, day)
    ]


def _without_ids(desk: Desk) -> dict[str, object]:
    """What the desk says about the new organisation and its people; ids differ after an undo."""
    return {
        "units": [
            (each.code, each.name, each.bureau_name, each.kind, each.digital, each.display_order)
            for each in units.units_on(desk, APRIL)
        ],
        "bureaus": [(each.name, each.kind) for each in units.bureaus_on(desk, APRIL)],
        "people": [
            [(place.unit_name, place.posting.since, place.posting.until)
             for place in employees.profile(desk, employee_id, APRIL).places]
            for employee_id in range(1, 5)
        ],
        "successions": [
            (each.kind, each.before and each.before.code, each.after and each.after.code)
            for each in reorganisations.successions(desk, APRIL)
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "lines", "sentence", "field"),
    [
        ("改称", [OldAndNew("010001", "010002", "総務課")], "「統合」を使って", "new_code"),
        ("統合", [OldAndNew("010001", "019999", "新課")], "2つ以上", "new_code"),
        ("分割", [OldAndNew("010001", "010011", "新課")], "2つ以上", "new_code"),
        ("分割", [OldAndNew("010001", "010002", "新課")], "2つ以上", "new_code"),
        ("統合", [OldAndNew("010001", "010002")] * 2, "2回", "new_code"),
        ("新設", [OldAndNew("", "010001", "新課", "総務部")], "が使っています", "new_code"),
        ("新設", [OldAndNew("", "", "新課", "総務部")], "所属コードを入れて", "new_code"),
        ("新設", [OldAndNew("", "010030", "", "総務部")], "新所属名", "new_name"),
        ("改称", [OldAndNew("010001", "010001", "総務課", "総務部")], "既にこの内容", "new_name"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(
    office: Desk, kind: str, lines: list[OldAndNew], sentence: str, field: str
) -> None:
    before = digests(office)
    with pytest.raises(UserError, match=sentence) as refused:
        change(office, kind, lines)
    assert refused.value.field == field
    assert digests(office) == before


def test_a_unit_is_not_changed_before_a_change_that_is_registered(office: Desk) -> None:
    change(office, "改称", [OldAndNew("010001", "010001", "総務企画課")])
    with pytest.raises(UserError, match=r"R9\.4\.1からの「総務企画課」") as refused:
        change(office, "廃止", [OldAndNew("010001", "")], date(2026, 12, 1))
    assert refused.value.field == "since"
    change(office, "廃止", [OldAndNew("010002", "")], date(2026, 12, 1))


def test_a_merger_says_who_moves_and_that_the_past_stays(office: Desk) -> None:
    before = digests(office)
    assert effect(office, "統合", OldAndNew("020001", "010001")) == [
        "部局「企画部」は、所属がなくなるためR9.3.31で終わります。",
        "「企画部 統計課」（020001）はR9.3.31で終わります。",
        "1人が「総務課」へ異動し、異動歴に残ります。",
        "過去の年度の集計は変わりません。",
    ]
    assert digests(office) == before


def test_a_split_says_who_waits_for_the_roster(office: Desk) -> None:
    said = effect(
        office,
        "分割",
        OldAndNew("010001", "010011", "総務課"),
        OldAndNew("010001", "010012", "文書課"),
    )
    assert "「総務課」の1人の新しい所属は、次に取り込む名簿か異動で決まります。" in said
    assert "「総務部 文書課」（010012）をR9.4.1から新しく設けます。" in said


def test_many_units_are_counted_instead_of_listed(office: Desk) -> None:
    with changing(office) as action:
        for at in range(7):
            unit(action, f"03000{at}", f"第{at}課")
    lines = [OldAndNew(f"03000{at}", "010001") for at in range(7)]
    said = effect(office, "統合", *lines)
    assert said[6:] == ["ほか1所属が変わります。", "過去の年度の集計は変わりません。"]


def test_a_renaming_in_a_year_that_is_over_says_which_figures_change(office: Desk) -> None:
    said = effect(
        office, "改称", OldAndNew("010001", "010001", "総務企画課"), day=date(2025, 10, 1)
    )
    assert said == [
        "「総務部 総務課」（010001）はR7.10.1から「総務部 総務企画課」（010001）になります。",
        "令和7年度の所属別の数値が変わります。",
    ]
