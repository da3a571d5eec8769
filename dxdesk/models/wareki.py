"""Days and fiscal years in the Japanese calendar: read in every form, written in the office's forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from dxdesk.errors import UserError


@dataclass(frozen=True)
class Era:
    """One era: its name, its letter, its first and last day (none while it goes on)."""

    name: str
    letter: str
    start: date
    end: date | None

    def year_of(self, year: int) -> int:
        """The year of the era in a calendar year: 2026 is 8 in 令和."""
        return year - self.start.year + 1


@dataclass(frozen=True)
class ReadDate:
    """A day that was read, with a sentence where it was not quite as written."""

    day: date
    remark: str | None = None


# The days of the change are those of the decrees: the new era begins on that day.
ERAS: Final = (
    Era("明治", "M", date(1868, 1, 25), date(1912, 7, 29)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 24)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), None),
)
# The solar calendar came into force on 1 January of 明治6年; earlier days were counted otherwise.
EARLIEST: Final = date(1873, 1, 1)
LATEST: Final = date(2199, 12, 31)
FIRST_MONTH: Final = 4

_ERA_OF: Final = {key: era for era in ERAS for key in (era.name, era.letter)}
_SQUARE_ERAS: Final = {"㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和"}
_HALF_WIDTH: Final = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {ord("　"): " ", ord("\u00a0"): " ", ord("‐"): "-", ord("−"): "-", ord("―"): "-"}
    | {ord(square): name for square, name in _SQUARE_ERAS.items()}
)
_ERA_NAMES: Final = "|".join(_ERA_OF)
_SPACE: Final = re.compile(r"(?<!\d)\s+|\s+(?!\d)", re.ASCII)
_TIME: Final = re.compile(r"(?<=\d)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_ERA_YEAR: Final = rf"(?P<era>{_ERA_NAMES})(?P<year>\d{{1,2}}|元)"
_WESTERN_YEAR: Final = r"(?P<era>)(?P<year>\d{4})"
_WORDS: Final = r"年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_MARKS: Final = r"(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
_FORMS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        _ERA_YEAR + _WORDS,
        _ERA_YEAR + _MARKS,
        _WESTERN_YEAR + _MARKS,
        _WESTERN_YEAR + _WORDS,
        _WESTERN_YEAR + r"(?P<month>\d{2})(?P<day>\d{2})",
    )
)
_AMBIGUOUS: Final = re.compile(
    r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{1,2})|\d{1,2}年\d{1,2}月\d{1,2}日"
)
_SERIAL: Final = range(2, 80_000)
_KANJI_DIGITS: Final = "〇一二三四五六七八九"
_KANJI_NUMBER: Final = re.compile(f"[{_KANJI_DIGITS}十]+(?=[年月日])")
_HOW_TO_WRITE: Final = "令和8年4月1日、R8.4.1、2026-04-01 のように書いてください。"


def read_date(value: str | date | float) -> ReadDate:
    """Read a day as somebody wrote it: 令和8年4月1日, R8.4.1, 2026/4/1, 20260401, a date cell.

    A day that was written in an era after that era had ended, within the same year, is read and
    remarked upon (平成31年5月1日). What is impossible or could mean two days is never guessed.

    Args:
        value: the text of a cell or field, a date or time cell, or the number 20260401.

    Raises:
        UserError: it is no day, or it could be several; the sentence says how to write it.
    """
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, datetime):
        return ReadDate(_within_range(value.date(), str(value.date())))
    if isinstance(value, date):
        return ReadDate(_within_range(value, str(value)))
    number = int(value) if float(value).is_integer() else None
    if number is None or isinstance(value, bool) or number in _SERIAL:
        raise UserError(
            f"「{value}」は日付ではなく数値です。セルの表示形式を日付にするか、{_HOW_TO_WRITE}"
        )
    return _read_text(str(number))


@lru_cache(maxsize=65_536)
def _read_text(text: str) -> ReadDate:
    """Read one written day; an import meets the same few thousand days again and again."""
    written = _SPACE.sub("", _TIME.sub("", text.translate(_HALF_WIDTH).strip())).upper()
    written = _KANJI_NUMBER.sub(lambda match: str(_from_kanji(match[0])), written)
    for form in _FORMS:
        match = form.fullmatch(written)
        if match:
            return _day_of(text.strip(), match)
    raise UserError(_why_unreadable(text.strip(), written))


def _day_of(text: str, match: re.Match[str]) -> ReadDate:
    """Make the day out of the parts of a written form."""
    era = _ERA_OF.get(match["era"])
    year = 1 if match["year"] == "元" else int(match["year"])
    if era:
        # Year 0 is no year of an era: leave it 0, which no calendar has.
        year = year and year + era.start.year - 1
    try:
        day = date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        raise UserError(
            f"「{_shown(text)}」という日はありません。日付を確かめてください。"
        ) from None
    _within_range(day, text)
    return ReadDate(day, _remark(era, day, text)) if era else ReadDate(day)


def _remark(era: Era, day: date, text: str) -> str | None:
    """Say that a day belongs to the next era already; refuse a day far outside of its era."""
    if day < era.start:
        raise UserError(
            f"「{_shown(text)}」は{era.name}の始まり（{long(era.start)}）より前の日です。"
            "元号と年を確かめてください。"
        )
    if era.end is None or day <= era.end:
        return None
    if day.year > era.end.year:
        raise UserError(
            f"「{_shown(text)}」は{era.name}の終わり（{long(era.end)}）より後の年です。"
            "元号と年を確かめてください。"
        )
    return f"{_shown(text)}は{long(day)}として読みました"


def _within_range(day: date, text: str) -> date:
    """Refuse days that no record of the office can have."""
    if not EARLIEST <= day <= LATEST:
        raise UserError(
            f"「{_shown(text)}」は扱える期間（{EARLIEST.year}年から{LATEST.year}年まで）の外です。"
            "年を確かめてください。"
        )
    return day


def _why_unreadable(text: str, written: str) -> str:
    """The sentence for a text in none of the known forms."""
    if not written:
        return f"日付が入っていません。{_HOW_TO_WRITE}"
    if _AMBIGUOUS.fullmatch(written):
        return (
            f"「{_shown(text)}」はどれが年・月・日か決められません。"
            f"元号か4けたの西暦を付けて、{_HOW_TO_WRITE}"
        )
    return f"「{_shown(text)}」は日付として読めません。{_HOW_TO_WRITE}"


def _shown(text: str) -> str:
    """A written day as it is quoted in a sentence."""
    return text if len(text) <= 30 else f"{text[:30]}…"


def _from_kanji(numeral: str) -> int:
    """二十三 is 23; what is no proper numeral becomes 0, which is no day."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_KANJI_DIGITS.index(tens or "一") if ten else 0) * 10 + (
        _KANJI_DIGITS.index(ones) if ones else 0
    )


