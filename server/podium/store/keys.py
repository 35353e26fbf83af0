"""The key that seals what clients carry for us, kept beside the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from podium.core.errors import StoreError
from podium.store.files import PRIVATE_FILE, guarded, make_folder, set_aside

KEY_BYTES = 32
_PATIENCE = 5.0


def load_key(database: Path) -> bytes:
    """The key of a database, at least 32 random bytes; made at the first call, the same for every server.

    A key file that is too short or cannot be read is set aside and replaced: rounds sealed with it are refused then.

    Raises:
        StoreError: the key can neither be read nor written.
    """
    path = database.with_name(f"{database.name}.key")
    key = _read(path)
    if key is not None:
        return key
    try:
        make_folder(path.parent)
        with guarded(path, _PATIENCE):
            return _read(path) or _replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"The key file {path.name} cannot be written ({reason}). Check the folder of --db.") from error


def _read(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except OSError:
        return None
    return key if len(key) >= KEY_BYTES else None


def _replace(path: Path) -> bytes:
    if path.exists() or path.is_symlink():
        set_aside(path)
    key = secrets.token_bytes(KEY_BYTES)
    draft = path.with_name(f"{path.name}.new-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(handle)
    draft.replace(path)
    return key
