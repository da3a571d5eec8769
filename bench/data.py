"""The inputs: a made-up organisation of any size, the same every time, as files of an office."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from dxdesk.paths import resource

# The sample prefecture's own hand writes the files: its modules lie beside its files.
sys.path.insert(0, str(resource("samples")))

import generate
from careers import (
    COMPLETED,
    EXPERIENCES,
    MANDATORY,
    QUALIFICATIONS,
    TRAININGS,
    Attendance,
    Careers,
    Experience,
    Pass,
    Rating,
)
from prefecture import (
    BRANCH,
    HARD_NAMES,
    HEADQUARTERS,
    REGIONAL,
    Person,
    Unit,
)

FISCAL_YEAR = 2025
ROSTER_DAY = date(2026, 4, 1)
FIRST_DAY = date(FISCAL_YEAR, 4, 1)
JUDGED_ON = date(FISCAL_YEAR + 1, 3, 31)
RATED_ITEMS = ("1-1", "2-1", "3-1", "4-1")
HARD_NAME_EVERY = 37


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Names with their kana, out of a text that a person can read."""
    names = text.split()
    return tuple(zip(names[::2], names[1::2], strict=True))


FAMILY = _pairs("""
    青山 アオヤマ 秋元 アキモト 浅野 アサノ 飯島 イイジマ 石橋 イシバシ 今村 イマムラ 上野 ウエノ
    榎本 エノモト 大友 オオトモ 岡崎 オカザキ 片桐 カタギリ 川村 カワムラ 岸本 キシモト 久保 クボ
    黒田 クロダ 児玉 コダマ 西条 サイジョウ 坂井 サカイ 白石 シライシ 杉浦 スギウラ 関口 セキグチ
    高瀬 タカセ 竹内 タケウチ 津田 ツダ 寺島 テラシマ 富永 トミナガ 永井 ナガイ 野村 ノムラ
    萩原 ハギワラ 福島 フクシマ 前田 マエダ 水野 ミズノ 村井 ムライ 望月 モチヅキ 矢島 ヤジマ
    横山 ヨコヤマ 和田 ワダ
""")
GIVEN = _pairs("""
    愛 アイ 明 アキラ 篤 アツシ 文香 アヤカ 一樹 カズキ 和也 カズヤ 桂子 ケイコ 健吾 ケンゴ
    浩介 コウスケ 早苗 サナエ 聡 サトシ 静香 シズカ 俊 シュン 純 ジュン 涼介 リョウスケ
    卓也 タクヤ 千夏 チナツ 司 ツカサ 徹 トオル 智子 トモコ
""")
SEATS = (
    ("主事", "一般職員"), ("技師", "一般職員"), ("専門員", "一般職員"), ("主査", "係長級"),
    ("係長", "係長級"), ("主幹", "課長補佐級"), ("課長", "課長級"),
)  # fmt: skip
JOBS = ("一般行政", "一般行政", "一般行政", "土木", "農業", "保健師", "建築")
STATUSES = ("在職",) * 96 + ("育児休業",) * 2 + ("休職", "派遣")
SPACES = ("　", "　", "　", " ", "")


