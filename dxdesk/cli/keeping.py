"""Making and keeping a desk: new, history, undo, backup, restore, doctor, verify."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path

from dxdesk.cli.opening import FIRST_ACCOUNT_NAME, account_name, clock, new_password, open_desk
from dxdesk.cli.saying import complain, remark, say, say_json
from dxdesk.errors import UserError
from dxdesk.models.desk import Desk


def make_desk(given: Namespace) -> int:
    """Make a desk; the recovery key is shown once, on standard error."""
    from dxdesk.models import accounts

    path: Path = given.desk.resolve()
    made = accounts.create_desk(
        path, account_name() or FIRST_ACCOUNT_NAME, new_password(), clock=clock
    )
    try:
        if given.plan:
            _take_plan(made.desk, given.plan)
    except BaseException:
        made.desk.close(with_backup=False)
        shutil.rmtree(path)  # made a moment ago, by this command; nobody has seen its key
        raise
    name = made.desk.account_name
    made.desk.close()
    say(f"業務データ「{path}」を作りました。利用者は「{name}」です。")
    complain(f"回復キー：{made.recovery_key}")
    complain(
        "パスワードを忘れたときに使います。表示はこの一度だけです。書き留めて保管してください。"
    )
    return 0


def _take_plan(desk: Desk, path: Path) -> None:
    from dxdesk.imports import proposal as proposals
    from dxdesk.imports.kinds import KINDS

    proposal = proposals.propose(desk, KINDS["plan"], path)
    proposals.apply(desk, proposal)
    remark(proposal.remarks)
    say(f"計画「{path.name}」を取り込みました。")


def show_history(given: Namespace) -> int:
    """Show the record, newest first."""
    with open_desk(given.desk) as desk:
        entries = desk.history()
    if given.json:
        lines = [
            {
                "id": entry.id,
                "act": entry.act,
                "kind": entry.kind.value,
                "title": entry.title,
                "account": entry.account,
                "at": entry.at.isoformat(),
                "subject": entry.subject,
                "undone": entry.undone,
                "why_not": entry.why_not,
            }
            for entry in entries
        ]
        say_json({"actions": lines})
        return 0
    for entry in entries:
        state = "　（元に戻し済み）" if entry.undone else ""
        say(f"{entry.id:>6}　{entry.at:%Y-%m-%d %H:%M}　{entry.account}　{entry.title}{state}")
    return 0


def undo(given: Namespace) -> int:
    """Undo one action, or everything from it on."""
    with open_desk(given.desk) as desk:
        _check_known(desk, given.action)
        everything = getattr(given, "from")
        action = desk.undo_from(given.action) if everything else desk.undo(given.action)
        title = desk.history(1)[0].title
    if given.json:
        say_json({"action": action})
    else:
        say(f"{title}（操作{action}）")
    return 0


def _check_known(desk: Desk, action_id: int) -> None:
    if not 1 <= action_id <= desk.last_action():
        raise UserError(
            f"操作{action_id}はありません。history で操作の番号を確かめてください。", "action"
        )


def back_up(given: Namespace) -> int:
    """Make a verified backup."""
    with open_desk(given.desk) as desk:
        path = desk.backup("手動", given.to.resolve() if given.to else None)
    say(f"バックアップ「{path}」を作り、開いて確かめました。")
    return 0


def restore(given: Namespace) -> int:
    """Make a desk from a backup."""
    from dxdesk.models import backup

    backup.restore(given.backup.resolve(), given.to.resolve())
    say(f"業務データ「{given.to}」を復元しました。")
    complain(
        "認定番号を払い出したことがある場合、番号の払い出しは止まっています。"
        "使われた最大の番号を台帳や認定証の控えで確かめ、numbers で入力してください。"
    )
    return 0


def doctor(given: Namespace) -> int:
    """Look at what a desk stands on."""
    from dxdesk.models import verification

    with open_desk(given.desk) as desk:
        findings = verification.doctor(desk)
    ok = all(finding.ok for finding in findings)
    if given.json:
        lines = [{"ok": finding.ok, "text": finding.text} for finding in findings]
        say_json({"ok": ok, "findings": lines})
    for finding in findings:
        if not finding.ok:
            complain(f"×　{finding.text}")
        elif not given.json:
            say(f"○　{finding.text}")
    return 0 if ok else 1


def verify(given: Namespace) -> int:
    """Check integrity, chain, register and keys."""
    from dxdesk.models import verification

    expected = _read_expected(given)
    with open_desk(given.desk) as desk:
        found = verification.verify(desk)
        problems = list(found.problems)
        if expected:
            problems += filter(None, [verification.compare_head(desk, *expected)])
    if given.json:
        tables = {
            name: {"rows": digest.rows, "sha256": digest.sha256}
            for name, digest in found.tables.items()
        }
        say_json(
            {
                "ok": not problems,
                "problems": problems,
                "last_action": found.last_action,
                "head": found.head,
                "tables": tables,
            }
        )
    elif not problems:
        rows = sum(digest.rows for digest in found.tables.values())
        say(f"誤りはありません（{len(found.tables)}表、{rows:,}行）。")
    if not given.json:
        say(f"最後の操作と値　{found.last_action}:{found.head}")
    if not given.json and found.erased:
        say(f"消去済み　{found.erased:,}件")
    for problem in problems:
        complain(problem)
    return 1 if problems else 0


def _read_expected(given: Namespace) -> tuple[int, str] | None:
    if given.expect is None:
        return None
    number, _, head = given.expect.partition(":")
    if not number.isdecimal() or not head:
        given.parser.refuse("--expect は、操作の番号:値 の形で指定してください。")
    return int(number), head.strip().lower()
