"""Is a desk sound? Integrity of the store, the chain, the register and the keys; and of its surroundings."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dxdesk import paths
from dxdesk.models import backup, keys, migrations
from dxdesk.models.chain import DIGEST_BYTES
from dxdesk.models.desk import Desk
from dxdesk.models.journal import content_of, image_triggers
from dxdesk.models.register import numbers
from dxdesk.models.schema import JOURNALED, Table
from dxdesk.models.store import file_system_of

BACKUP_DAYS = 7
FREE_BYTES = 500_000_000
_ROWS_NAMED = 5


@dataclass(frozen=True)
class TableDigest:
    """How many rows a table has, and the SHA-256 over its sorted rows."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Verification:
    """What ``verify`` found.

    Args:
        problems: Japanese sentences; none where the desk is sound.
        erased: contents that were erased lawfully, their digests kept.
        tables: the tables that undo gives back.
    """

    problems: tuple[str, ...]
    last_action: int
    head: str
    erased: int
    tables: dict[str, TableDigest]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True)
class Finding:
    """One line of ``doctor``."""

    ok: bool
    text: str


def verify(desk: Desk) -> Verification:
    """Check everything that can be checked from inside a desk."""
    chain = desk.walk_chain()
    problems = [
        *_check_integrity(desk),
        *chain.problems,
        *_check_triggers(desk),
        *_check_rows(desk),
        *_check_scans(desk),
        *_check_register(desk),
        *_check_keys(desk),
    ]
    tables = {table.name: digest_table(desk, table) for table in JOURNALED}
    return Verification(tuple(problems), chain.last_action, chain.head, chain.erased, tables)


def compare_head(desk: Desk, action_id: int, head: str) -> str:
    """Compare a printed head with the record.

    Returns:
        What is wrong, in Japanese; empty where they agree.
    """
    rows = desk.rows("SELECT head FROM action WHERE id = ?", (action_id,))
    if not rows:
        return f"操作{action_id}が記録にありません。記録の終わりが切り取られたおそれがあります。"
    if rows[0]["head"] != head:
        return f"操作{action_id}の値が、印刷されたものと違います。記録が書き換えられたおそれがあります。"
    return ""


