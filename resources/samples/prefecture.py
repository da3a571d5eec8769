"""蒼海県: a prefecture that does not exist, with its units and the people who work there."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random  # noqa: TID251  (a fixed seed: the same people every time)

ROSTER_DAY = date(2026, 4, 1)
PEOPLE = 300
ERA_DAYS = (date(1989, 1, 7), date(1989, 1, 8), date(2019, 4, 30), date(2019, 5, 1))

HEADQUARTERS, REGIONAL, BRANCH = "本庁", "振興局", "出先機関"
MANAGER_GRADES = ("課長級", "次長級", "部長級")

BUREAUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("総務部", HEADQUARTERS, ("総務課", "人事課", "財政課", "税務課")),
    ("企画部", HEADQUARTERS, ("政策企画課", "デジタル推進課", "情報基盤課", "統計課")),
    ("福祉部", HEADQUARTERS, ("福祉企画課", "高齢者支援課", "子ども家庭課", "健康づくり課")),
    ("産業部", HEADQUARTERS, ("産業企画課", "商工振興課", "観光課", "工業技術センター")),
    ("農林水産部", HEADQUARTERS, ("農政課", "農業振興課", "林務課", "水産課")),
    ("土木部", HEADQUARTERS, ("土木企画課", "道路課", "河川課")),
    ("出納局", HEADQUARTERS, ("会計課", "物品調達課")),
    ("東部振興局", REGIONAL, ("地域振興課", "農務課", "建設課")),
    ("西部振興局", REGIONAL, ("地域振興課", "農務課", "建設課")),
)
DIGITAL_UNITS = ("デジタル推進課", "情報基盤課")
HEADS = {"出納局": "会計管理者", "東部振興局": "振興局長", "西部振興局": "振興局長"}

# What a certificate, a search or an old system stumbles over. Selectors as the shipped fonts have them.
HARD_NAMES: tuple[tuple[str, str], ...] = (
    ("𠮷田　翔太", "ヨシダ　ショウタ"),
    ("𠮷田　真由美", "ヨシダ　マユミ"),
    ("吉田　翔太", "ヨシダ　ショウタ"),
    ("渡邉\U000e010f　直子", "ワタナベ　ナオコ"),
    ("渡邊\U000e0109　修", "ワタナベ　オサム"),
    ("渡邉　恵", "ワタナベ　メグミ"),
    ("渡辺　恵", "ワタナベ　メグミ"),
    ("葛\U000e0100城　誠", "カツラギ　マコト"),
    ("辻\U000e0102　明日香", "ツジ　アスカ"),
    ("𡈽屋　剛", "ツチヤ　ツヨシ"),
    ("𣘺本　里奈", "ハシモト　リナ"),
    ("髙橋　健一", "タカハシ　ケンイチ"),
    ("髙𣘺　史郎", "タカハシ　シロウ"),
    ("山﨑　千尋", "ヤマサキ　チヒロ"),
    ("山崎　千尋", "ヤマザキ　チヒロ"),
    ("濵﨑　哲也", "ハマサキ　テツヤ"),
    ("濵田　葉子", "ハマダ　ヨウコ"),
    ("大\ufa10　光", "オオツカ　ヒカル"),
    ("\ufa19　香織", "ジン　カオリ"),
    ("\ufa19保　隆之", "ジンボ　タカユキ"),
    ("森　一", "モリ　ハジメ"),
    ("乙　巴", "キノト　トモエ"),
    ("林　林太郎", "ハヤシ　リンタロウ"),
    ("栄", "サカエ"),
    ("五百旗頭　理一郎", "イオキベ　リイチロウ"),
    ("マッケンジー　ジョン", "マッケンジー　ジョン"),
    ("フォン＝ヒルデブラント　アレクサンドラ美咲", "フォンヒルデブラント　アレクサンドラミサキ"),
    ("グエン・ティ・ホア", "グエンティホア"),
    ("佐藤　健太", "サトウ　ケンタ"),
    ("佐藤　健太", "サトウ　ケンタ"),
    ("齋藤　栞", "サイトウ　シオリ"),
    ("斉藤　栞", "サイトウ　シオリ"),
    ("栁澤　德子", "ヤナギサワ　ノリコ"),
    ("小鳥遊　みのり", "タカナシ　ミノリ"),
)

_FAMILY = (
    "青山 アオヤマ|秋元 アキモト|浅野 アサノ|飯島 イイジマ|石橋 イシバシ|今村 イマムラ|上野 ウエノ|"
    "榎本 エノモト|大友 オオトモ|岡崎 オカザキ|片桐 カタギリ|川村 カワムラ|岸本 キシモト|久保 クボ|"
    "黒田 クロダ|児玉 コダマ|西条 サイジョウ|坂井 サカイ|白石 シライシ|杉浦 スギウラ|関口 セキグチ|"
    "高瀬 タカセ|竹内 タケウチ|津田 ツダ|寺島 テラシマ|富永 トミナガ|永井 ナガイ|野村 ノムラ|"
    "萩原 ハギワラ|東 ヒガシ|福島 フクシマ|堀 ホリ|前田 マエダ|水野 ミズノ|村井 ムライ|望月 モチヅキ|"
    "矢島 ヤジマ|横山 ヨコヤマ|和田 ワダ|若林 ワカバヤシ"
)
_GIVEN = (
    "愛 アイ|明 アキラ|篤 アツシ|文香 アヤカ|一樹 カズキ|和也 カズヤ|桂子 ケイコ|健吾 ケンゴ|"
    "浩介 コウスケ|早苗 サナエ|聡 サトシ|静香 シズカ|俊 シュン|純 ジュン|涼介 リョウスケ|"
    "卓也 タクヤ|千夏 チナツ|司 ツカサ|徹 トオル|智子 トモコ|夏美 ナツミ|紀子 ノリコ|"
    "春香 ハルカ|久 ヒサシ|裕子 ユウコ|双葉 フタバ|真琴 マコト|美帆 ミホ|恵 メグミ|"
    "優 ユウ|由紀 ユキ|洋平 ヨウヘイ|莉央 リオ|亘 ワタル"
)
_JOBS = ("一般行政",) * 10 + ("土木", "建築", "農業", "林業", "水産", "保健師", "電気", "獣医師")
_STAFF = (
    (("主事", "技師", "専門員"), "一般職員"),
    (("主事", "技師"), "一般職員"),
    (("主査", "係長"), "係長級"),
    (("主幹",), "課長補佐級"),
)
_ABSENT = ("育児休業",) * 5 + ("休職",) * 4 + ("派遣",) * 3
_NOTES = ("確認済", "確認済", "併任あり", "旧姓使用", "フレックスタイム")


@dataclass(frozen=True)
class Unit:
    """A 課 or equal, as a line of the 組織一覧."""

    code: str
    bureau: str
    name: str
    kind: str
    digital: bool


@dataclass(frozen=True)
class Person:
    """A member of staff on the day of the roster."""

    number: str
    name: str
    kana: str
    born: date
    unit: Unit
    title: str
    grade: str
    job: str
    hired: date
    status: str
    note: str


def found_units() -> tuple[Unit, ...]:
    """Every unit in the official order, with codes that begin with zero."""
    return tuple(
        Unit(
            code=f"{bureau_number:02}{unit_number:04}",
            bureau=bureau,
            name=name,
            kind=BRANCH if name.endswith("センター") else kind,
            digital=name in DIGITAL_UNITS,
        )
        for bureau_number, (bureau, kind, names) in enumerate(BUREAUS, start=1)
        for unit_number, name in enumerate(names, start=1)
    )


def hire_people(units: tuple[Unit, ...]) -> tuple[Person, ...]:
    """Three hundred people, each in a unit, in the order of the organisation."""
    random = Random("蒼海県の職員")
    names = _give_names(random)
    numbers = [f"{number:06}" for number in random.sample(range(1_000, 400_000), PEOPLE)]
    statuses = [*_ABSENT, *["在職"] * (PEOPLE - len(_ABSENT))]
    random.shuffle(statuses)
    seats = _set_seats(units, random)
    return _pin_days(
        [
            _hire(random, number, name, seat, status)
            for number, name, seat, status in zip(numbers, names, seats, statuses, strict=True)
        ]
    )


def _pin_days(people: list[Person]) -> tuple[Person, ...]:
    """Let somebody be born, and somebody be hired, on each side of a change of era."""
    for day in (date(1989, 1, 7), date(1989, 1, 8)):
        at = next(i for i, p in enumerate(people) if p.born.year == 1989 and p.born not in ERA_DAYS)
        people[at] = replace(people[at], born=day)
    for day in (date(2019, 4, 30), date(2019, 5, 1), date(2019, 5, 1)):
        at = next(
            i for i, p in enumerate(people) if p.hired.year == 2019 and p.hired not in ERA_DAYS
        )
        people[at] = replace(people[at], hired=day)
    return tuple(people)


def _give_names(random: Random) -> list[tuple[str, str]]:
    family = [tuple(pair.split()) for pair in _FAMILY.split("|")]
    given = [tuple(pair.split()) for pair in _GIVEN.split("|")]
    both = [(one, other) for one in family for other in given]
    plain = [
        (
            one[0] + random.choices(("　", " ", ""), (75, 10, 15))[0] + other[0],
            f"{one[1]}　{other[1]}",
        )
        for one, other in random.sample(both, PEOPLE - len(HARD_NAMES))
    ]
    names = [*HARD_NAMES, *plain]
    random.shuffle(names)
    return names


def _set_seats(units: tuple[Unit, ...], random: Random) -> list[tuple[Unit, str, str]]:
    """Heads first, then staff, until everybody has a seat."""
    seats: list[tuple[Unit, str, str]] = []
    for unit in units:
        if unit.code.endswith("0001"):
            seats.append((unit, HEADS.get(unit.bureau, "部長"), "部長級"))
            seats.append((unit, "次長", "次長級"))
        seats.append((unit, "所長" if unit.kind == BRANCH else "課長", "課長級"))
        seats.append(
            (
                unit,
                "参事" if unit.digital else "課長補佐",
                "課長級" if unit.digital else "課長補佐級",
            )
        )
    while len(seats) < PEOPLE:
        unit = units[len(seats) % len(units)]
        titles, grade = random.choices(_STAFF, (5, 3, 4, 1))[0]
        seats.append((unit, random.choice(titles), grade))
    return sorted(seats, key=lambda seat: seat[0].code)


def _hire(
    random: Random, number: str, name: tuple[str, str], seat: tuple[Unit, str, str], status: str
) -> Person:
    unit, title, grade = seat
    oldest, youngest = (1966, 1978) if grade in MANAGER_GRADES else (1968, 2003)
    born = date(random.randint(oldest, youngest), random.randint(1, 12), random.randint(1, 28))
    hired = date(
        min(born.year + random.randint(19, 25), 2026), random.choice((4, 4, 4, 4, 7, 10)), 1
    )
    hired = min(hired, ROSTER_DAY)
    if status != "在職" and hired == ROSTER_DAY:
        hired = date(2024, 4, 1)
    return Person(
        number=number,
        name=name[0],
        kana=name[1],
        born=born,
        unit=unit,
        title=title,
        grade=grade,
        job=random.choice(_JOBS),
        hired=hired,
        status=status,
        note=random.choice(_NOTES) if random.random() < 0.05 else "",
    )
