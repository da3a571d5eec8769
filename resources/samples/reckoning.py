"""The figures that the samples must give, read from the facts with the rules written out plainly.

The rules are those of the example plan, spelt here a second time on purpose: a test compares what
the program works out from the files with what this reading finds in the facts behind them.
"""

from collections import Counter
from datetime import date, timedelta

from careers import COMPLETED, JUDGED_ON, MANDATORY, Careers
from moves import Transfer
from prefecture import MANAGER_GRADES, Person, Unit

_CATEGORIES = ("ALL", "L1", "L2", "L3", "L4", "MG")
_SHORT_KINDS = {"配置換": "転任"}


class Record:
    """What one person has on the day of judgement."""

    def __init__(self, person: Person, careers: Careers) -> None:
        self.person = person
        self._attended = [
            a
            for a in careers.attendance
            if a.person is person and a.result == COMPLETED and a.day <= JUDGED_ON
        ]
        self._passed = [p for p in careers.passes if p.person is person and p.day <= JUDGED_ON]
        self._worked = [w for w in careers.experience if w.person is person]
        self._rated = {r.item: r.head for r in careers.ratings if r.person is person}

    def took(self, code: str, since: date = date.min) -> bool:
        """Whether the training was completed, since that day."""
        return any(a.training == code and a.day >= since for a in self._attended)

    def holds(self, code: str) -> bool:
        """Whether the qualification is held on the day, its last day included."""
        return any(
            p.qualification == code and (p.valid_until is None or p.valid_until >= JUDGED_ON)
            for p in self._passed
        )

    def months(self, kind: str) -> int:
        """Whole months of a kind of work; times that overlap or touch are one."""
        times = sorted(
            (w.since, min(w.until or JUDGED_ON, JUDGED_ON) + timedelta(days=1))
            for w in self._worked
            if w.kind == kind and w.since <= JUDGED_ON
        )
        merged: list[tuple[date, date]] = []
        for since, end in times:
            if merged and since <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((since, end))
        return sum(_whole_months(since, end) for since, end in merged)

    def rated(self, item: str) -> int:
        """The head's rating of an item; nothing counts as nothing."""
        return self._rated.get(item, 0)


def _whole_months(since: date, end: date) -> int:
    return (end.year - since.year) * 12 + end.month - since.month - (end.day < since.day)


def items_met(r: Record) -> set[str]:
    """Every item that somebody meets, in any of its ways."""
    this_year, last_year = date(2025, 4, 1), date(2024, 4, 1)
    met = {
        "0-1": r.took("T001", this_year),
        "0-2": r.took("T002", this_year),
        "1-1": r.rated("1-1") >= 3,
        "1-2": r.took("T101") or r.holds("IP") or r.months("workplace") >= 12,
        "1-3": r.took("T102") or r.months("workplace") >= 12,
        "1-4": r.took("T103") or r.holds("MOS"),
        "1-5": r.took("T001", last_year) or r.holds("SG"),
        "2-1": r.rated("2-1") >= 3,
        "2-2": r.took("T201") or r.holds("DSL") or r.holds("FE") or r.months("data") >= 24,
        "2-3": r.took("T202") or r.months("dx") >= 24,
        "2-4": r.took("T203") or r.months("dx") >= 24,
        "2-5": r.took("T204") or r.holds("FE") or r.holds("AP") or r.months("procurement") >= 24,
        "2-6": r.took("T304") or r.holds("SG") or r.holds("SC") or r.months("security") >= 12,
        "3-1": r.rated("3-1") >= 4,
        "3-2": r.took("T301") or r.months("dx") >= 36,
        "3-3": r.took("T302") or r.holds("DB") or r.holds("GK"),
        "3-4": r.took("T303") or r.holds("PM") or r.holds("PD") or r.months("system") >= 60,
        "3-5": r.holds("AP") or r.holds("SC") or r.holds("PD"),
        "4-1": r.rated("4-1") >= 4,
        "4-2": r.took("T401") or r.holds("SA") or r.holds("PD"),
        "4-3": r.holds("RISS") or r.holds("PM") or r.holds("DB") or r.holds("PD"),
        "4-4": r.took("T402") or r.months("dx") >= 60,
        "M-1": r.took("T501"),
    }
    return {item for item, is_met in met.items() if is_met}