def digest_table(desk: Desk, table: Table) -> TableDigest:
    """A digest over a table's rows in the order of their ids."""
    rows = desk.rows(f"SELECT {', '.join(table.columns)} FROM {table.name} ORDER BY id")
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(list(row), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return TableDigest(len(rows), digest.hexdigest())


def _check_integrity(desk: Desk) -> Iterator[str]:
    for (text,) in desk.rows("PRAGMA integrity_check"):
        if text != "ok":
            yield f"業務データの内部に誤りがあります（{text}）。バックアップから復元してください。"
    broken = desk.rows("PRAGMA foreign_key_check")
    if broken:
        yield f"相手のない行が{len(broken)}件あります（{broken[0]['table']}など）。"
    if desk.value("SELECT count(*) FROM open_action"):
        yield "終わっていない操作が残っています。"


def _check_triggers(desk: Desk) -> Iterator[str]:
    sql = "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
    present = {str(row["sql"]) for row in desk.rows(sql)}
    for table in JOURNALED:
        if not set(image_triggers(table)) <= present:
            yield f"表「{table.name}」の記録の仕組みが外されているか、書き換えられています。"


def _check_rows(desk: Desk) -> Iterator[str]:
    """Whether every row is as the record left it: somebody could have written while it was off."""
    for table in JOURNALED:
        bent = _unrecorded_rows(desk, table)
        if bent:
            rows = "、".join(map(str, bent[:_ROWS_NAMED]))
            more = f"など{len(bent):,}行" if len(bent) > _ROWS_NAMED else ""
            yield f"表「{table.name}」の内容が、記録と違います（行{rows}{more}）。記録を残さずに変えられたおそれがあります。"


def _unrecorded_rows(desk: Desk, table: Table) -> list[int]:
    """The ids of rows that are not as their newest image says; erased images say nothing."""
    now = content_of(table, "present")
    newest = (
        "SELECT id FROM image WHERE table_name = :table AND row_id = {} ORDER BY id DESC LIMIT 1"
    )
    differing = desk.rows(
        f"SELECT present.id, {now} AS now, image.after AS recorded FROM {table.name} AS present"
        f" LEFT JOIN image ON image.id = ({newest.format('present.id')})"
        f" WHERE image.after IS NOT {now} AND length(image.seal) IS NOT {DIGEST_BYTES}",
        {"table": table.name},
    )
    gone = desk.rows(
        "SELECT DISTINCT row_id FROM image AS one WHERE table_name = :table"
        f" AND row_id NOT IN (SELECT id FROM {table.name})"
        f" AND (SELECT after FROM image WHERE id = ({newest.format('one.row_id')})) IS NOT NULL",
        {"table": table.name},
    )
    bent = [row["id"] for row in differing if not _holds(row["now"], row["recorded"])]
    return sorted([*bent, *(row["row_id"] for row in gone)])


def _holds(now: str, recorded: str | None) -> bool:
    """Whether a row still holds an image of it; a newer schema may have given the row more columns."""
    return recorded is not None and json.loads(recorded).items() <= json.loads(now).items()


def _check_scans(desk: Desk) -> Iterator[str]:
    """Whether the bytes of every scan are there, and are what was taken in; one at a time."""
    for name, sha256 in desk.rows("SELECT min(name), sha256 FROM attachment GROUP BY sha256"):
        held = desk.rows("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,))
        if not held or hashlib.sha256(held[0][0] or b"").hexdigest() != sha256:
            yield f"写し「{name}」の内容が失われているか、書き換えられています。"


def _check_register(desk: Desk) -> Iterator[str]:
    for row in desk.rows(
        "SELECT number.text FROM certification JOIN number ON number.id = certification.number_id"
        " WHERE number.void_reason <> ''"
    ):
        yield f"{row['text']}は欠番なのに、認定に使われています。"
    for row in desk.rows("SELECT text FROM number GROUP BY series_id, text HAVING count(*) > 1"):
        yield f"{row['text']}が二度払い出されています。"
    for row in desk.rows(
        "SELECT text FROM number WHERE void_reason = ''"
        " AND id NOT IN (SELECT number_id FROM certification)"
    ):
        yield f"{row['text']}は払い出されましたが、認定も欠番の理由もありません。"
    for row in desk.rows(
        "SELECT series_id, fiscal_year, max(number) - min(number) + 1 - count(*) AS missing"
        " FROM number GROUP BY series_id, fiscal_year HAVING missing > 0"
    ):
        yield f"認定番号に、理由の記されていない抜けが{row['missing']}件あります。"


def _check_keys(desk: Desk) -> Iterator[str]:
    key_file = keys.load_keys(desk.path / "keys.json")
    if key_file.desk_id != desk.id:
        yield "鍵のファイル（keys.json）が別の業務データのものです。"
    slots = {slot.account_id for slot in key_file.slots if slot.kind == keys.ACCOUNT}
    active = {row["id"] for row in desk.rows("SELECT id FROM account WHERE active = 1")}
    for account_id in sorted(active - slots):
        yield f"利用者{account_id}の鍵がありません。この利用者は開くことができません。"
    for account_id in sorted(slots - active):
        yield f"使われていない鍵（利用者{account_id}）が残っています。"
    if not any(slot.kind == keys.RECOVERY for slot in key_file.slots):
        yield "回復キーがありません。"


def doctor(desk: Desk) -> list[Finding]:
    """Look at what a desk stands on: folder, disk, backups, numbering, resources."""
    return [check(desk) for check in _CHECKS]


def _check_folder(desk: Desk) -> Finding:
    kind = file_system_of(desk.path)
    mode = (
        "書き込みログ（WAL）" if desk.store.wal else "ロールバックジャーナル（共有フォルダー向け）"
    )
    if desk.read_only:
        return Finding(False, f"フォルダーに書き込めません。読み取り専用で開いています（{kind}）。")
    return Finding(True, f"フォルダーに書き込めます（{kind}、{mode}）。")


def _check_disk(desk: Desk) -> Finding:
    free = shutil.disk_usage(desk.path).free
    text = f"ディスクの空きは{free // 1_000_000:,}MBです。"
    return Finding(free >= FREE_BYTES, text)


def _check_schema(desk: Desk) -> Finding:
    if migrations.is_current(desk):
        return Finding(True, "業務データの形式は、この版に合っています。")
    return Finding(False, "業務データの形式が、この版に合っていません。")


def _check_backups(desk: Desk) -> Finding:
    found = backup.list_backups(desk.path / "backups")
    if not found:
        return Finding(False, "バックアップがありません。「backup」で作ってください。")
    days = (desk.now() - found[-1].made_at).days
    text = f"最新のバックアップは{days}日前のもの（{found[-1].path.name}）です。全部で{len(found)}個あります。"
    return Finding(days <= BACKUP_DAYS, text)


def _check_numbering(desk: Desk) -> Finding:
    stopped = numbers.why_stopped(desk)
    return Finding(not stopped, stopped or "認定番号を払い出せます。")


def _check_others(desk: Desk) -> Finding:
    machines = "、".join(sorted({one.machine for one in desk.others()}))
    return Finding(True, f"ほかに開いているPC：{machines or 'なし'}。")


def _check_resources(desk: Desk) -> Finding:
    del desk
    missing = [
        name
        for name in ("fonts", "plans", "templates", "samples", "icons")
        if not (paths.resource_root() / name).is_dir()
    ]
    if missing:
        return Finding(
            False, f"同梱の資料が足りません（{'、'.join(missing)}）。入れ直してください。"
        )
    return Finding(True, "同梱のフォントと様式はそろっています。")


_CHECKS: tuple[Callable[[Desk], Finding], ...] = (
    _check_folder,
    _check_disk,
    _check_schema,
    _check_backups,
    _check_numbering,
    _check_others,
    _check_resources,
)
