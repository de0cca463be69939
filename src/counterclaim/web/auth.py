"""Who may do what: users in a file, passwords by argon2, sessions, tokens against forged forms, API tokens.

    users.json (0600): {"users": {NAME: {"role", "password", "tokens": [{"name", "digest", "scope", "ends"}]}}}

Without users there is one, the person at this machine, and the pages listen on this machine alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counterclaim.errors import SettingError

ROLES = ("reader", "analyst", "admin")
SCOPES = ("read", "write")
SESSION_SECONDS = 12 * 3600
TOKEN_DAYS = 90
_TRIES, _TRY_SECONDS = 5, 300
_NONCE = 16
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class User:
    """Somebody signed in. `scope` is what this sign-in may do; `session` is empty for API tokens."""

    name: str
    role: str
    scope: str = "write"
    session: str = ""

    @property
    def writes(self) -> bool:
        """Whether decisions may be taken."""
        return self.role in {"analyst", "admin"} and self.scope == "write"

    @property
    def rules(self) -> bool:
        """Whether sources and addresses to send to may be added and taken away."""
        return self.role == "admin" and self.scope == "write"


@dataclass(slots=True)
class _Session:
    user: str
    ends: float
    password: str
    """As the file keeps it: a session ends when another password is given."""


@dataclass(slots=True)
class Users:
    """The users of a file, and who of them is signed in. `alone`: no file, the person at this machine is the user."""

    path: Path
    alone: str | None = None
    _sessions: dict[str, _Session] = field(default_factory=dict)
    _tries: dict[str, list[float]] = field(default_factory=dict)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def known(self) -> dict[str, Any]:
        """The users of the file by name; raises SettingError where it is none."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))["users"] if self.path.exists() else {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingError(f"{self.path}: no file of users ({error})") from None
        if not isinstance(found, dict):
            raise SettingError(f"{self.path}: no file of users")
        return found

    def add(self, name: str, role: str, password: str) -> None:
        """Add a user, or give one another role and password."""
        from argon2 import PasswordHasher  # noqa: PLC0415 (only where passwords are)

        if role not in ROLES:
            raise SettingError(f"role {role!r}: one of {', '.join(ROLES)} was expected")
        if not name.strip() or len(password) < 8:
            raise SettingError("a user needs a name and a password of 8 characters or more")
        users = self.known()
        held = users.get(name, {})
        users[name] = {"role": role, "password": PasswordHasher().hash(password), "tokens": held.get("tokens", [])}
        self._write(users)

    def token(self, name: str, label: str, scope: str, days: int = TOKEN_DAYS) -> str:
        """A new API token of a user, told once and kept as its digest; it holds for so many days, 0 for without end."""
        users = self.known()
        if name not in users or scope not in SCOPES:
            raise SettingError(f"{name}: no such user, or {scope!r} is none of {', '.join(SCOPES)}")
        if days < 0:
            raise SettingError(f"{days} days: 1 or more were expected, or 0 for a token without end")
        made = f"cc_{secrets.token_urlsafe(32)}"
        kept = {"name": label, "digest": _digest(made), "scope": scope}
        if days:
            kept["ends"] = datetime.fromtimestamp(time.time() + days * _DAY, UTC).isoformat(timespec="seconds")
        users[name]["tokens"] = [*users[name].get("tokens", []), kept]
        self._write(users)
        return made

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """A new session for the right password; None for a wrong one, or after too many tries."""
        from argon2 import PasswordHasher  # noqa: PLC0415
        from argon2.exceptions import Argon2Error, InvalidHashError  # noqa: PLC0415

        now = time.time()
        keys = (f"name {name}", f"address {address}")
        if self.stopped(name, address):
            return None
        held = self.known().get(name)
        hasher = PasswordHasher()
        try:
            hasher.verify(held["password"] if held else hasher.hash(secrets.token_hex()), password)
        except (Argon2Error, InvalidHashError):
            for key in keys:
                self._tries.setdefault(key, []).append(now)
            return None
        made = secrets.token_urlsafe(32)
        self._sessions = {key: each for key, each in self._sessions.items() if each.ends > now}
        self._sessions[_digest(made)] = _Session(name, now + SESSION_SECONDS, held["password"] if held else "")
        return made

    def stopped(self, name: str, address: str) -> bool:
        """Whether too many wrong passwords were tried for a name or from an address."""
        now = time.time()
        return any(len(self._recent(key, now)) >= _TRIES for key in (f"name {name}", f"address {address}"))

    def sign_out(self, session: str) -> None:
        """End a session."""
        self._sessions.pop(_digest(session), None)

    def of_session(self, session: str | None) -> User | None:
        """Who is signed in by this cookie."""
        if self.alone is not None:
            return User(self.alone, "admin", session="alone")
        held = self._sessions.get(_digest(session)) if session else None
        if held is None or held.ends < time.time():
            return None
        user = self.known().get(held.user)
        if user is None or user["password"] != held.password:
            return None
        return User(held.user, user["role"], session=session or "")

    def of_token(self, token: str) -> User | None:
        """Whose API token it is; None for one that is nobody's or has ended."""
        found = self._held(token)
        return found[0] if found and not _is_over(found[1]) else None

    def ended(self, token: str) -> str | None:
        """The moment at which somebody's API token ended, None while it holds and for what is no token."""
        found = self._held(token)
        return found[1] if found and _is_over(found[1]) else None

    def _held(self, token: str) -> tuple[User, str | None] | None:
        """Whose token it is, ended or not, and when it ends."""
        digest = _digest(token)
        for name, user in self.known().items():
            for each in user.get("tokens", []):
                if hmac.compare_digest(each["digest"], digest):
                    return User(name, user["role"], each["scope"]), each.get("ends")
        return None

    def form_token(self, session: str) -> str:
        """What a form of this session carries; another one each time, so that compression tells nothing of it."""
        nonce = secrets.token_hex(_NONCE)
        return f"{nonce}.{self._sign(session, nonce)}"

    def form_is_ours(self, session: str, token: str) -> bool:
        """Whether a form was made for this session."""
        nonce, _, signature = token.partition(".")
        return hmac.compare_digest(signature.encode(), self._sign(session, nonce).encode())

    def _sign(self, session: str, nonce: str) -> str:
        return hmac.new(self._secret, f"{session}\x1f{nonce}".encode(), hashlib.sha256).hexdigest()

    def _recent(self, key: str, now: float) -> list[float]:
        self._tries[key] = [at for at in self._tries.get(key, []) if at > now - _TRY_SECONDS]
        return self._tries[key]

    def _write(self, users: dict[str, Any]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump({"users": users}, out, ensure_ascii=False, indent=1)
        temporary.replace(self.path)


def _is_over(ends: str | None) -> bool:
    """Whether a moment of a token has come; what is no moment ends it too."""
    try:
        return ends is not None and datetime.fromisoformat(ends).timestamp() <= time.time()
    except (ValueError, TypeError):
        return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
