"""The keys beside the store: one random store key, wrapped for each user and once for a printed code.

The file holds names and wrapped keys only. A wrap is the store key under AES-256-GCM, whose key is made
from a passphrase by Argon2id; the user's id and the store's id are bound into it, so a wrap cannot be
moved to another user or another store. Changing a passphrase wraps the same key again.
"""

import secrets
import unicodedata
from pathlib import Path
from typing import Annotated

from argon2.exceptions import Argon2Error
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import Field, ValidationError

from pharmreview.domain.case import User
from pharmreview.domain.errors import InputProblem, VaultProblem
from pharmreview.domain.value import Value

VERSION = 1
KEY_BYTES = 32
SHORTEST_PASSPHRASE = 12
_RECOVERY = "recovery"
_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_GROUPS, _CODE_GROUP = 8, 4  # 160 bits
_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})

Hex = Annotated[str, Field(pattern=r"^([0-9a-f]{2})+$")]


class Cost(Value):
    """What one guess costs: Argon2id memory in KiB, passes and lanes."""

    memory_kib: int = Field(default=65536, ge=8, le=4_194_304)
    passes: int = Field(default=3, ge=1, le=64)
    lanes: int = Field(default=4, ge=1, le=64)


class Wrap(Value):
    """The store key, wrapped under one secret."""

    salt: Hex
    argon2id: Cost
    nonce: Hex
    wrapped: Hex


class Holder(Value):
    """A named user and the key wrapped for them."""

    id: str
    name: str
    role: str
    wrap: Wrap


class Keyring(Value):
    """Everything the keys file holds."""

    version: int
    store_id: str
    users: tuple[Holder, ...]
    recovery: Wrap


def prepared(passphrase: str) -> bytes:
    """The passphrase as it is hashed: the same whichever keyboard composed its accents.

    Raises InputProblem when it is shorter than twelve characters or holds what is not a character.
    """
    composed = unicodedata.normalize("NFC", passphrase)
    if len(composed) < SHORTEST_PASSPHRASE or not composed.strip():
        raise InputProblem(
            f"The passphrase is shorter than {SHORTEST_PASSPHRASE} characters.",
            "Use a longer one: several words are easy to remember.",
            code="input.passphrase",
        )
    return _encoded(composed)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


