"""配布: the files of an inquiry written into a folder, beside the window's thread."""

from __future__ import annotations

from pathlib import Path

from dxdesk.exports import bundles
from dxdesk.exports.bundles import Sent
from dxdesk.models.inquiries.inquiries import Inquiry
from dxdesk.ui.jobs import Job, Progress
from dxdesk.ui.workplace import Workplace

TITLE = "配布するフォルダーを選ぶ"


def ask_and_send(place: Workplace, inquiry: Inquiry) -> None:
    """Ask for a folder, and write everything of the inquiry into it."""
    place.messages.ask_folder(TITLE, lambda folder: send(place, inquiry, folder))


def send(place: Workplace, inquiry: Inquiry, folder: Path) -> None:
    """Write everything; 中止 leaves whole files only, and nothing marked as sent."""
    far = [0, 0]

    def work(progress: Progress) -> Sent:
        def tell(done: int, total: int, text: str) -> None:
            far[:] = done, total
            progress(done, total, text)

        return bundles.send(place.desk, inquiry.id, folder, tell)

    def done(sent: Sent) -> None:
        place.news.said.emit(f"「{sent.folder.name}」に{sent.packets:,}件を書き出しました")
        place.news.changed.emit()
        place.messages.tell("配布", _said(sent))

    def stopped() -> None:
        place.messages.tell("配布の中止", bundles.stopped_words(*far))

    # In a line for reading: whoever saves something meanwhile need not wait for the last file.
    place.jobs.run(
        Job(f"「{inquiry.title}」を書き出しています", work, done, place.tell, stopped=stopped)
    )


def _said(sent: Sent) -> str:
    lines = [
        f"回答ファイル{sent.packets:,}件と、部局ごとの送付文・取りまとめ表を書き出しました。",
        f"「{sent.folder}」",
    ]
    if sent.unplaced:
        lines.append(
            f"基準日に所属がないため書き出せなかった回答ファイルが{sent.unplaced:,}件あります。"
        )
    return "\n".join(lines)
