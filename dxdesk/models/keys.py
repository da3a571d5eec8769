"""Key slots: each wraps the store's key with a password, so that the password itself is kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dxdesk.errors import StoreError, Trouble, UserError
from dxdesk.models.files import replace_file, speaking_of_files

FORMAT = 1
KEY_BYTES = 32
RECOVERY = "recovery"
ACCOUNT = "account"
_RECOVERY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1: read from paper
WRONG_PASSWORD = (
    "利用者名かパスワードが違います。大文字・小文字を確かめて、もう一度入力してください。"
)
DAMAGED_KEYS = "鍵のファイル（keys.json）が壊れています。バックアップから同じ業務データの keys.json を戻してください。"


@dataclass(frozen=True)
class Cost:
    """What one guess at a password costs (argon2id); kept in the slot, so that it can grow later."""

    rounds: int = 3
    memory_kib: int = 65_536
    lanes: int = 2


DEFAULT_COST = Cost()


@dataclass(frozen=True)
class Slot:
    """One way to the store's key.

    Args:
        kind: ``account`` or ``recovery``.
        account_id: the account that it belongs to; 0 for the recovery slot.
        name_hash: finds the slot of a name without writing the name.
        cost: of one guess.
        salt, nonce, wrapped: Base64.
    """

    kind: str
    account_id: int
    name_hash: str
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True)
class KeyFile:
    """The contents of ``keys.json``."""

    desk_id: str
    slots: tuple[Slot, ...]


def new_store_key() -> bytes:
    """A fresh random key of a store."""
    return secrets.token_bytes(KEY_BYTES)


def new_recovery_key() -> str:
    """A recovery key to print: 8 groups of 5 letters (200 bits)."""
    letters = [secrets.choice(_RECOVERY_LETTERS) for _ in range(40)]
    return "-".join("".join(letters[start : start + 5]) for start in range(0, 40, 5))


def read_recovery_key(typed: str) -> str:
    """What was typed from the printed page, in the form that opens the slot."""
    return "".join(letter for letter in typed.upper() if letter in _RECOVERY_LETTERS)


def wrap(
    key_file: KeyFile,
    store_key: bytes,
    password: str,
    *,
    account_id: int = 0,
    account_name: str = "",
    cost: Cost = DEFAULT_COST,
) -> KeyFile:
    """Add a slot; without an account it is the recovery slot. A slot of the same owner is replaced."""
    kind = ACCOUNT if account_id else RECOVERY
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_derive(password, salt, cost)).encrypt(
        nonce, store_key, _bound_to(key_file.desk_id, kind, account_id)
    )
    slot = Slot(
        kind,
        account_id,
        hash_name(key_file.desk_id, account_name) if account_id else "",
        cost,
        *(base64.b64encode(part).decode() for part in (salt, nonce, wrapped)),
    )
    others = [old for old in key_file.slots if (old.kind, old.account_id) != (kind, account_id)]
    return replace(key_file, slots=(*others, slot))


def unwrap(key_file: KeyFile, slot: Slot, password: str) -> bytes:
    """The store's key.

    Raises:
        UserError: the password is wrong.
    """
    salt, nonce, wrapped = map(base64.b64decode, (slot.salt, slot.nonce, slot.wrapped))
    bound = _bound_to(key_file.desk_id, slot.kind, slot.account_id)
    try:
        return AESGCM(_derive(password, salt, slot.cost)).decrypt(nonce, wrapped, bound)
    except InvalidTag as error:
        raise UserError(WRONG_PASSWORD, "password") from error


def slot_of(key_file: KeyFile, account_name: str | None) -> Slot:
    """The slot of an account; without a name, of the only account.

    Raises:
        UserError: there is no such account, or a name is needed.
    """
    accounts = [slot for slot in key_file.slots if slot.kind == ACCOUNT]
    if account_name is None:
        if len(accounts) == 1:
            return accounts[0]
        raise UserError("利用者が複数います。利用者名を入力してください。", "account")
    wanted = hash_name(key_file.desk_id, account_name)
    for slot in accounts:
        if slot.name_hash == wanted:
            return slot
    raise UserError(WRONG_PASSWORD, "password")


def recovery_slot(key_file: KeyFile) -> Slot:
    """The slot that the printed recovery key opens.

    Raises:
        UserError: there is none.
    """
    for slot in key_file.slots:
        if slot.kind == RECOVERY:
            return slot
    raise UserError("この業務データには回復キーがありません。")


def hash_name(desk_id: str, account_name: str) -> str:
    """Tells accounts apart without writing their names into a readable file."""
    return hashlib.sha256(f"{desk_id}\0{account_name.strip()}".encode()).hexdigest()[:24]


def load_keys(path: Path) -> KeyFile:
    """Read ``keys.json``.

    Raises:
        StoreError: gone, damaged, or of a newer version.
    """
    with speaking_of_files(path):
        text = path.read_bytes()
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise StoreError(
                Trouble.NEWER_VERSION,
                "この業務データは新しい版のDX人材デスクで作られています。新しい版をお使いください。",
            )
        slots = tuple(Slot(**{**slot, "cost": Cost(**slot["cost"])}) for slot in data["slots"])
        key_file = KeyFile(data["desk_id"], slots)
        if data["check"] != _check(data):
            raise ValueError("check")
        for slot in slots:
            for part in (slot.salt, slot.nonce, slot.wrapped):
                base64.b64decode(part, validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(Trouble.DAMAGED, DAMAGED_KEYS) from error
    return key_file


def dump_keys(key_file: KeyFile) -> bytes:
    """The bytes of ``keys.json``."""
    data = {
        "format": FORMAT,
        "desk_id": key_file.desk_id,
        "slots": [asdict(slot) for slot in key_file.slots],
    }
    return json.dumps({**data, "check": _check(data)}, ensure_ascii=False, indent=1).encode()


def _check(data: dict[str, object]) -> str:
    """Tells a damaged file from a wrong password; against forging it protects nothing."""
    kept = {name: value for name, value in data.items() if name != "check"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def save_keys(path: Path, key_file: KeyFile) -> None:
    """Replace ``keys.json`` as a whole."""
    replace_file(path, dump_keys(key_file))


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        password.encode(), salt, cost.rounds, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )


def _bound_to(desk_id: str, kind: str, account_id: int) -> bytes:
    return f"dxdesk\0{desk_id}\0{kind}\0{account_id}".encode()
