"""Settings as they come from the environment."""

import pytest
from pydantic import ValidationError

from services.settings import Settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in ("DATABASE_URL", "PARTNERSHIPS_PUBLIC_URL", "PARTNERSHIPS_POSTGRES_BIN_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_every_usual_postgresql_address_names_the_installed_driver(monkeypatch, scheme):
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://user:word@db.example/name?ssl=require")

    assert Settings().database_url == "postgresql+asyncpg://user:word@db.example/name?ssl=require"


@pytest.mark.parametrize("address", ["sqlite:///file", "mysql://db.example/name", "db.example"])
def test_another_database_is_refused(address):
    with pytest.raises(ValidationError, match="must be a postgresql:// address"):
        Settings(database_url=address)


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")

    assert Settings().database_url is None


def test_a_public_https_address_makes_cookies_secure_and_its_host_accepted():
    settings = Settings(public_url="https://partnerships.example.gov/")

    assert settings.public_url == "https://partnerships.example.gov"
    assert settings.secure_cookies is True
    assert settings.allowed_hosts == ("partnerships.example.gov", "localhost", "127.0.0.1")


def test_what_is_set_wins_over_what_the_public_address_implies(monkeypatch):
    monkeypatch.setenv("PARTNERSHIPS_PUBLIC_URL", "https://partnerships.example.gov")
    monkeypatch.setenv("PARTNERSHIPS_ALLOWED_HOSTS", "one.example, two.example,")
    monkeypatch.setenv("PARTNERSHIPS_SECURE_COOKIES", "false")
    settings = Settings()

    assert settings.allowed_hosts == ("one.example", "two.example")
    assert settings.secure_cookies is False


def test_without_a_public_address_only_local_names_are_accepted():
    settings = Settings()

    assert settings.allowed_hosts == ("localhost", "127.0.0.1")
    assert settings.secure_cookies is False


@pytest.mark.parametrize("address", ["partnerships.example.gov", "ftp://example.gov", "https://"])
def test_a_public_address_must_be_one(address):
    with pytest.raises(ValidationError, match="must be an http"):
        Settings(public_url=address)


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1
