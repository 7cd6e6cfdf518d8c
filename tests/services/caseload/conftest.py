"""A caseload over a store in memory."""

import pytest

from pharmreview.domain.case import User
from pharmreview.domain.team.access import Access
from pharmreview.reference.tables import load_tables
from pharmreview.services.access import Session
from pharmreview.services.caseload.verbs import Caseload
from pharmreview.services.casework import Casework
from tests.conftest import ToldClock
from tests.fakes import FakeVault


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault(users=[User(id="user1", name="Ada", role="pharmacist", access=Access.LEAD)])


@pytest.fixture
def session(vault: FakeVault) -> Session:
    return Session(vault.users[0], vault)


@pytest.fixture
def casework(session: Session, clock: ToldClock) -> Casework:
    return Casework(session, clock)


@pytest.fixture
def caseload(session: Session, clock: ToldClock) -> Caseload:
    return Caseload(session, clock, load_tables())