def _derived(secret: bytes, wrap_salt: bytes, cost: Cost) -> bytes:
    try:
        return hash_secret_raw(
            secret, wrap_salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except (Argon2Error, MemoryError) as error:
        raise VaultProblem(
            "There is not enough memory free to open the store.",
            "Close other programs and try again.",
            type(error).__name__,
            code="vault.memory",
        ) from error


def _bound(holder: str, store_id: str) -> bytes:
    return f"pharmreview key {VERSION}\0{store_id}\0{holder}".encode()


def wrap_key(key: bytes, secret: bytes, holder: str, store_id: str, cost: Cost) -> Wrap:
    """Wrap the store key under a secret, bound to its holder and its store."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_derived(secret, salt, cost)).encrypt(nonce, key, _bound(holder, store_id))
    return Wrap(salt=salt.hex(), argon2id=cost, nonce=nonce.hex(), wrapped=sealed.hex())


def _unwrapped(wrap: Wrap, secret: bytes, holder: str, store_id: str) -> bytes | None:
    guess = AESGCM(_derived(secret, bytes.fromhex(wrap.salt), wrap.argon2id))
    try:
        return guess.decrypt(bytes.fromhex(wrap.nonce), bytes.fromhex(wrap.wrapped), _bound(holder, store_id))
    except InvalidTag:
        return None


def _nobody(cost: Cost) -> Wrap:
    """Stands in for a user who does not exist, so that refusing one costs the same work."""
    return Wrap(salt="00" * 16, argon2id=cost, nonce="00" * 12, wrapped="00" * (KEY_BYTES + 16))


def unlocked_by(keyring: Keyring, user_id: str, passphrase: str) -> bytes:
    """The store key.

    Raises VaultProblem, with the same sentence after the same work, when the passphrase is wrong and when
    there is no such user.
    """
    holder = next((user for user in keyring.users if user.id == user_id), None)
    wrap = holder.wrap if holder else _nobody(keyring.users[0].wrap.argon2id)
    secret = _encoded(unicodedata.normalize("NFC", passphrase))
    key = _unwrapped(wrap, secret, user_id, keyring.store_id)
    if key is None or holder is None:
        raise VaultProblem(
            "The name and the passphrase do not match.",
            "Check Caps Lock and type the passphrase again.",
            code="vault.passphrase",
        )
    return key


def unlocked_by_code(keyring: Keyring, code: str) -> bytes:
    """The store key, by the printed recovery code in any spacing and case. Raises VaultProblem."""
    secret = code.upper().translate(_LIKE)
    key = _unwrapped(keyring.recovery, _encoded(secret), _RECOVERY, keyring.store_id)
    if key is None:
        raise VaultProblem(
            "The recovery code is not the one printed for this store.",
            "Check each group of four against the paper and type it again.",
            code="vault.passphrase",
        )
    return key


def new_code() -> str:
    """A recovery code to print: eight groups of four, without letters that look like digits."""
    symbols = [secrets.choice(_CODE_ALPHABET) for _ in range(_CODE_GROUPS * _CODE_GROUP)]
    return "-".join("".join(symbols[i : i + _CODE_GROUP]) for i in range(0, len(symbols), _CODE_GROUP))


def new_keyring(key: bytes, store_id: str, first: Holder, code: str, cost: Cost) -> Keyring:
    """The keys of a new store: its first user and its recovery code."""
    secret = _encoded(code.translate(_LIKE))
    recovery = wrap_key(key, secret, _RECOVERY, store_id, cost)
    return Keyring(version=VERSION, store_id=store_id, users=(first,), recovery=recovery)


def held_by(user: User, key: bytes, passphrase: str, store_id: str, cost: Cost) -> Holder:
    """A user with the store key wrapped under their passphrase. Raises InputProblem as `prepared` does."""
    wrap = wrap_key(key, prepared(passphrase), user.id, store_id, cost)
    return Holder(id=user.id, name=user.name, role=user.role, wrap=wrap)


def with_holder(keyring: Keyring, holder: Holder) -> Keyring:
    """The keys with one user added, or wrapped anew."""
    others = [user for user in keyring.users if user.id != holder.id]
    place = next((i for i, user in enumerate(keyring.users) if user.id == holder.id), len(others))
    users = (*others[:place], holder, *others[place:])
    return keyring.model_copy(update={"users": users})


def without_holder(keyring: Keyring, user_id: str) -> Keyring:
    """The keys with one user's taken away."""
    return keyring.model_copy(update={"users": tuple(u for u in keyring.users if u.id != user_id)})


def read_keyring(path: Path) -> Keyring:
    """The keys beside a store. Raises VaultProblem when they are missing, unreadable or newer."""
    try:
        keyring = Keyring.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise VaultProblem(
            f"The keys file {path.name} is missing from the folder {path.parent}.",
            "Put back the copy from the backups folder; without it the store cannot be opened.",
            code="vault.keys",
        ) from error
    except OSError as error:
        raise VaultProblem(
            f"The keys file {path.name} cannot be read.",
            "Ask whoever looks after this computer to allow it, then try again.",
            type(error).__name__,
            code="vault.keys",
        ) from error
    except ValidationError as error:
        raise VaultProblem(
            f"The keys file {path.name} is damaged or was made by a newer version.",
            "Install the newest version, or put back the copy from the backups folder.",
            code="vault.keys",
        ) from error
    if keyring.version != VERSION or not keyring.users:
        raise VaultProblem(
            f"The keys file {path.name} was made by a newer version.",
            "Install the newest version and try again; nothing has been changed.",
            code="vault.newer",
        )
    return keyring
