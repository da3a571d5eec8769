"""Small plans and people, made up by hypothesis, and how they come into a desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from dxdesk.models import acts
from dxdesk.models.desk import Desk
from dxdesk.models.journal import Action
from dxdesk.models.plan import revising
from dxdesk.models.plan.contents import PlanFile
from dxdesk.models.plan.rules import Rule
from dxdesk.models.plan.skill_map import (
    Category,
    ExperienceKind,
    Item,
    Qualification,
    Training,
    Way,
    WayKind,
)
from dxdesk.models.trial import trial

Result = TypeVar("Result")
TRAININGS, QUALIFICATIONS, KINDS = ("T1", "T2"), ("Q1", "Q2"), ("K1",)
CATEGORIES = (
    Category("ALL", "全職員", 0, 0),
    Category("L1", "推進", 1, 1),
    Category("L2", "活用", 2, 2),
    Category("L3", "設計", 3, 3),
    Category("MG", "管理", 1, 3),
)
HELD = {"L1": ("",), "L2": ("", "L1"), "L3": ("", "L1", "L2"), "MG": ("", "L1"), "ALL": ("",)}
LEAVES = ("休職", "育児休業", "派遣", "停職")
GRADES = ("一般職員", "課長補佐級", "課長級", "次長級", "部長級")
FIRST, LAST = date(2022, 12, 1), date(2026, 8, 31)
AS_OF = (date(2026, 3, 31), date(2025, 4, 1), date(2024, 2, 29), date(2025, 8, 15))


@dataclass(frozen=True)
class Evidence:
    """What proves something: training (code, day) → result and 確認区分, and so on."""

    attended: dict[tuple[str, date], tuple[str, str]] = field(default_factory=dict)
    held: dict[tuple[str, date], tuple[date | None, str]] = field(default_factory=dict)
    worked: dict[tuple[str, date], tuple[date | None, str]] = field(default_factory=dict)
    rated: dict[tuple[int, str], int] = field(default_factory=dict)

    def with_more(self, more: Evidence) -> Evidence:
        """This and more of it: nothing that it proves is lost."""
        rated = {
            key: max(self.rated.get(key, 0), more.rated.get(key, 0))
            for key in {*self.rated, *more.rated}
        }
        return Evidence(
            more.attended | self.attended, more.held | self.held, more.worked | self.worked, rated
        )


@dataclass(frozen=True)
class Person:
    """One person: in service since, gone after, on a leave, in a unit, and what they have.

    Since when and until when they lead that unit comes after that, and so does the span of their post.
    """

    since: date | None
    until: date | None
    leave: tuple[str, date | None, date | None] | None
    digital: bool
    grade: str
    certified: dict[str, tuple[date, date | None]]
    evidence: Evidence
    leads: tuple[date | None, date | None] | None = None
    posted: tuple[date | None, date | None] = (None, None)


@dataclass(frozen=True)
class World:
    """A plan, people, a day to judge them, and since when the digital unit is one."""

    plan: PlanFile
    people: tuple[Person, ...]
    as_of: date
    digital_since: date | None = None


# Days at which something turns: around the days that are judged and the fiscal years, and such that
# periods overlap, touch and nearly touch.
TURNS = [day + timedelta(n) for day in AS_OF for n in (-1, 0, 1)]
TURNS += [date(year, 4, 1) for year in (2023, 2024)] + [date(2023, 3, 31), date(2024, 3, 31)]
days = st.sampled_from(TURNS) | st.dates(FIRST, LAST)
ends = st.none() | days
verifications = st.sampled_from(("実施機関データ", "原本確認", "本人申告"))
ways = st.one_of(
    st.builds(
        Way,
        st.just(WayKind.TRAINING),
        st.sampled_from(TRAININGS),
        within_years=st.none() | st.integers(1, 3),
    ),
    st.builds(Way, st.just(WayKind.QUALIFICATION), st.sampled_from(QUALIFICATIONS)),
    st.builds(
        Way,
        st.just(WayKind.EXPERIENCE),
        st.sampled_from(KINDS),
        months=st.sampled_from((1, 2, 6, 12)),
    ),
    st.builds(Way, st.just(WayKind.RATING), rating=st.integers(1, 5)),
)
item_codes = [f"{category.code}-{n}" for category in CATEGORIES for n in (1, 2, 3)]


@st.composite
def rules_of(draw: st.DrawFn, category: str, items: list[Item]) -> Rule:
    own = [item.code for item in items if item.category == category]
    whole = draw(st.lists(st.sampled_from(item_codes), max_size=2, unique=True))
    of = draw(st.lists(st.sampled_from(own), max_size=3, unique=True))
    most = sum(item.points or 0 for item in items if item.category == category)
    rule = Rule(
        category,
        tuple(whole),
        draw(st.integers(1, len(of))) if of else None,
        tuple(of),
        draw(
            st.none() | st.integers(1, round(most * 10)).map(lambda tenths: min(tenths / 10, most))
        )
        if most
        else None,
        draw(st.sampled_from(HELD[category])),
        draw(st.booleans()),
    )
    return replace(rule, all_of=(own[0],)) if rule.states_nothing else rule


@st.composite
def plans(draw: st.DrawFn) -> PlanFile:
    items = [
        Item(
            code.split("-", maxsplit=1)[0],
            code,
            f"{code}ができる",
            tuple(draw(st.lists(ways, min_size=1, max_size=2, unique=True))),
            points=draw(st.sampled_from((None, 0.1, 0.2, 10.0))),
        )
        for code in item_codes
    ]
    return PlanFile(
        "計画",
        "版",
        2022,
        2026,
        counts_self_reported=draw(st.booleans()),
        categories=CATEGORIES,
        trainings=tuple(Training(code, code) for code in TRAININGS),
        qualifications=tuple(Qualification(code, code) for code in QUALIFICATIONS),
        experience_kinds=tuple(ExperienceKind(code, code) for code in KINDS),
        items=tuple(items),
        rules=tuple(draw(rules_of(category.code, items)) for category in CATEGORIES),
    )


def evidence() -> st.SearchStrategy[Evidence]:
    results = st.sampled_from(("修了", "修了", "欠席"))
    return st.builds(
        Evidence,
        st.dictionaries(
            st.tuples(st.sampled_from(TRAININGS), days),
            st.tuples(results, verifications),
            max_size=4,
        ),
        st.dictionaries(
            st.tuples(st.sampled_from(QUALIFICATIONS), days),
            st.tuples(ends, verifications),
            max_size=2,
        ),
        st.dictionaries(
            st.tuples(st.sampled_from(KINDS), days),
            st.tuples(
                st.none() | st.sampled_from((0, 27, 30, 365)) | st.integers(0, 400), verifications
            ),
            max_size=5,
        ).map(_with_ends),
        st.dictionaries(
            st.tuples(st.sampled_from((2023, 2024, 2025)), st.sampled_from(item_codes)),
            st.integers(1, 5),
            max_size=12,
        ),
    )


def _with_ends(
    worked: dict[tuple[str, date], tuple[int | None, str]],
) -> dict[tuple[str, date], tuple[date | None, str]]:
    return {
        (kind, since): (None if length is None else since + timedelta(length), verification)
        for (kind, since), (length, verification) in worked.items()
    }


people = st.builds(
    Person,
    st.none() | days,
    ends,
    st.none() | st.tuples(st.sampled_from(LEAVES), ends, ends),
    st.booleans(),
    st.sampled_from(GRADES),
    st.dictionaries(st.sampled_from(("L1", "L2", "L3", "MG")), st.tuples(days, ends), max_size=2),
    evidence(),
    st.none() | st.tuples(ends, ends),
    st.just((None, None)) | st.tuples(ends, ends),
)
worlds = st.builds(
    World,
    plans(),
    st.lists(people, min_size=1, max_size=5).map(tuple),
    st.sampled_from(AS_OF),
    ends,
)


def tried(desk: Desk, work: Callable[[Action], Result]) -> Result:
    """What a function finds in an action that never happens."""
    with trial(desk, acts.IMPORT_PLAN) as action:
        return work(action)
    raise AssertionError


def bring_in(action: Action, world: World) -> dict[str, int]:
    """Write a world into a desk. Returns 職員番号 → id."""
    edition = revising.take_in(action, world.plan)
    units = {True: _digital_unit(action, world.digital_since), False: _unit(action)}
    series = action.insert("number_series", key="certification", pattern="第{n}号")
    ids: dict[str, int] = {}
    for position, person in enumerate(world.people, 1):
        number = f"{position:06}"
        ids[number] = employee = action.insert("employee", number=number)
        action.insert(
            "service",
            employee_id=employee,
            appointment="常勤",
            since=person.since,
            until=person.until,
        )
        action.insert(
            "posting",
            employee_id=employee,
            unit_id=units[person.digital],
            grade=person.grade,
            main=1,
            since=person.posted[0],
            until=person.posted[1],
        )
        if person.leave:
            kind, since, until = person.leave
            action.insert("leave", employee_id=employee, kind=kind, since=since, until=until)
        if person.leads:
            since, until = person.leads
            action.insert(
                "designation", unit_id=units[person.digital], employee_id=employee, role="副",
                since=since, until=until,
            )  # fmt: skip
        bring_evidence(action, employee, person.evidence)
        for code, (certified_on, ended_on) in person.certified.items():
            _certification(action, edition, series, employee, code, certified_on, ended_on)
    return ids


def bring_evidence(action: Action, employee: int, evidence: Evidence) -> None:
    """Write what proves something for a person who is in the desk already."""
    trainings, qualifications, kinds = (
        {row["code"]: row["id"] for row in action.rows(f"SELECT code, id FROM {table}")}
        for table in ("training", "qualification", "experience_kind")
    )
    for (code, day), (result, verification) in evidence.attended.items():
        action.insert(
            "attendance", employee_id=employee, training_id=trainings[code], day=day, result=result,
            verification=verification,
        )  # fmt: skip
    for (code, day), (expires_on, verification) in evidence.held.items():
        action.insert(
            "holding", employee_id=employee, qualification_id=qualifications[code], acquired_on=day,
            expires_on=expires_on, verification=verification,
        )  # fmt: skip
    for (code, since), (until, verification) in evidence.worked.items():
        action.insert(
            "experience", employee_id=employee, experience_kind_id=kinds[code], since=since,
            until=until, verification=verification,
        )  # fmt: skip
    for (fiscal_year, item_code), head in evidence.rated.items():
        action.insert(
            "rating", employee_id=employee, fiscal_year=fiscal_year, item_code=item_code, head=head
        )


def _digital_unit(action: Action, since: date | None) -> int:
    """A unit that is digital from a day on, and was another one before."""
    if since is None:
        return _version(action, action.insert("unit", note=""), digital=1)
    unit = _unit(action, until=since - timedelta(1))
    return _version(action, unit, digital=1, since=since)


def _unit(action: Action, until: date | None = None) -> int:
    return _version(action, action.insert("unit", note=""), digital=0, until=until)


def _version(action: Action, unit: int, digital: int, **span: date | None) -> int:
    action.insert(
        "unit_version", unit_id=unit, code=f"{unit:06}", name="課", tier="所属", kind="本庁",
        digital=digital, **span,
    )  # fmt: skip
    return unit


def _certification(
    action: Action,
    edition: int,
    series: int,
    employee: int,
    code: str,
    since: date,
    until: date | None,
) -> None:
    category = action.value(
        "SELECT id FROM category WHERE edition_id = ? AND code = ?", (edition, code)
    )
    nth = action.value("SELECT count(*) + 1 FROM number")
    number = action.insert("number", series_id=series, fiscal_year=0, number=nth, text=f"第{nth}号")
    action.insert(
        "certification", employee_id=employee, category_id=category, category_code=code,
        number_id=number, judged_as_of=since, decided_on=since, certified_on=since,
        state="取消" if until else "有効", ended_on=until,
    )  # fmt: skip
