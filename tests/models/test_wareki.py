"""Days and fiscal years: every form reads back, nothing is guessed."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.errors import UserError
from dxdesk.models import wareki
from dxdesk.models.wareki import ReadDate, read_date

DAYS = st.dates(date(1873, 1, 1), date(2100, 12, 31))
FULL_WIDTH = str.maketrans("0123456789MTSHR./-", "０１２３４５６７８９ＭＴＳＨＲ．／－")


def forms_of(day: date) -> list[str]:
    """Every way in which a day may be written."""
    era = wareki.era_of(day)
    year = day.year - era.start.year + 1
    western = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}" if day.year >= 1000 else day.isoformat(),
        f"{day.isoformat()} 00:00:00",
    ]
    japanese = [wareki.short(day), wareki.long(day), wareki.kanji(day)]
    for name in (era.name, era.letter, era.letter.lower()):
        for number in {str(year), f"{year:02}", "元" if year == 1 else str(year)}:
            japanese += [
                f"{name}{number}.{day.month}.{day.day}",
                f"{name}{number}/{day.month:02}/{day.day:02}",
                f"{name}{number}-{day.month}-{day.day}",
                f"{name}{number}年{day.month}月{day.day}日",
                f" {name} {number}年 {day.month}月{day.day:2}日　",
            ]
    written = western + japanese
    return written + [form.translate(FULL_WIDTH) for form in written]


@given(DAYS)
def test_every_form_of_every_day_reads_back(day: date) -> None:
    for form in forms_of(day):
        assert read_date(form) == ReadDate(day, None), form


def test_days_of_all_years_read_back_from_what_we_write() -> None:
    day = date(1873, 1, 1)
    while day.year <= 2100:
        assert read_date(wareki.short(day)).day == day
        assert read_date(wareki.long(day)).day == day
        assert read_date(wareki.kanji(day)).day == day
        day += timedelta(days=11)


@given(DAYS)
def test_cells_of_dates_and_numbers_are_read(day: date) -> None:
    number = int(f"{day:%Y%m%d}")
    for value in (day, datetime(day.year, day.month, day.day, 9, 30), number, float(number)):
        assert read_date(value) == ReadDate(day, None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和8年4月1日", date(2026, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和８年４月１日", date(2026, 4, 1)),
        ("㋿8年4月1日", date(2026, 4, 1)),
        ("㍻31.4.30", date(2019, 4, 30)),
        ("R8.4.1", date(2026, 4, 1)),
        ("Ｒ８．４．１", date(2026, 4, 1)),
        ("r元.5.1", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("S64/1/7", date(1989, 1, 7)),
        ("S46.2.25", date(1971, 2, 25)),
        ("H07/04/01", date(1995, 4, 1)),
        ("S50/04/19", date(1975, 4, 19)),
        ("R8. 4. 1", date(2026, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("2026/4/1", date(2026, 4, 1)),
        ("20260401", date(2026, 4, 1)),
        ("2026-04-01T00:00:00", date(2026, 4, 1)),
        ("令和十年十二月三十一日", date(2028, 12, 31)),
    ],
)
def test_written_days_are_read(written: str, day: date) -> None:
    assert read_date(written) == ReadDate(day, None)


@pytest.mark.parametrize(
    ("written", "day", "remark"),
    [
        (
            "平成31年5月1日",
            date(2019, 5, 1),
            "平成31年5月1日は令和元年5月1日として読みました",
        ),
        ("H31.12.31", date(2019, 12, 31), "H31.12.31は令和元年12月31日として読みました"),
        ("S64/1/8", date(1989, 1, 8), "S64/1/8は平成元年1月8日として読みました"),
        ("T15.12.25", date(1926, 12, 25), "T15.12.25は昭和元年12月25日として読みました"),
    ],
)
def test_a_day_after_the_change_of_era_is_read_and_remarked(
    written: str, day: date, remark: str
) -> None:
    assert read_date(written) == ReadDate(day, remark)


@pytest.mark.parametrize(
    "written",
    [
        "", "　", "未定", "令和", "令和7年2月30日", "2026-02-29", "2026/13/1", "20261301",
        "03/04/2024", "8.4.1", "26/4/1", "2026/4-1", "2026/4", "R8.4", "R8.4.0", "R0.4.1",
        "令和0年5月1日", "令和元年4月30日", "H1.1.7", "S1.12.24", "平成32年4月1日", "S65.1.1",
        "H99.1.1", "M5.12.31", "1872-12-31", "9999-12-31", "2026 04 01", "2026/1 1/1", "R841",
        "R8.4.1.1", "X8.4.1", "令和八十一年二十三月一日", "令和一一年四月一日", "あ" * 10_000,
        "²026-04-01", "٢٠٢٦-04-01",
    ],
)  # fmt: skip
def test_the_impossible_and_the_ambiguous_are_refused(written: str) -> None:
    with pytest.raises(UserError) as refused:
        read_date(written)
    assert refused.value.text.endswith("。")
    assert len(refused.value.text) < 150


@pytest.mark.parametrize(
    "number", [46113, 46113.0, 0, -1, 20261301, 1.5, float("nan"), 1e300, True]
)
def test_numbers_that_are_no_day_are_refused(number: float) -> None:
    with pytest.raises(UserError):
        read_date(number)


def test_an_ambiguous_day_is_told_what_is_missing() -> None:
    with pytest.raises(UserError, match="どれが年・月・日か決められません"):
        read_date("03/04/2024")


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    with contextlib.suppress(UserError):
        assert isinstance(read_date(text).day, date)


def test_days_are_written_in_the_offices_forms() -> None:
    day = date(2026, 11, 23)
    assert wareki.short(day) == "R8.11.23"
    assert wareki.long(day) == "令和8年11月23日"
    assert wareki.kanji(day) == "令和八年十一月二十三日"
    assert wareki.both(day) == "令和8年11月23日（2026-11-23）"
    assert wareki.long(date(2019, 5, 1)) == "令和元年5月1日"
    assert wareki.kanji(date(2019, 5, 1)) == "令和元年五月一日"
    assert wareki.kanji(date(2019, 4, 30)) == "平成三十一年四月三十日"


@given(DAYS)
def test_a_fiscal_year_holds_its_days(day: date) -> None:
    year = wareki.fiscal_year(day)
    assert wareki.first_day(year) <= day <= wareki.last_day(year)


def test_fiscal_years_have_names() -> None:
    assert wareki.fiscal_year(date(2026, 3, 31)) == 2025
    assert [wareki.fiscal_year_name(year) for year in (1988, 2018, 2019, 2026)] == [
        "昭和63年度", "平成30年度", "令和元年度", "令和8年度",
    ]  # fmt: skip
    assert wareki.fiscal_year_short(2026) == "R8"
    assert wareki.first_day(2026) == date(2026, 4, 1)
    assert wareki.last_day(2026) == date(2027, 3, 31)


def test_the_eras_follow_each_other_without_a_gap() -> None:
    for earlier, later in zip(wareki.ERAS, wareki.ERAS[1:], strict=False):
        assert earlier.end is not None
        assert earlier.end + timedelta(days=1) == later.start
