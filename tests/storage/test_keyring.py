"""One random key, wrapped for each user: who gets it, who does not, and what each try costs."""

import json
import unicodedata
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from pharmreview.domain.case import User
from pharmreview.domain.errors import InputProblem, PharmReviewError, VaultProblem
from pharmreview.storage import keyring as keys
from tests.storage.filled import CHEAP, PASSPHRASE

KEY = bytes(range(32))
ADA = User(id="ada1", name="Ada", role="pharmacist")
CODE = keys.new_code()


def ring_of(cost: keys.Cost = CHEAP, passphrase: str = PASSPHRASE) -> keys.Keyring:
    return keys.new_keyring(KEY, "s1", keys.held_by(ADA, KEY, passphrase, "s1", cost), CODE, cost)


def test_that_the_passphrase_gives_the_key() -> None:
    assert keys.unlocked_by(ring_of(), "ada1", PASSPHRASE) == KEY


def test_that_the_printed_code_gives_the_key_however_it_is_typed() -> None:
    ring = ring_of()
    typed = CODE.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.unlocked_by_code(ring, CODE) == KEY
    assert keys.unlocked_by_code(ring, typed) == KEY
    with pytest.raises(VaultProblem):
        keys.unlocked_by_code(ring, keys.new_code())


def test_that_codes_differ_and_have_no_letters_that_look_like_digits() -> None:
    codes = {keys.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert not set("".join(codes)) & set("ILOU")
    assert all(len(code.replace("-", "")) == 32 for code in codes)


@pytest.mark.parametrize(
    "passphrase",
    ["twelve chars", "é" * 12, "correct horse battery staple " * 20, "смерть и налоги", "😀" * 12, " x" * 8],
)
def test_that_a_long_passphrase_in_any_letters_opens(passphrase: str) -> None:
    ring = ring_of(passphrase=unicodedata.normalize("NFD", passphrase))
    assert keys.unlocked_by(ring, "ada1", unicodedata.normalize("NFC", passphrase)) == KEY


@pytest.mark.parametrize("passphrase", ["", "elevenchars", "e\u0301" * 11, " " * 20])
def test_that_a_short_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(InputProblem) as refused:
        keys.prepared(passphrase)
    assert "12 characters" in refused.value.what


def refusal(ring: keys.Keyring, user_id: str, passphrase: str) -> PharmReviewError:
    with pytest.raises(VaultProblem) as refused:
        keys.unlocked_by(ring, user_id, passphrase)
    return refused.value


def test_that_a_wrong_passphrase_and_an_unknown_user_are_told_alike() -> None:
    ring = ring_of()
    known, unknown = refusal(ring, "ada1", "wrong passphrase"), refusal(ring, "nobody", PASSPHRASE)
    assert (known.sentence, known.code) == (unknown.sentence, unknown.code)


def test_that_an_unknown_user_costs_the_same_work() -> None:
    ring = ring_of(keys.Cost(memory_kib=32768, passes=2, lanes=1))

    def cost(user_id: str) -> float:
        begun = perf_counter()
        refusal(ring, user_id, "wrong passphrase")
        return perf_counter() - begun

    ratios = []
    for _ in range(7):
        known, unknown = cost("ada1"), cost("nobody")
        ratios.append(unknown / known)
    assert 0.5 < median(ratios) < 2


def test_that_a_guess_costs_what_was_decided() -> None:
    cost = keys.Cost()
    assert (cost.memory_kib, cost.passes, cost.lanes) == (65536, 3, 4)
    assert keys.unlocked_by(ring_of(cost), "ada1", PASSPHRASE) == KEY


def test_that_a_wrap_cannot_be_moved_to_another_user_or_store() -> None:
    ring = ring_of()
    stolen = ring.users[0].model_copy(update={"id": "eve1", "name": "Eve"})
    refusal(keys.with_holder(ring, stolen), "eve1", PASSPHRASE)
    refusal(ring.model_copy(update={"store_id": "s2"}), "ada1", PASSPHRASE)


def test_that_a_new_passphrase_leaves_the_others_as_they_were() -> None:
    ben = User(id="ben1", name="Ben", role="")
    ring = keys.with_holder(ring_of(), keys.held_by(ben, KEY, "another passphrase", "s1", CHEAP))
    after = keys.with_holder(ring, keys.held_by(ADA, KEY, "the new passphrase", "s1", CHEAP))
    assert [user.id for user in after.users] == ["ada1", "ben1"]
    assert (after.users[1], after.recovery) == (ring.users[1], ring.recovery)
    assert keys.unlocked_by(after, "ada1", "the new passphrase") == KEY
    refusal(after, "ada1", PASSPHRASE)


def test_that_the_key_and_the_passphrase_are_not_in_the_keys_file() -> None:
    text = ring_of().model_dump_json()
    for secret in (KEY.hex(), PASSPHRASE, CODE, CODE.replace("-", "")):
        assert secret not in text


def test_that_every_wrap_has_its_own_salt_and_nonce() -> None:
    wraps = [ring_of().users[0].wrap for _ in range(5)]
    assert len({wrap.salt for wrap in wraps}) == len({wrap.nonce for wrap in wraps}) == 5


def broken(change: dict[str, object], tmp_path: Path) -> str:
    path = tmp_path / "store.keys"
    path.write_text(json.dumps(json.loads(ring_of().model_dump_json()) | change), encoding="utf-8")
    with pytest.raises(VaultProblem) as refused:
        keys.read_keyring(path)
    return refused.value.sentence


def test_that_a_damaged_or_newer_keys_file_is_told(tmp_path: Path) -> None:
    told = partial(broken, tmp_path=tmp_path)
    assert "newer version" in told({"version": 2})
    assert "newer version" in told({"users": []})
    assert "damaged" in told({"surprise": 1})
    assert "damaged" in told({"store_id": 5})
    huge = json.loads(ring_of().model_dump_json())["recovery"] | {"argon2id": {"memory_kib": 10**9}}
    assert "damaged" in told({"recovery": huge})
    (tmp_path / "store.keys").write_bytes(b"\xff\xfe not json")
    with pytest.raises(VaultProblem):
        keys.read_keyring(tmp_path / "store.keys")


def test_that_a_missing_keys_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(VaultProblem) as refused:
        keys.read_keyring(tmp_path / "store.keys")
    assert "missing" in refused.value.what
