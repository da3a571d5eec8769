"""庁内の取り決め: what papers say of the office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxdesk.models import settings
from dxdesk.models.desk import Desk
from dxdesk.ui.main_window import MainWindow
from dxdesk.ui.pages.office_settings import OfficeCard
from dxdesk.ui.pages.settings import SettingsPage

Settle = Callable[[], None]


@pytest.fixture
def card(window: MainWindow, settle: Settle) -> OfficeCard:
    window.show_page("settings")
    settle()
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page.office


def test_the_giver_of_certificates_is_registered_and_can_be_undone(
    card: OfficeCard, sample: Desk, settle: Settle
) -> None:
    before = settings.get(sample, settings.GIVER)
    card.form.show_texts({"giver": "見本県知事　北　一郎"})
    card.register()
    settle()

    assert settings.get(sample, settings.GIVER) == "見本県知事　北　一郎"
    assert sample.history()[0].title == "設定の変更（証書の名義）"
    sample.undo(sample.last_action())
    assert settings.get(sample, settings.GIVER) == before


def test_nothing_is_registered_where_nothing_was_typed(card: OfficeCard, sample: Desk) -> None:
    before = sample.last_action()
    card.register()

    assert sample.last_action() == before
    assert not card.button.isEnabled()


def test_what_is_being_typed_stays_when_somebody_else_writes(card: OfficeCard) -> None:
    card.form.show_texts({"office": "総務部人事課"})
    card.refresh()

    assert card.form.texts()["office"] == "総務部人事課"


def test_the_text_of_letters_is_registered(
    card: OfficeCard, window: MainWindow, sample: Desk, settle: Settle
) -> None:
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.letters.form.show_texts({"sending_text": "{件名}を送ります。\n{期限}までに。"})
    page.letters.register()
    settle()

    assert settings.get(sample, settings.SENDING_TEXT) == "{件名}を送ります。\n{期限}までに。"
    assert sample.history()[0].title == "設定の変更（送付文の本文）"
