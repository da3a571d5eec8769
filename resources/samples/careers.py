"""What the people of 蒼海県 have learnt, passed and done."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random  # noqa: TID251  (a fixed seed: the same careers every time)

from prefecture import MANAGER_GRADES, Person

JUDGED_ON = date(2026, 3, 31)
COMPLETED = "修了"
MANDATORY = ("T001", "T002")

TRAININGS = {
    "T001": "情報セキュリティ・個人情報保護研修",
    "T002": "デジタルリテラシー研修",
    "T101": "デジタル推進リーダー基礎研修",
    "T102": "業務改善（BPR）入門研修",
    "T103": "テレワーク・オンライン会議活用研修",
    "T201": "データ利活用研修",
    "T202": "ノーコード・RPA活用研修",
    "T203": "サービスデザイン入門研修",
    "T204": "情報システム調達・要件定義研修",
    "T301": "サービスデザイン実践研修",
    "T302": "データ分析実践研修",
    "T303": "プロジェクトマネジメント研修",
    "T304": "情報セキュリティ管理研修",
    "T401": "アーキテクチャ設計研修",
    "T402": "デジタル変革リーダーシップ研修",
    "T501": "デジタルマネジメント研修（管理職）",
}
QUALIFICATIONS = {
    "IP": "ITパスポート試験",
    "SG": "情報セキュリティマネジメント試験",
    "FE": "基本情報技術者試験",
    "AP": "応用情報技術者試験",
    "PM": "プロジェクトマネージャ試験",
    "SA": "システムアーキテクト試験",
    "DB": "データベーススペシャリスト試験",
    "SC": "情報処理安全確保支援士試験",
    "RISS": "情報処理安全確保支援士（登録）",
    "DSL": "DS検定 リテラシーレベル",
    "GK": "G検定",
    "MOS": "MOS",
}
EXPERIENCES = {
    "workplace": "職場のデジタル化支援",
    "system": "情報システムの企画・運用",
    "procurement": "情報システムの調達",
    "data": "データ分析・統計",
    "dx": "DX推進事業の企画・実施",
    "security": "情報セキュリティ管理",
}

# How somebody can come to an item: a training, a qualification, or years of a kind of work.
_ROUTES: dict[str, tuple[str, ...]] = {
    "1-2": ("T101", "T101", "T101", "IP", "IP", "workplace 2"),
    "1-3": ("T102", "T102", "workplace 1"),
    "1-4": ("T103", "MOS"),
    "2-2": ("T201", "DSL", "FE", "data 3"),
    "2-3": ("T202", "T202", "dx 2"),
    "2-4": ("T203", "T203", "dx 3"),
    "2-5": ("T204", "FE", "AP", "procurement 2"),
    "2-6": ("T304", "SG", "SC", "security 1"),
    "3-2": ("T301", "dx 4"),
    "3-3": ("T302", "DB", "GK"),
    "3-4": ("T303", "PM", "system 5"),
    "3-5": ("AP", "SC"),
    "4-2": ("T401", "SA"),
    "4-3": ("RISS", "PM", "DB"),
    "4-4": ("T402", "dx 5"),
}
_LEVEL_1 = (("1-2", "1-3"), ("1-2", "1-4"), ("1-2", "1-3", "1-4"))
_LEVEL_2 = (("2-2", "2-3", "2-6"), ("2-2", "2-4", "2-5"), ("2-3", "2-4", "2-5", "2-6"))
_LEVEL_3 = (("3-2", "3-3"), ("3-2", "3-4"), ("3-2", "3-3", "3-4", "3-5"))
_LEVEL_4 = (("4-2", "4-3"), ("4-2", "4-4"))
# (level reached, one item short of the next, how many people)
_AIMS = ((1, False, 15), (0, True, 16), (2, False, 3), (1, True, 5), (3, False, 3), (4, False, 2))


@dataclass(frozen=True)
class Attendance:
    """One person in one training on one day."""

    training: str
    person: Person
    day: date
    result: str


@dataclass(frozen=True)
class Pass:
    """An exam passed, or a registration that ends on a day."""

    qualification: str
    person: Person
    day: date
    valid_until: date | None
    certificate: str


@dataclass(frozen=True)
class Experience:
    """A time spent on a kind of work; no last day = still going on."""

    kind: str
    person: Person
    since: date
    until: date | None


@dataclass(frozen=True)
class Rating:
    """What somebody and the head of the unit put on the sheet for one item."""

    person: Person
    item: str
    own: int
    head: int


@dataclass
class Careers:
    """Everything that is known of everybody, in the order in which it was written down."""

    attendance: list[Attendance]
    passes: list[Pass]
    experience: list[Experience]
    ratings: list[Rating]


def follow_careers(people: tuple[Person, ...]) -> Careers:
    """Give everybody a past that makes a lively programme in fiscal 2025."""
    random = Random("蒼海県の経歴")
    careers = Careers([], [], [], [])
    staff = [p for p in people if p.status == "在職" and p.hired.year < 2024]
    diligent = _pursue_aims(careers, staff, random)
    for person in people:
        _attend_mandatory(careers, person, person.number in diligent, random)
        if person.number not in diligent:
            _wander(careers, person, random)
    _train_managers(careers, people)
    random.shuffle(careers.attendance)
    return careers


def _pursue_aims(careers: Careers, staff: list[Person], random: Random) -> set[str]:
    """Lead some people to a level, and some to one item short of it; who they are."""
    hard = [p for p in staff if any(ord(letter) > 0xFFFF for letter in p.name)]
    digital = [p for p in staff if p.unit.digital and p.grade in MANAGER_GRADES]
    others = [p for p in staff if p not in hard and p not in digital]
    # Hard names reach level 1, so that certificates show them; one digital manager reaches level 2.
    order = [*hard, *random.sample(others, len(others))]
    order.insert(sum(count for _, _, count in _AIMS[:2]), digital[0])
    aims = [(level, short) for level, short, count in _AIMS for _ in range(count)]
    pursued = list(zip(order, aims, strict=False))
    for person, (level, short) in pursued:
        _climb(careers, person, level, short, random)
    return {person.number for person, _ in pursued}


def _climb(careers: Careers, person: Person, level: int, short: bool, random: Random) -> None:
    for step, choices in enumerate((_LEVEL_1, _LEVEL_2, _LEVEL_3, _LEVEL_4), start=1):
        reached = step <= level
        if not reached and not (short and step == level + 1):
            return
        needed = 3 if step <= 2 else 4
        items = list(random.choice(choices))
        if not reached:
            items.pop(random.randrange(len(items)))
        head = random.randint(needed, 5)
        careers.ratings.append(
            Rating(person, f"{step}-1", min(head + random.choice((0, 0, 1)), 5), head)
        )
        for item in items:
            _gain(careers, person, random.choice(_ROUTES[item]), random)


def _gain(careers: Careers, person: Person, route: str, random: Random) -> None:
    code, _, years = route.partition(" ")
    if code in TRAININGS:
        if not any(a.training == code and a.person is person for a in careers.attendance):
            day = _training_day(random, random.choice((2024, 2025)))
            careers.attendance.append(Attendance(code, person, day, COMPLETED))
    elif code in QUALIFICATIONS:
        _sit_exam(careers, person, code, random)
    else:
        _work(careers, person, code, int(years), random)


def _sit_exam(careers: Careers, person: Person, code: str, random: Random) -> None:
    if any(p.qualification == code and p.person is person for p in careers.passes):
        return
    day = date(
        random.randint(max(person.hired.year, 2012), 2025),
        random.randint(4, 10),
        random.randint(1, 28),
    )
    until = None
    if code == "RISS":
        day, until = date(2024, 4, 1), date(2027, 3, 31)
    careers.passes.append(Pass(code, person, day, until, f"第{random.randint(1, 99_999):05}号"))


def _work(careers: Careers, person: Person, kind: str, years: int, random: Random) -> None:
    """A time of so many years that may be still going on, begin on the 16th, or overlap the next."""
    first_year = 2025 - years - random.randint(0, 2)
    since = date(first_year, random.choice((4, 4, 6)), random.choice((1, 1, 1, 16)))
    if random.random() < 0.25:
        careers.experience.append(Experience(kind, person, since, None))
        return
    until = since.replace(year=since.year + years) - timedelta(days=1)
    careers.experience.append(Experience(kind, person, since, until))
    if random.random() < 0.3:
        # The same kind of work again a year later: it overlaps the first time, or touches it.
        end = until.replace(year=until.year + 1)
        later = since.replace(year=since.year + 1)
        careers.experience.append(
            Experience(kind, person, later, end if end <= JUDGED_ON else None)
        )


def _attend_mandatory(careers: Careers, person: Person, diligent: bool, random: Random) -> None:
    for year in (2024, 2025):
        if person.hired > date(year, 4, 1):
            continue
        for code in MANDATORY:
            chance = random.random()
            if diligent or chance < 0.91:
                result = COMPLETED
            elif chance < 0.95:
                result = random.choice(("未修了", "欠席", "申込"))
            else:
                continue
            careers.attendance.append(Attendance(code, person, _training_day(random, year), result))


def _wander(careers: Careers, person: Person, random: Random) -> None:
    """A little of this and that, as most people have."""
    if person.hired.year >= 2024:
        return
    if random.random() < 0.3:
        _gain(
            careers,
            person,
            random.choice(("T101", "T102", "T103", "T201", "T203", "IP", "MOS")),
            random,
        )
    if random.random() < 0.12:
        _gain(
            careers,
            person,
            random.choice(("workplace 1", "data 1", "system 3", "security 1")),
            random,
        )
    if random.random() < 0.25:
        head = random.randint(1, 4)
        careers.ratings.append(Rating(person, "1-1", max(1, head - random.randint(0, 1)), head))


def _train_managers(careers: Careers, people: tuple[Person, ...]) -> None:
    """Managers of digital units, and a few others, took the training for managers."""
    managers = [p for p in people if p.grade in MANAGER_GRADES and p.status == "在職"]
    digital = [p for p in managers if p.unit.digital][:2]
    others = [p for p in managers if not p.unit.digital][::6]
    for person in (*digital, *others):
        careers.attendance.append(Attendance("T501", person, date(2025, 7, 10), COMPLETED))


def _training_day(random: Random, fiscal_year: int) -> date:
    return date(fiscal_year, 5, 12) + timedelta(days=random.randint(0, 290))
