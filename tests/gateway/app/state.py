"""The state of the application, in memory: accounts, sessions, results and shares."""

import asyncio
import secrets
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pydantic import MISSING, TypeAdapter, ValidationError

from app import models as m
from app.contract import CONTRACT
from app.passwords import hashed, is_password
from contract.problems import INVALID_TOKEN, TOKEN_EXPIRED, Problem
from contract.violations import Violation

# The lifetime of an access token in seconds.
ACCESS_SECONDS = 900


def now() -> str:
    """The current time, in the contract's format."""
    return instant(datetime.now(UTC))


def instant(at: datetime) -> str:
    """A time, in the contract's format."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """A new id."""
    return str(uuid.uuid4())


def default_preferences() -> m.Preferences:
    """The preferences of a new account."""
    return m.Preferences.model_validate(
        {
            "theme": "nebula",
            "language": "ko",
            "notifications": {"email": True, "push": True, "interpretations": True, "marketing": False},
        }
    )


@dataclass(eq=False)
class Account:
    """A person and their things. Results and history are sorted from new to old."""

    email: str
    name: str
    password: bytes
    id: str = field(default_factory=new_id)
    nickname: str | MISSING = MISSING
    bio: str | MISSING = MISSING
    birth_info: m.BirthInfo | MISSING = MISSING
    preferences: m.Preferences = field(default_factory=default_preferences)
    created_at: str = field(default_factory=now)
    updated_at: str = field(default_factory=now)
    results: list[m.SajuResult] = field(default_factory=list)
    history: list[m.CalculationHistoryEntry] = field(default_factory=list)

    def note(self, kind: str, result_id: str) -> None:
        """Adds an entry to the log of the person's calculations."""
        entry = m.CalculationHistoryEntry(id=new_id(), kind=kind, at=now(), resultId=result_id)
        self.history.insert(0, entry)

    def profile(self) -> m.UserProfile:
        """The person's own data, as the person sees it."""
        return m.UserProfile(
            id=self.id,
            email=self.email,
            name=self.name,
            nickname=self.nickname,
            bio=self.bio,
            birthInfo=self.birth_info,
            preferences=self.preferences,
            createdAt=self.created_at,
            updatedAt=self.updated_at,
        )

    def user(self) -> m.User:
        """The person, as shown in a session."""
        return m.User(id=self.id, email=self.email, emailVerified=False, name=self.name, createdAt=self.created_at)


@dataclass(eq=False)
class Session:
    """A session, which a sign-in starts. Each refresh token is valid once."""

    account: Account
    access: dict[str, float] = field(default_factory=dict)
    refresh: str = ""
    ended: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True)
class Caller:
    """The person whom a token authenticates, and the session."""

    account: Account
    session: Session
    expires_at: float

    @property
    def id(self) -> str:
        """The person's id."""
        return self.account.id


