"""学習機会の情報 for the office's intranet: one page that needs no other file, no script and no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from dxdesk.exports.learning import (
    CALENDAR,
    QUALIFICATIONS,
    RECOMMENDED,
    Information,
    month_of,
    where,
)
from dxdesk.exports.pages.markup import Content, Markup, element, lines, link, style
from dxdesk.models import wareki
from dxdesk.models.plan import learning_dates
from dxdesk.models.plan.learning import Opportunity
from dxdesk.models.plan.learning_dates import Month

Row = Sequence[Content]
Group = tuple[str, Sequence[Row]]
# No days left are counted: what is true on the day of making would be wrong on the next.
_ENTRIES: Final = (
    ("日程", "15%"), ("名称", "25%"), ("実施機関", "14%"), ("申込期間", "15%"),
    ("会場・費用", "17%"), ("主な対象", "14%"),
)  # fmt: skip
_EVENTS: Final = (("日", "15%"), ("内容", "15%"), ("名称", "42%"), ("実施機関", "28%"))
_OF_PLAN: Final = (("資格", "38%"), ("実施機関", "27%"), ("備考", "35%"))
# A browser that knows this rule asks for nothing, whatever somebody typed in.
_NOTHING_ELSE: Final = "default-src 'none'; style-src 'unsafe-inline'"
# Plain rules that browsers of ten years ago know too; below 700 px each row becomes a block.
_SHEET: Final = """
body { margin: 0; background: #f4f6f9; color: #1b2733; line-height: 1.6;
  font-family: "BIZ UDPGothic", "Yu Gothic UI", "Yu Gothic", Meiryo, sans-serif; }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 16px 20px; }
h1 { margin: 4px 0; font-size: 26px; }
h2 { margin: 0 0 8px; padding-bottom: 4px; font-size: 19px; border-bottom: 2px solid #1f5fa8; }
p { margin: 4px 0; }
.quiet { color: #5b6b7b; }
nav a { display: inline-block; margin: 6px 16px 0 0; }
a { color: #1f5fa8; }
section { margin: 0 0 16px; padding: 14px 16px; background: #ffffff; border: 1px solid #dde4ec; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 15px; }
th, td { padding: 6px 8px; border: 1px solid #dde4ec; text-align: left; vertical-align: top;
  overflow-wrap: break-word; word-wrap: break-word; }
th { background: #e8f0fa; font-weight: bold; }
strong { display: block; }
.band td { background: #f0f4f8; font-weight: bold; }
.mark { color: #1f5fa8; font-size: 13px; font-weight: bold; }
@media (max-width: 700px) {
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { margin: 0 0 10px; border: 1px solid #c3cedb; }
  td { position: relative; border: none; padding: 3px 10px 3px 92px; }
  td:before { content: attr(data-label); position: absolute; left: 10px; color: #5b6b7b;
    font-size: 13px; }
  td.none { display: none; }
  tr.band { margin: 14px 0 4px; border: none; }
  .band td { padding: 4px 10px; }
}
@media print {
  body, section { background: #ffffff; }
  header, main, footer { max-width: none; padding: 0; }
  nav { display: none; }
  section { border: none; padding: 0; }
  table { font-size: 12px; }
  tr, h2 { page-break-inside: avoid; }
  h2, .band { page-break-after: avoid; }
  thead { display: table-header-group; }
}
"""


def write_learning_page(told: Information) -> bytes:
    """The page as a file: what everybody is told in a fiscal year."""
    sections = _sections(told)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_NOTHING_ELSE),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", told.title),
        style(_SHEET),
    )
    main = [
        element("section", element("h2", title), table, id=f"part{at}")
        for at, (title, table) in enumerate(sections, start=1)
    ]
    titles = [title for title, _ in sections]
    body = element("body", _header(told, titles), element("main", *main), _footer(told))
    page = element("html", head, body, lang="ja")
    return f"<!DOCTYPE html>\n{page.text}\n".encode()


def _header(told: Information, titles: Sequence[str]) -> Markup:
    links = [element("a", title, href=f"#part{at}") for at, title in enumerate(titles, start=1)]
    return element(
        "header",
        element("p", told.office, class_="quiet"),
        element("h1", told.title),
        element("p", f"{wareki.long(told.made_on)}現在", class_="quiet"),
        element("nav", *links),
    )


def _footer(told: Information) -> Markup:
    said = [f"作成日：{wareki.long(told.made_on)}"]
    who = "　".join(part for part in (told.office, told.contact) if part)
    if who:
        said.insert(0, f"問い合わせ先：{who}")
    return element("footer", *(element("p", text) for text in said))


def _sections(told: Information) -> list[tuple[str, Markup]]:
    """Each part of the page with its heading; what is empty is left out."""
    exams: list[Group] = [(month.name, _events(month)) for month in told.exams]
    courses: list[Group] = [(name, _entries(told, group)) for name, group in told.recommended]
    of_plan: list[Group] = [("", told.qualifications)] if told.qualifications else []
    parts = [
        (CALENDAR, _EVENTS, exams),
        (RECOMMENDED, _ENTRIES, courses),
        *((kind, _ENTRIES, _by_month(told, group)) for kind, group in told.by_kind),
        (QUALIFICATIONS, _OF_PLAN, of_plan),
    ]
    return [(title, _table(columns, groups)) for title, columns, groups in parts if groups]


def _events(month: Month) -> list[Row]:
    return [
        (
            learning_dates.day_of_month(event.day),
            event.what,
            event.of.title,
            event.of.provider,
        )
        for event in month.events
    ]


def _by_month(told: Information, group: Sequence[Opportunity]) -> list[Group]:
    return [(month, _entries(told, entries)) for month, entries in groupby(group, key=month_of)]


def _entries(told: Information, group: Iterable[Opportunity]) -> list[Row]:
    return [_entry(told, each) for each in group]


def _entry(told: Information, each: Opportunity) -> Row:
    named: list[Content] = [element("strong", each.title)]
    if each.recommended:
        named.append(element("span", RECOMMENDED, class_="mark"))
    if each.text:
        named.append(element("p", lines(each.text)))
    if each.url:
        named.append(element("p", "案内：", link(each.url)))
    return (
        _days(learning_dates.days_words(each)),
        element("div", *named),
        each.provider,
        _days(learning_dates.applying_words(each)),
        lines(where(each)),
        told.whom(each),
    )


def _days(words: str) -> Markup:
    """Days of which each stands on a line of its own."""
    return lines(words.replace("～", "～\n"))


def _table(columns: Sequence[tuple[str, str]], groups: Sequence[Group]) -> Markup:
    """A table of groups with their headings; on a narrow screen each cell says what it is."""
    titles = [title for title, _width in columns]
    head = [element("th", title, scope="col", style=f"width: {width}") for title, width in columns]
    body: list[Markup] = []
    for name, rows in groups:
        if name:
            across = element("td", name, colspan=str(len(columns)))
            body.append(element("tr", across, class_="band"))
        body += [element("tr", *map(_cell, titles, row)) for row in rows]
    return element("table", element("thead", element("tr", *head)), element("tbody", *body))


def _cell(title: str, content: Content) -> Markup:
    empty = content in ("", lines(""))
    none = {"class_": "none"} if empty else {}
    return element("td", content, data_label=title, **none)