@dataclass(frozen=True)
class Scale:
    """How large an organisation is."""

    bureaus: int
    units: int
    people: int
    attendance: int
    qualifications: int
    experience: int
    ratings: int

    def grown_to(self, people: int) -> Scale:
        """As many people, and as much evidence for each as here; the units stay."""
        much = (self.attendance, self.qualifications, self.experience, self.ratings)
        return Scale(self.bureaus, self.units, people, *(n * people // self.people for n in much))


PREFECTURE = Scale(23, 947, 12_689, 28_000, 2_700, 2_700, 10_000)
LARGE = PREFECTURE.grown_to(130_000)


@dataclass(frozen=True)
class Organisation:
    """Everything that is known of a made-up organisation."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    careers: Careers


def make_organisation(scale: Scale) -> Organisation:
    """Make an organisation up, the same every time for a scale."""
    random = Random(f"bench {scale.people}")
    units = _found_units(scale)
    people = _hire_people(scale, units, random)
    careers = Careers(
        _attend(scale, people, random),
        _sit_exams(scale, people, random),
        _work(scale, people, random),
        _rate(scale, people, random),
    )
    return Organisation(units, people, careers)


def write_files(organisation: Organisation, folder: Path) -> None:
    """Write the files of an office, with all the awkward forms of the sample prefecture."""
    careers = organisation.careers
    generate.write_units(folder / "units.xlsx", organisation.units)
    generate.write_roster(folder / "roster.xlsx", organisation.people)
    rows = generate.attendance_rows(careers.attendance, "bench")
    generate.write_attendance(folder / "attendance.csv", rows)
    generate.write_qualifications(folder / "qualifications.xlsx", careers)
    generate.write_experience(folder / "experience.xlsx", careers)
    generate.write_ratings(folder / "ratings.csv", careers)
    generate.write_needed(folder / "targets.xlsx", organisation.units)


def _found_units(scale: Scale) -> tuple[Unit, ...]:
    units = []
    for place in range(scale.units):
        bureau = place * scale.bureaus // scale.units
        kind = (HEADQUARTERS, REGIONAL, BRANCH)[0 if bureau < scale.bureaus // 2 else 1 + place % 2]
        name = f"第{place + 1}{'課' if kind != BRANCH else '出張所'}"
        code = f"{bureau + 1:02}{place + 1:04}"
        units.append(Unit(code, f"第{bureau + 1}部", name, kind, digital=place % 40 == 0))
    return tuple(units)


def _hire_people(scale: Scale, units: tuple[Unit, ...], random: Random) -> tuple[Person, ...]:
    numbers = random.sample(range(1_000, 999_999), scale.people)
    return tuple(
        _hire(place, f"{number:06}", units[place * len(units) // scale.people], random)
        for place, number in enumerate(numbers)
    )


def _hire(place: int, number: str, unit: Unit, random: Random) -> Person:
    name, kana = _name(place, random)
    title, grade = random.choice(SEATS)
    born = date(random.randint(1966, 2002), random.randint(1, 12), random.randint(1, 28))
    year = min(born.year + random.randint(19, 25), FISCAL_YEAR - 1)  # nobody attends before that
    hired = date(year, random.choice((4, 7, 10)), 1)
    return Person(
        number, name, kana, born, unit, title, grade, random.choice(JOBS), hired,
        random.choice(STATUSES), note="",
    )  # fmt: skip


def _name(place: int, random: Random) -> tuple[str, str]:
    if place % HARD_NAME_EVERY == 0:
        return HARD_NAMES[place // HARD_NAME_EVERY % len(HARD_NAMES)]
    family, given = random.choice(FAMILY), random.choice(GIVEN)
    return f"{family[0]}{random.choice(SPACES)}{given[0]}", f"{family[1]}　{given[1]}"


def _attend(scale: Scale, people: tuple[Person, ...], random: Random) -> list[Attendance]:
    """The trainings for everybody first, then others, until there are as many as wanted."""
    wanted = [(code, person) for code in MANDATORY for person in people if random.random() < 0.92]
    others = [code for code in TRAININGS if code not in MANDATORY]
    seen = {(code, person.number) for code, person in wanted}
    while len(wanted) < scale.attendance:
        code, person = random.choice(others), random.choice(people)
        if (code, person.number) not in seen:
            seen.add((code, person.number))
            wanted.append((code, person))
    return [
        Attendance(
            code,
            person,
            max(_day(random), person.hired),
            COMPLETED if random.random() < 0.95 else "欠席",
        )
        for code, person in wanted[: scale.attendance]
    ]


def _day(random: Random) -> date:
    return FIRST_DAY + timedelta(days=random.randrange(360))


def _sit_exams(scale: Scale, people: tuple[Person, ...], random: Random) -> list[Pass]:
    codes = tuple(QUALIFICATIONS)
    return [
        Pass(codes[place % len(codes)], person, _day(random), None, f"第{place:05}号")
        for place, person in enumerate(random.sample(people, scale.qualifications))
    ]


def _work(scale: Scale, people: tuple[Person, ...], random: Random) -> list[Experience]:
    """Some of it is over, some goes on, some begins on the 16th."""
    kinds = tuple(EXPERIENCES)
    found = []
    for place, person in enumerate(random.sample(people, scale.experience)):
        since = date(random.randint(2012, 2023), random.randint(1, 12), random.choice((1, 16)))
        until = None if place % 4 == 0 else since + timedelta(days=random.randint(200, 700))
        found.append(Experience(kinds[place % len(kinds)], person, since, until))
    return found


def _rate(scale: Scale, people: tuple[Person, ...], random: Random) -> list[Rating]:
    """So many ratings: the first item of everybody, then the second, until there are enough."""
    found = []
    order = random.sample(people, len(people))
    for place in range(scale.ratings):
        item, who = divmod(place, len(order))
        own = random.randint(1, 5)
        found.append(Rating(order[who], RATED_ITEMS[item], own, random.randint(max(own - 1, 1), 5)))
    return found
