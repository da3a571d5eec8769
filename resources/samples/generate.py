"""Write the sample files of 蒼海県 again: python resources/samples/generate.py [FOLDER]."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251  (a fixed seed: the same files every time)

import reckoning
from careers import (
    COMPLETED,
    EXPERIENCES,
    JUDGED_ON,
    QUALIFICATIONS,
    TRAININGS,
    Attendance,
    Careers,
    follow_careers,
)
from handwriting import write_day, write_kana, write_name_for_old_system, write_number
from moves import TRANSFER_DAY, Transfer, move_people
from prefecture import ROSTER_DAY, Person, Unit, found_units, hire_people
from saving import Row, save_csv, save_sheet

DOUBLED = 12
ATTENDANCE_HEADINGS = ("研修コード", "研修名", "職員番号", "氏名", "受講日", "結果")
ROSTER_HEADINGS = (
    "職員番号", "氏名", "フリガナ", "生年月日", "所属コード", "所属名",
    "職名", "職級", "職種", "採用年月日", "在職状況", "備考",
)  # fmt: skip


def main(folder: Path) -> None:
    """Write every file into the folder.

    Args:
        folder: where the files go; files of the same names are replaced.
    """
    units = found_units()
    people = hire_people(units)
    careers = follow_careers(people)
    transfers = move_people(people, units)
    write_units(folder / "soshiki.xlsx", units)
    write_roster(folder / "meibo_r8_0401.xlsx", people)
    write_transfers(folder / "ido_r8_0601.csv", transfers)
    for year, era_year in ((2024, 6), (2025, 7)):
        rows = attendance_rows(attended_in(careers, year), f"研修{era_year}")
        write_attendance(folder / f"kenshu_jisseki_r{era_year}.csv", [*rows, *_second_time(rows)])
    write_attendance_with_errors(folder / "kenshu_jisseki_with_errors.csv", careers)
    write_qualifications(folder / "shikaku.xlsx", careers)
    write_experience(folder / "keireki.xlsx", careers)
    write_ratings(folder / "hyoka_r7.csv", careers)
    write_needed(folder / "hitsuyo_ninzu.xlsx", units)
    expected = json.dumps(expect(units, people, careers, transfers), ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(expected + "\n", encoding="utf-8", newline="\n")


def attended_in(careers: Careers, fiscal_year: int) -> list[Attendance]:
    """The attendance from 1 April of the year to 31 March of the next."""
    first, last = date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31)
    return [attendance for attendance in careers.attendance if first <= attendance.day <= last]


def needed_numbers(units: Iterable[Unit]) -> dict[str, tuple[int, int]]:
    """How many of level 1 and level 2 each unit needs: more in a digital unit."""
    return {
        unit.code: (2, 2) if unit.digital else (1, 1 if unit.code.endswith("0001") else 0)
        for unit in units
    }


def write_units(path: Path, units: Sequence[Unit]) -> None:
    """The 組織一覧, with a title and a blank row above the header."""
    rows = [
        (u.code, u.bureau, u.name, u.kind, "○" if u.digital else None, order)
        for order, u in enumerate(units, start=1)
    ]
    headings = ("所属コード", "部局名", "所属名", "区分", "デジタル施策推進部局", "表示順")
    save_sheet(path, "組織一覧", [("蒼海県　組織一覧（令和8年4月1日現在）",), (), headings, *rows])


def write_roster(path: Path, people: Sequence[Person]) -> None:
    """The 職員名簿, written by many hands."""
    random = Random("名簿")
    rows: list[Row] = [
        ("蒼海県職員名簿",),
        ("令和８年４月１日現在", *[None] * 10, "総務部人事課"),
        (),
        ROSTER_HEADINGS,
    ]
    for position, person in enumerate(people):
        if position and position % 60 == 0:
            rows.append(())
        rows.append(_roster_row(person, random))
    save_sheet(path, "職員名簿", [*rows, (), ("合計", f"{len(people)}人")], merge="A1:L1")


def _roster_row(person: Person, random: Random) -> Row:
    return (
        write_number(person.number, random), person.name, write_kana(person.kana, random),
        write_day(person.born, random), person.unit.code, person.unit.name, person.title,
        person.grade, person.job, write_day(person.hired, random), person.status, person.note or None,
    )  # fmt: skip


def write_transfers(path: Path, transfers: Sequence[Transfer]) -> None:
    """The 発令 of June, out of a system that knows CP932 only."""
    random = Random("異動")
    headings = (
        "発令日",
        "職員番号",
        "氏名",
        "発令区分",
        "新所属コード",
        "新所属名",
        "新職名",
        "新職級",
    )
    day = f"R{TRANSFER_DAY.year - 2018}.{TRANSFER_DAY.month}.{TRANSFER_DAY.day}"
    rows = [
        (
            day, move.person.number, write_name_for_old_system(move.person.name, random), move.kind,
            move.unit.code if move.unit else "", move.unit.name if move.unit else "",
            move.title, move.grade,
        )
        for move in transfers
    ]  # fmt: skip
    save_csv(path, "cp932", [headings, *rows])


def attendance_rows(attendance: Iterable[Attendance], seed: str) -> list[tuple[str, ...]]:
    """The lines of an attendance file, names as the training system has them."""
    random = Random(seed)
    return [
        (
            a.training, TRAININGS[a.training], a.person.number,
            write_name_for_old_system(a.person.name, random), f"{a.day:%Y/%m/%d}", a.result,
        )
        for a in attendance
    ]  # fmt: skip


def _second_time(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [(*row[:3], "", *row[4:]) for row in rows[5 : 5 + DOUBLED * 7 : 7]]


def write_attendance(path: Path, rows: Sequence[Row]) -> None:
    """An attendance file with its header."""
    save_csv(path, "cp932", [ATTENDANCE_HEADINGS, *rows])


def write_attendance_with_errors(path: Path, careers: Careers) -> None:
    """Five good lines and three that must be refused."""
    good = attendance_rows(attended_in(careers, 2025)[:5], "誤り")
    number = good[0][2]
    bad = [
        ("T001", TRAININGS["T001"], "999999", "該当なし", "2025/07/01", COMPLETED),
        ("T999", "未登録の研修", number, "", "2025/07/01", COMPLETED),
        ("T001", TRAININGS["T001"], number, "", "令和8年2月30日", COMPLETED),
    ]
    write_attendance(path, [*good, *bad])


def write_qualifications(path: Path, careers: Careers) -> None:
    """The exams passed, with every way to write a day."""
    random = Random("資格")
    rows = [
        (
            p.person.number, p.person.name, p.qualification, QUALIFICATIONS[p.qualification],
            write_day(p.day, random, 0.3), p.valid_until, p.certificate,
        )
        for p in careers.passes
    ]  # fmt: skip
    headings = (
        "職員番号",
        "氏名",
        "資格コード",
        "資格名",
        "取得年月日",
        "有効期限",
        "合格証書番号",
    )
    save_sheet(path, "資格", [headings, *rows])


def write_experience(path: Path, careers: Careers) -> None:
    """The work experience; an empty last day means that it goes on."""
    rows = [
        (
            w.person.number, w.person.name, w.kind, EXPERIENCES[w.kind], w.since, w.until,
            f"{EXPERIENCES[w.kind]}に関する業務",
        )
        for w in careers.experience
    ]  # fmt: skip
    headings = ("職員番号", "氏名", "種別コード", "種別", "開始年月日", "終了年月日", "内容")
    save_sheet(path, "業務経歴", [headings, *rows])


def write_ratings(path: Path, careers: Careers) -> None:
    """The ratings of the sheets of 令和7年度."""
    rows = [(r.person.number, r.item, str(r.own), str(r.head)) for r in careers.ratings]
    save_csv(path, "utf-8-sig", [("職員番号", "項目コード", "自己評価", "所属長評価"), *rows])


def write_needed(path: Path, units: Sequence[Unit]) -> None:
    """How many people each unit needs."""
    needed = needed_numbers(units)
    rows = [(unit.code, unit.bureau, unit.name, *needed[unit.code]) for unit in units]
    save_sheet(path, "必要人数", [("所属コード", "部局名", "所属名", "レベル1", "レベル2"), *rows])


def expect(
    units: tuple[Unit, ...],
    people: tuple[Person, ...],
    careers: Careers,
    transfers: tuple[Transfer, ...],
) -> dict[str, object]:
    """What the files hold and what must come out of them."""
    judged, eligible = reckoning.judge(people, careers)
    needed = needed_numbers(units)
    with_level_1 = {p.unit.code for p in people if p.number in eligible["L1"]}
    return {
        "people": len(people),
        "units": len(units),
        "bureaus": len({unit.bureau for unit in units}),
        "by_status": dict(Counter(person.status for person in people)),
        "as_of": JUDGED_ON.isoformat(),
        "roster_as_of": ROSTER_DAY.isoformat(),
        "rows": {
            "attendance_r6": len(attended_in(careers, 2024)),
            "attendance_r7": len(attended_in(careers, 2025)),
            "attendance_doubled": DOUBLED,
            "attendance_with_errors_good": 5,
            "attendance_with_errors_refused": 3,
            "qualifications": len(careers.passes),
            "experience": len(careers.experience),
            "ratings": len(careers.ratings),
            "targets": len(units),
            "transfers": len(transfers),
        },
        "transfers": reckoning.count_transfers(transfers),
        **judged,
        "targets": {
            level: sum(row[column] for row in needed.values())
            for column, level in enumerate(("L1", "L2"))
        },
        "by_department_if_all_eligible_are_certified": reckoning.by_bureau(
            units, people, eligible, needed
        ),
        "units_without_any_L1": len(units) - len(with_level_1),
        "eligible_people": eligible,
        "names_beyond_bmp": {
            p.number: p.name for p in people if any(ord(letter) > 0xFFFF for letter in p.name)
        },
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
