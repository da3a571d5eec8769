"""Texts find their place on a certificate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dxdesk.errors import UserError
from dxdesk.exports.lettering import MINCHO
from dxdesk.exports.template import (
    Template,
    break_lines,
    fill_clauses,
    fit_text,
    load_template,
    read_template,
)

BODY = "上記の者は　{rule}に基づき　{category}として認定する"


@pytest.fixture(name="template", scope="module")
def fixture_template() -> Template:
    return load_template()


def test_a_clause_without_its_value_is_left_out() -> None:
    text = fill_clauses(BODY, {"rule": "", "category": "レベル１　デジタル推進リーダー人材"})
    assert text == ("上記の者は", "レベル１　デジタル推進リーダー人材として認定する")


def test_a_clause_with_its_value_is_kept() -> None:
    text = fill_clauses(BODY, {"rule": "認定要領", "category": "レベル１"})
    assert text == ("上記の者は", "認定要領に基づき", "レベル１として認定する")


def test_braces_in_a_value_are_text() -> None:
    assert fill_clauses("{name}", {"name": "{name}{x}"}) == ("{name}{x}",)


def test_lines_break_between_clauses_and_not_inside_a_level() -> None:
    clauses = ["上記の者は", "認定要領に基づき", "レベル１　デジタル推進リーダー人材として認定する"]
    assert break_lines(clauses, MINCHO, 30, 0) == [
        "上記の者は　認定要領に基づき",
        "レベル１　デジタル推進リーダー人材として認定する",
    ]


def test_a_clause_too_long_for_a_line_breaks_at_its_own_gap_first() -> None:
    clauses = ["ウォルフェシュレーゲル　ヨハネスクリソストムス"]
    assert break_lines(clauses, MINCHO, 15, 0) == [
        "ウォルフェシュレーゲル",
        "ヨハネスクリソストムス",
    ]


@pytest.mark.parametrize("width", range(3, 24))
def test_no_line_begins_with_a_particle_or_a_closing_mark(width: int) -> None:
    text = "職員は窓口へ出向き書類を出すこと、ただし一部は除く。データーを"
    lines = break_lines([text], MINCHO, width, 0)
    assert "".join(lines) == text
    assert not any(line[0] in "はへを、。ー" for line in lines)


def test_sizes_follow_the_order_of_importance(template: Template) -> None:
    sizes = {box.key: box.size for box in template.boxes}
    assert sizes["heading"] > sizes["name"] > sizes["giver"] >= sizes["body"] > sizes["date"]


def test_a_short_name_is_spread_and_a_long_one_is_shrunk(template: Template) -> None:
    (box,) = [box for box in template.boxes if box.key == "name"]
    assert fit_text(("林　一",), box).spacing > box.spacing
    shrunk = fit_text(("長" * 20,), box)
    assert box.smallest < shrunk.size < box.size
    assert len(shrunk.lines) == 1


def test_a_very_long_name_is_broken_and_stays_in_its_box(template: Template) -> None:
    (box,) = [box for box in template.boxes if box.key == "name"]
    setting = fit_text(("あ" * 200,), box)
    assert not setting.fits
    height = setting.size * (1 + (len(setting.lines) - 1) * setting.leading)
    assert height <= box.height * 72 / 25.4
    assert sum(line.letters for line in setting.lines) == 200


def test_all_boxes_stand_inside_the_frame(template: Template) -> None:
    inset = max(frame.inset for frame in template.frames)
    for box in template.boxes:
        assert inset < box.x < box.x + box.width < template.width - inset
        assert inset < box.y < box.y + box.height < template.height - inset


def test_a_file_that_is_no_template_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "壊れた様式.toml"
    path.write_text("name = ", encoding="utf-8")
    with pytest.raises(UserError, match="様式ファイル「壊れた様式"):
        read_template(path)


def test_a_template_is_data(template: Template) -> None:
    assert replace(template, name="写し") != template
    assert load_template() == template
