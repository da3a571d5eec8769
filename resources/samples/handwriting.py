"""The ways in which an office writes one and the same number, day and name."""

import unicodedata
from collections.abc import Callable
from datetime import date
from random import Random  # noqa: TID251  (a fixed seed: the same hand every time)

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_PLAIN = {
    "𠮷": "吉",
    "𡈽": "土",
    "𣘺": "橋",
    "髙": "高",
    "﨑": "崎",
    "濵": "浜",
    "\ufa10": "塚",
    "\ufa19": "神",
}
_HALF_WIDTH = {
    chr(int(unicodedata.decomposition(chr(code)).split()[1], 16)): chr(code)
    for code in range(0xFF66, 0xFFA0)
}


def _era(day: date) -> tuple[str, str, int]:
    """The era of a day, its letter and the year in it."""
    for first, name, letter in (
        (date(2019, 5, 1), "令和", "R"),
        (date(1989, 1, 8), "平成", "H"),
        (date(1926, 12, 25), "昭和", "S"),
    ):
        if day >= first:
            return name, letter, day.year - first.year + 1
    raise ValueError(day)


def _long(day: date) -> str:
    name, _, year = _era(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


DATE_FORMS: tuple[Callable[[date], str], ...] = (
    _long,
    lambda day: _long(day).translate(_FULL_WIDTH),
    lambda day: f"{_era(day)[1]}{_era(day)[2]}.{day.month}.{day.day}",
    lambda day: f"{_era(day)[1]}{_era(day)[2]:02}/{day:%m/%d}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y%m%d}",
)


# The last is read, and remarked upon: 令和 in a year that many papers still called 平成.
_ERA_FORMS = {
    date(1989, 1, 7): ["S64/1/7"],
    date(1989, 1, 8): ["平成元年1月8日"],
    date(2019, 4, 30): ["H31.4.30"],
    date(2019, 5, 1): ["令和元年5月1日", "平成31年5月1日"],
}


def write_day(day: date, random: Random, real: float = 0.6) -> date | str:
    """A real date for most, and otherwise one of the written forms."""
    if day in _ERA_FORMS:
        return random.choice(_ERA_FORMS[day])
    return day if random.random() < real else random.choice(DATE_FORMS)(day)


def write_number(number: str, random: Random) -> str | int:
    """A 職員番号 as text, in full-width digits, or as a number that is only shown with zeros."""
    way = random.choices(("text", "full", "number"), (75, 10, 15))[0]
    if way == "number":
        return int(number)
    return number.translate(_FULL_WIDTH) if way == "full" else number


def write_kana(kana: str, random: Random) -> str:
    """Furigana as typed: mostly plain, sometimes half-width or with its sound marks apart."""
    way = random.choices(("plain", "apart", "half", "space"), (76, 8, 8, 8))[0]
    if way == "apart":
        return "".join(_take_apart(letter) for letter in kana)
    if way == "half":
        return "".join(_half_width(letter) for letter in kana)
    return kana.replace("　", " ") if way == "space" else kana


def write_name_for_old_system(name: str, random: Random) -> str:
    """A name as a CP932 system gives it back: without selectors, with ? or a plain variant."""
    bare = name if random.random() < 0.15 else name.replace("　", "").replace(" ", "")
    return "".join(_damage(letter, random) for letter in bare)


def _damage(letter: str, random: Random) -> str:
    if 0xE0100 <= ord(letter) <= 0xE01EF:
        return random.choice(("", "", "?"))
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        plain = _PLAIN.get(letter, "?")
        return random.choice(("?", plain))
    return _PLAIN[letter] if letter in _PLAIN and random.random() < 0.3 else letter


def _take_apart(letter: str) -> str:
    parts = unicodedata.decomposition(letter).split()
    return (
        "".join(chr(int(part, 16)) for part in parts)
        if len(parts) == 2 and parts[0][0] != "<"
        else letter
    )


def _half_width(letter: str) -> str:
    base, *mark = list(_take_apart(letter))
    half = _HALF_WIDTH.get(base)
    if half is None:
        return letter
    return half + {"\u3099": "ﾞ", "\u309a": "ﾟ"}[mark[0]] if mark else half
