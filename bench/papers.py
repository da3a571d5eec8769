"""Papers and workbooks, against the same text or cells put down bare."""

from __future__ import annotations

import io
from dataclasses import dataclass

from openpyxl import Workbook
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench import data
from bench.ground import NOW, Ground
from bench.measure import Taken
from bench.timing import Stopwatch, race
from dxdesk.exports import lettering, template
from dxdesk.exports.documents.certificates import CertificateFace, draw_certificates, face_texts
from dxdesk.exports.template import Template, fit_text, load_template
from dxdesk.exports.workbook import Value
from dxdesk.exports.workbooks.employees import employee_rows, write_employees
from dxdesk.paths import resource

CERTIFICATES = 1_000


@dataclass(frozen=True)
class BareText:
    """One text to be drawn by reportlab alone."""

    font: str
    size: float
    spacing: float
    x: float
    y: float
    text: str


def certificates(ground: Ground) -> Taken:
    """A thousand certificates; what fits where is worked out anew each time, fonts stay loaded."""
    paper = load_template()
    people = ground.organisation.people[:CERTIFICATES]
    faces = [_face(place, person.name) for place, person in enumerate(people, start=1)]
    pages = [_bare_texts(face, paper) for face in faces]
    _load_bare_fonts(pages)

    def ours() -> float:
        for cached in (template.fit_text, lettering.set_line, lettering.wrap_text):
            cached.cache_clear()
        with Stopwatch() as watch:
            draw_certificates(faces, io.BytesIO(), made_on=NOW.date(), author="計測")
        return watch.seconds

    def bound() -> float:
        with Stopwatch() as watch:
            _draw_bare(pages, paper)
        return watch.seconds

    return Taken(*race(ground.runs, ours, bound))


def staff_list(ground: Ground) -> Taken:
    """The staff list as a workbook, from the desk to its bytes."""
    with ground.opened("full") as desk:
        rows = employee_rows(desk, NOW.date())

        def ours() -> float:
            with Stopwatch() as watch:
                write_employees(employee_rows(desk, NOW.date()))
            return watch.seconds

        def bound() -> float:
            with Stopwatch() as watch:
                _write_bare(rows)
            return watch.seconds

        return Taken(*race(ground.runs, ours, bound))


def _write_bare(rows: list[tuple[Value, ...]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


def _face(place: int, name: str) -> CertificateFace:
    return CertificateFace(
        number_text=f"第{place}号",
        category_title="レベル１　デジタル推進リーダー人材",
        name=name,
        certified_on=data.JUDGED_ON,
        rule_name="デジタル人材認定要領",
        giver="蒼海県知事　蒼海　太郎",
    )


def _bare_texts(face: CertificateFace, paper: Template) -> list[BareText]:
    found = []
    for box, clauses in face_texts(face, paper):
        if not any(clauses):
            continue
        setting = fit_text(clauses, box)
        for place, line in enumerate(setting.lines):
            y = (paper.height - box.y) * mm - place * setting.size * setting.leading
            for font, letters in line.runs:
                text = _bare_letters(font, letters)
                spacing = setting.spacing * setting.size
                found.append(BareText(f"bare {font}", setting.size, spacing, box.x * mm, y, text))
    return found


def _bare_letters(font: str, letters: str) -> str:
    """The text without selectors, which reportlab alone cannot draw."""
    own = lettering.load_font(font)._own_text
    return "".join(own.get(letter, letter)[0] for letter in letters)


def _load_bare_fonts(pages: list[list[BareText]]) -> None:
    for name in sorted({text.font for page in pages for text in page}):
        path = resource("fonts", f"{name.removeprefix('bare ')}.ttf")
        pdfmetrics.registerFont(TTFont(name, str(path)))


def _draw_bare(pages: list[list[BareText]], paper: Template) -> None:
    canvas = Canvas(io.BytesIO(), (paper.width * mm, paper.height * mm), pageCompression=1)
    for page in pages:
        for text in page:
            canvas.setFont(text.font, text.size)
            canvas.drawString(text.x, text.y, text.text, charSpace=text.spacing)
        canvas.showPage()
    canvas.save()