def _to_kanji(number: int) -> str:
    """23 is 二十三, as on certificates."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens <= 1 else _KANJI_DIGITS[tens])
        + ("十" if tens else "")
        + (_KANJI_DIGITS[ones] if ones or not tens else "")
    )


def era_of(day: date) -> Era:
    """The era in which a day lies.

    Raises:
        UserError: the day is before the first era.
    """
    for era in reversed(ERAS):
        if day >= era.start:
            return era
    raise UserError(
        f"{day.isoformat()} は元号で書けません。{EARLIEST.year}年以後の日にしてください。"
    )


def short(day: date) -> str:
    """For lists: R8.4.1."""
    era = era_of(day)
    return f"{era.letter}{era.year_of(day.year)}.{day.month}.{day.day}"


def long(day: date) -> str:
    """For documents: 令和8年4月1日, 令和元年5月1日."""
    era = era_of(day)
    return f"{_era_year(era, day.year)}年{day.month}月{day.day}日"


def kanji(day: date) -> str:
    """For certificates set vertically: 令和八年四月一日."""
    era = era_of(day)
    number = era.year_of(day.year)
    year = "元" if number == 1 else _to_kanji(number)
    return f"{era.name}{year}年{_to_kanji(day.month)}月{_to_kanji(day.day)}日"


def both(day: date) -> str:
    """Where the Western year must be seen too: 令和8年11月23日（2026-11-23）."""
    return f"{long(day)}（{day.isoformat()}）"


def fiscal_year(day: date) -> int:
    """The fiscal year of a day, by the calendar year in which it begins: 31 March 2026 is 2025."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def fiscal_year_name(year: int) -> str:
    """令和8年度. The year of a change bears the new era's name: 2019 is 令和元年度."""
    return f"{_era_year(era_of(date(year, 12, 31)), year)}年度"


def fiscal_year_short(year: int) -> str:
    """R8, for narrow headings."""
    era = era_of(date(year, 12, 31))
    return f"{era.letter}{era.year_of(year)}"


def first_day(year: int) -> date:
    """1 April of the fiscal year."""
    return date(year, FIRST_MONTH, 1)


def last_day(year: int) -> date:
    """31 March at the end of the fiscal year."""
    return date(year + 1, FIRST_MONTH - 1, 31)


def _era_year(era: Era, year: int) -> str:
    """令和8, 令和元: era and year as they stand before 年."""
    number = era.year_of(year)
    return f"{era.name}{'元' if number == 1 else number}"