def categories_met(person: Person, met: set[str]) -> set[str]:
    """Every category whose rule somebody meets."""
    points = {"3-2": 30, "3-3": 25, "3-4": 25, "3-5": 20, "4-2": 40, "4-3": 30, "4-4": 30}
    level_2 = "2-1" in met and len(met & {"2-2", "2-3", "2-4", "2-5", "2-6"}) >= 3
    level_3_points = sum(points[item] for item in met if item in points and item[0] == "3")
    level_4_points = sum(points[item] for item in met if item in points and item[0] == "4")
    level_3 = level_2 and "3-1" in met and level_3_points >= 55
    verdicts = {
        "ALL": met >= {"0-1", "0-2"},
        "L1": met >= {"1-1", "1-2", "1-5"} and bool(met & {"1-3", "1-4"}),
        "L2": level_2,
        "L3": level_3,
        "L4": level_3 and met >= {"4-1", "4-2"} and level_4_points >= 70,
        "MG": "M-1" in met and person.grade in MANAGER_GRADES and person.unit.digital,
    }
    return {category for category, is_met in verdicts.items() if is_met}


def is_counted(person: Person) -> bool:
    """Whether somebody is on roll on the day, and not away."""
    return person.hired <= JUDGED_ON and person.status == "在職"


def judge(
    people: tuple[Person, ...], careers: Careers
) -> tuple[dict[str, object], dict[str, list[str]]]:
    """The figures of the judgement among the counted staff, and per category who is eligible."""
    counted = [person for person in people if is_counted(person)]
    met = {person.number: items_met(Record(person, careers)) for person in counted}
    verdicts = {person.number: categories_met(person, met[person.number]) for person in counted}
    eligible = {
        category: sorted(
            number for number, categories in verdicts.items() if category in categories
        )
        for category in _CATEGORIES
    }
    items = Counter(item for each in met.values() for item in each)
    levels = Counter(max(verdicts[n] & {"L2", "L3", "L4"}, default="none") for n in eligible["MG"])
    done = sum(met[person.number] >= {"0-1", "0-2"} for person in counted)
    figures: dict[str, object] = {
        "mandatory_2025": {
            "trainings": list(MANDATORY),
            "numerator": done,
            "denominator": len(counted),
        },
        "eligible": {category: len(numbers) for category, numbers in eligible.items()},
        "items_met": dict(sorted(items.items())),
        "levels": {"MG": dict(sorted(levels.items()))},
    }
    return figures, eligible


def count_transfers(transfers: tuple[Transfer, ...]) -> dict[str, int]:
    """How many of each 発令区分, by its short name."""
    return dict(Counter(_SHORT_KINDS.get(move.kind, move.kind) for move in transfers))


def by_bureau(
    units: tuple[Unit, ...],
    people: tuple[Person, ...],
    eligible: dict[str, list[str]],
    needed: dict[str, tuple[int, int]],
) -> dict[str, dict[str, int]]:
    """Per bureau: how many are needed, and how many there would be with everybody eligible certified."""
    result: dict[str, dict[str, int]] = {}
    for unit in units:
        row = result.setdefault(unit.bureau, {"L1_needed": 0, "L1": 0, "L2_needed": 0, "L2": 0})
        numbers = {person.number for person in people if person.unit == unit}
        for level, count in zip(("L1", "L2"), needed[unit.code], strict=True):
            row[f"{level}_needed"] += count
            row[level] += len(numbers & set(eligible[level]))
    return result
