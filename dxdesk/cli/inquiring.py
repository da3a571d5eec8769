"""``inquire`` and ``send``: an inquiry from a preset, and its files for each bureau."""

from __future__ import annotations

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from dxdesk.cli.opening import open_desk
from dxdesk.cli.saying import complain, remark, say, say_json
from dxdesk.errors import UserError
from dxdesk.exports import bundles
from dxdesk.models import acts, wareki
from dxdesk.models.assessment import audiences
from dxdesk.models.inquiries import inquiries, packets, presets
from dxdesk.models.inquiries.inquiries import Draft
from dxdesk.models.plan import editions

if TYPE_CHECKING:
    from dxdesk.models.store import Reads

FILE_PASSWORD = "DXDESK_INQUIRY_PASSWORD"
MODES = {"unit": presets.BY_UNIT, "both": presets.BY_PERSON_AND_HEAD, "person": presets.BY_PERSON}


def prepare(given: Namespace) -> int:
    """Prepare an inquiry from a preset."""
    with open_desk(given.desk) as desk:
        draft = _draft(desk, given)
        asked = audiences.asked(desk, _whom(given), given.fiscal_year, given.as_of)
        title = f"{acts.PREPARE_INQUIRY.title}（{draft.title}）"
        with desk.action(acts.PREPARE_INQUIRY, title) as action:
            inquiry_id = inquiries.prepare(action, draft, asked)
        files = packets.packets(desk, inquiry_id)
    people = sum(packet.asked for packet in files)
    if given.json:
        say_json({"inquiry": inquiry_id, "files": len(files), "people": people})
    else:
        say(
            f"「{draft.title}」（照会 {inquiry_id}）を準備しました。"
            f"対象は{people:,}人、回答ファイルは{len(files):,}件です。"
        )
    return 0


def _draft(reads: Reads, given: Namespace) -> Draft:
    preset = presets.BY_KEY[given.preset]
    year = wareki.fiscal_year_name(given.fiscal_year)
    about_sheets = preset is presets.SHEET
    return Draft(
        given.fiscal_year,
        given.title or f"{year}{preset.title}",
        preset.key,
        MODES[given.mode] if given.mode else preset.mode,
        audiences.BY_KEY[_whom(given)].title,
        given.as_of,
        given.deadline,
        preset.purpose,
        given.document or "",
        questions=preset.questions,
        edition_id=editions.in_force(reads, given.as_of).id if about_sheets else None,
        password=_file_password() if given.with_password else "",
    )


def _whom(given: Namespace) -> str:
    return given.whom or presets.BY_KEY[given.preset].whom


def _file_password() -> str:
    """The password of the files; never an argument, which others on the PC could read.

    Raises:
        UserError: it is not set.
    """
    given = os.environ.get(FILE_PASSWORD, "")
    if not given:
        raise UserError(
            f"回答ファイルのパスワードがありません。環境変数 {FILE_PASSWORD} に設定してください。",
            "password",
        )
    return given


def send(given: Namespace) -> int:
    """Write the files of an inquiry, and mark it as sent."""
    far = [0, 0]

    def tell(done: int, total: int, _text: str) -> None:
        far[:] = done, total

    with open_desk(given.desk) as desk:
        try:
            sent = bundles.send(desk, given.inquiry, given.out.resolve(), tell)
        except KeyboardInterrupt:
            complain(bundles.stopped_words(*far))
            return 1
    if given.json:
        say_json(
            {
                "inquiry": given.inquiry, "folder": str(sent.folder), "files": sent.files,
                "packets": sent.packets, "unplaced": sent.unplaced,
            }
        )  # fmt: skip
    else:
        say(f"回答ファイル{sent.packets:,}件と、部局ごとの送付文・取りまとめ表を書き出しました。")
        say(f"「{sent.folder}」")
    if sent.unplaced:
        remark(
            [f"基準日に所属がないため書き出せなかった回答ファイルが{sent.unplaced:,}件あります。"]
        )
    return 0
