"""Settings of the whole program, read once by a door (API, terminal) and passed down from there."""

from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

#: Lists are written with commas (`a.example,b.example`): JSON in an environment file is easy to get wrong.
CommaSeparated = Annotated[tuple[str, ...], NoDecode]

#: Names under which a machine reaches itself: health checks, and `make run` on a laptop.
LOCAL_NAMES = ("localhost", "127.0.0.1")


class Settings(BaseSettings):
    """Immutable settings from the environment: `DATABASE_URL`, and `PARTNERSHIPS_<NAME>` for all others.

    Raises `pydantic.ValidationError` when a value does not fit. There is no module-level instance: whoever
    opens the program builds one, and a test builds its own with keyword arguments.
    """

    model_config = SettingsConfigDict(
        env_prefix="PARTNERSHIPS_", frozen=True, extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    database_url: str | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="PostgreSQL 15 or newer. Unset: an embedded PostgreSQL under `data_dir`.",
    )
    pool_size: int = Field(default=10, ge=1, le=200, description="Database connections of one process.")
    data_dir: Path = Field(default=Path("var"), description="Embedded database, receipts, local files.")
    postgres_bin_dir: Path | None = Field(
        default=None, description="Directory of `postgres` and `initdb` for the embedded database."
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    public_url: str | None = Field(
        default=None, description="Address people use, such as `https://partnerships.example.gov`."
    )
    allowed_hosts: CommaSeparated = Field(
        default=LOCAL_NAMES,
        description="Accepted `Host` names, `*` for any. Unset: local names and the host of `public_url`.",
    )
    trusted_proxies: CommaSeparated = Field(
        default=(), description="Addresses or networks whose `X-Forwarded-*` headers are believed."
    )
    cors_origins: CommaSeparated = Field(default=(), description="Other origins that may call the API.")
    secure_cookies: bool = Field(default=False, description="Unset: on when `public_url` is https.")
    session_hours: int = Field(default=12, ge=1, le=24 * 30, description="Longest life of a session.")
    requests_per_minute: int = Field(
        default=30_000,
        ge=0,
        le=10**9,
        description="Rate limit of each user and service client on this machine; 0: none. Clients may have their own.",
    )
    body_limit_bytes: int = Field(default=1024 * 1024, ge=1024, description="Largest JSON request body.")
    upload_limit_bytes: int = Field(
        default=10 * 1024 * 1024, ge=1024, le=100 * 1024 * 1024, description="Largest file that is taken."
    )
    file_store_url: str | None = Field(
        default=None,
        description="Bucket for uploaded files, such as `s3://bucket/folder`; its credentials come from `AWS_…`. "
        "Unset: the folder `files` in `data_dir`.",
    )
    clamd_host: str | None = Field(
        default=None, description="Host of a ClamAV daemon that looks at every upload. Unset: none does."
    )
    clamd_port: int = Field(default=3310, ge=1, le=65535)

    background_seconds: float = Field(
        default=10, ge=0, description="Pause between rounds of background work; 0: none in this process."
    )
    clock_file: Path | None = Field(
        default=None, description="For demonstrations: the present is the instant in this file."
    )

    smtp_host: str | None = Field(default=None, description="Mail server. Unset: no mail is sent.")
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="`tls` from the start (port 465), or `none` on a network of one's own.",
    )
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_ca_file: Path | None = Field(
        default=None,
        description="Certificates to trust instead of the machine's, for a mail server of one's own.",
    )
    mail_from: str | None = Field(
        default=None, description="Sender, such as `Police Partnerships <partnerships@example.gov>`."
    )

    webhook_networks: CommaSeparated = Field(
        default=(), description="Networks inside that webhooks may go to, besides public addresses."
    )
    webhook_http: bool = Field(default=False, description="Webhooks may go to http:// addresses: for trials.")
    webhook_ca_file: Path | None = Field(
        default=None, description="Certificates to trust instead of the machine's, for receivers inside."
    )

    api_docs: bool = Field(default=False, description="Serve a page that documents the API at /docs.")

    official_deployment: bool = Field(
        default=False, description="Shows the banner of an official government website."
    )
    frontend_dist: Path = Field(default=Path("frontend/dist"), description="The built client.")
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_json: bool = Field(default=False, description="One JSON object a line, for log collectors.")

    @field_validator("allowed_hosts", "trusted_proxies", "cors_origins", "webhook_networks", mode="before")
    @classmethod
    def _split_on_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("webhook_networks")
    @classmethod
    def _check_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network)
        return value

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, value: str | None) -> str | None:
        """Hosting providers hand out `postgres://`; SQLAlchemy wants the one installed driver named."""
        if value is None:
            return None
        scheme, separator, rest = value.partition("://")
        if not separator or scheme not in {"postgres", "postgresql", "postgresql+asyncpg"}:
            raise ValueError("must be a postgresql:// address")
        return f"postgresql+asyncpg://{rest}"

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an http:// or https:// address")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _check_mail(self) -> "Settings":
        if self.smtp_host is None:
            return self
        if "@" not in self.mail_sender_address or any(ord(c) < 32 for c in self.mail_from or ""):
            raise ValueError("mail_from must name the sender when smtp_host is set")
        if self.smtp_username is not None and self.smtp_security == "none":
            raise ValueError("smtp_username is sent over TLS only: set smtp_security to starttls or tls")
        return self

    @property
    def mail_sender_address(self) -> str:
        return parseaddr(self.mail_from or "")[1]

    @property
    def site_url(self) -> str:
        """Where links in mail lead."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @model_validator(mode="before")
    @classmethod
    def _follow_public_url(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The address people use decides two defaults: accepted `Host` names and secure cookies."""
        public_url = values.get("public_url")
        if not isinstance(public_url, str):
            return values
        parts = urlsplit(public_url)
        implied: dict[str, Any] = {"secure_cookies": parts.scheme == "https"}
        if parts.hostname:
            implied["allowed_hosts"] = (parts.hostname, *LOCAL_NAMES)
        return implied | values
