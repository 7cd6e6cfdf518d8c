"""What somebody typed and kept nowhere yet, sealed beside the store under its key, a file a user.

It is no part of the record: it is there to be found again after a lock or a loss of power, and goes with the
words it holds.
"""

import json
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pharmreview.domain.errors import PharmReviewError, VaultProblem

_NONCE = 12


def leave(
    folder: Path,
    user_id: str,
    key: bytes,
    words: dict[str, str],
    write_whole: Callable[[Path, bytes, type[PharmReviewError]], None],
) -> None:
    """Write a user's words by their places, sealed and whole; no file stays where there are none."""
    path = _path(folder, user_id)
    if not words:
        path.unlink(missing_ok=True)
        return
    nonce = secrets.token_bytes(_NONCE)
    plain = json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass")
    write_whole(path, nonce + AESGCM(_derived(key)).encrypt(nonce, plain, user_id.encode()), VaultProblem)


def left(folder: Path, user_id: str, key: bytes) -> dict[str, str]:
    """A user's words, none where none were left. Raises VaultProblem where they cannot be read."""
    try:
        content = _path(folder, user_id).read_bytes()
        plain = AESGCM(_derived(key)).decrypt(content[:_NONCE], content[_NONCE:], user_id.encode())
        found = json.loads(plain.decode("utf-8", "surrogatepass"))
        return {str(place): str(words) for place, words in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, InvalidTag, ValueError) as error:
        raise VaultProblem(
            "What you had half typed cannot be read.",
            "Everything that was kept is there; type those words again.",
            type(error).__name__,
            code="vault.half-typed",
        ) from error


def _path(folder: Path, user_id: str) -> Path:
    return folder / f"half-typed-{user_id}.sealed"


def _derived(key: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"pharmreview half typed").derive(key)