class State:
    """The application's state, which is also the platform for the contract's routes."""

    body_limit = 1024 * 1024

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.sessions: list[Session] = []
        # The sessions of used refresh tokens: a token that is used twice ends its session.
        self.used: dict[str, Session] = {}
        self.shares: dict[str, m.SharedSajuResult] = {}
        self.started = now()

    def register(self, email: str, password: str, name: str) -> Account:
        """Creates an account."""
        if email.lower() in self.accounts:
            raise Problem("EMAIL_TAKEN", "there is already an account with this address")
        account = Account(email, name, hashed(password))
        self.accounts[email.lower()] = account
        return account

    def sign_in(self, email: str, password: str) -> Account:
        """The account with an address and a password."""
        account = self.accounts.get(email.lower())
        if not is_password(password, account.password if account else None) or account is None:
            raise Problem("INVALID_CREDENTIALS", "the address and the password do not belong together")
        return account

    def begin(self, account: Account) -> m.AuthSession:
        """Starts a session."""
        session = Session(account)
        self.sessions.append(session)
        return self.tokens(session)

    def renew(self, refresh: str) -> m.AuthSession:
        """Returns new tokens for a refresh token."""
        if refresh in self.used:
            session = self.used[refresh]
            if session in self.sessions:
                self.end(session)
            raise Problem("REFRESH_TOKEN_REUSED", "every session that stems from it has ended: sign in again")
        for session in self.sessions:
            if secrets.compare_digest(session.refresh, refresh):
                self.used[refresh] = session
                return self.tokens(session)
        raise Problem("INVALID_REFRESH_TOKEN", "the refresh token has ended, or is not known: sign in again")

    def end(self, session: Session) -> None:
        """Ends a session and its tokens."""
        self.sessions.remove(session)
        session.ended.set()

    def tokens(self, session: Session) -> m.AuthSession:
        """Creates new tokens for a session."""
        access = ".".join(secrets.token_urlsafe(16) for _ in range(3))
        session.access[access] = time.time() + ACCESS_SECONDS
        session.refresh = "rt_" + secrets.token_urlsafe(32)
        return m.AuthSession(
            user=session.account.user(),
            token=access,
            expiresIn=ACCESS_SECONDS,
            refreshToken=session.refresh,
            permissions=["saju_calculate"],
        )

    def authenticate(self, token: str) -> Caller:
        """The caller whom an access token authenticates."""
        for session in self.sessions:
            expires_at = session.access.get(token)
            if expires_at is None:
                continue
            if expires_at < time.time():
                detail = "the token has expired: refresh it, and call again"
                raise Problem(TOKEN_EXPIRED, detail, headers=challenge("the token has expired"))
            return Caller(session.account, session, expires_at)
        raise Problem(
            INVALID_TOKEN, "the token is not valid: sign in again", headers=challenge("the token is not valid")
        )

    def result(self, caller: Caller, id: str) -> m.SajuResult:
        """A result of the caller. Another person's result counts as not found."""
        for result in self.visible(caller):
            if result.id == id:
                return result
        raise Problem("SAJU_RESULT_NOT_FOUND", "the caller has no result of this id")

    def visible(self, caller: Caller) -> list[m.SajuResult]:
        """The results that a caller may read."""
        return caller.account.results

    def delete(self, caller: Caller, id: str) -> None:
        """Deletes a result. The log keeps its entries, without the result."""
        account, result = caller.account, self.result(caller, id)
        account.results.remove(result)
        account.history = [
            entry.model_copy(update={"resultId": MISSING}) if entry.resultId == id else entry
            for entry in account.history
        ]
        account.history.insert(0, m.CalculationHistoryEntry(id=new_id(), kind="deletion", at=now()))

    def page(self, items: list, page: int, limit: int, after: str | None) -> tuple[list, m.Pagination]:
        """One page of a list, starting after the item `after`."""
        if after is not None:
            places = [place for place, item in enumerate(items) if item.id == after]
            items = items[places[0] + 1 :] if places else []
        start = (page - 1) * limit
        total = len(items)
        pages = m.Pagination(page=page, limit=limit, total=total, totalPages=-(-total // limit))
        return items[start : start + limit], pages

    def share(self, caller: Caller, share: m.ShareInput) -> m.ShareResult:
        """Shares the current version of a result."""
        check_recipients(share)
        result = self.result(caller, share.sajuId)
        if share.shareType != "link":
            raise Problem("EMAIL_NOT_CONFIRMED", "messages to others need a confirmed address: share as a link")
        token = "sh_" + secrets.token_urlsafe(24)
        ends = instant(datetime.now(UTC) + timedelta(days=share.expiresInDays))
        parts = {name: getattr(result, name) for name in m.SharedSajuResult.model_fields if hasattr(result, name)}
        at = now()
        self.shares[token] = m.SharedSajuResult(**parts, name=result.input.name, sharedAt=at, expiresAt=ends)
        caller.account.note("share", result.id)
        url = f"{CONTRACT.data['info']['contact']['url']}/shared/{token}"
        return m.ShareResult(
            sajuId=result.id,
            token=token,
            url=url,
            shareType=share.shareType,
            recipients=[],
            createdAt=at,
            expiresAt=ends,
        )

    def shared(self, token: str) -> m.SharedSajuResult:
        """The result that is shared under a token."""
        shared = self.shares.get(token)
        if shared is None or shared.expiresAt < now():
            raise Problem("SHARED_RESULT_NOT_FOUND", "nothing is shared under this token, or no longer")
        return shared


def check_recipients(share: m.ShareInput) -> None:
    """Refuses a message without recipients, or to an invalid address."""
    if share.shareType == "link":
        return
    if share.recipients is MISSING:
        detail = "This is required unless `shareType` is `link`."
        found = [Violation("/recipients", "recipients_missing", detail)]
        raise Problem("VALIDATION_FAILED", "nobody is named to share with", found)
    found = [
        Violation(f"/recipients/{place}", "not_an_address", "This must be an email address.")
        for place, recipient in enumerate(share.recipients)
        if share.shareType == "email" and not is_address(recipient)
    ]
    if found:
        raise Problem("VALIDATION_FAILED", "a recipient cannot be written to", found)


def is_address(text: str) -> bool:
    """Whether a text is an email address."""
    try:
        TypeAdapter(m.EmailAddress).validate_python(text)
    except ValidationError:
        return False
    return True


def challenge(why: str) -> dict[str, str]:
    """The header that describes the fault of a token (RFC 6750)."""
    return {"WWW-Authenticate": f'Bearer error="invalid_token", error_description="{why}"'}
