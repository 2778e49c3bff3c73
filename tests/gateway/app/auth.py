"""The module `auth`: signing up, in and out."""

from datetime import UTC, datetime

from fastapi import Response

from app import models as m
from app import passwords
from app.answers import CallerOf, StateOf
from app.contract import CONTRACT
from app.state import instant
from contract.route import ContractRouter

router = ContractRouter(CONTRACT)


@router.operation("register")
async def register(body: m.RegistrationInput, state: StateOf, response: Response) -> m.ApiResponseOfAuthSession:
    """Creates an account and signs the person in."""
    passwords.check(body.password, body.email, body.name)
    account = state.register(body.email, body.password, body.name)
    response.headers["Location"] = "/users/profile"
    return m.ApiResponseOfAuthSession(success=True, data=state.begin(account))


@router.operation("login")
async def login(body: m.LoginCredentials, state: StateOf) -> m.ApiResponseOfAuthSession:
    """Begins a session."""
    return m.ApiResponseOfAuthSession(success=True, data=state.begin(state.sign_in(body.email, body.password)))


@router.operation("refreshToken")
async def refresh(body: m.RefreshInput, state: StateOf) -> m.ApiResponseOfAuthSession:
    """Renews the tokens of a session."""
    return m.ApiResponseOfAuthSession(success=True, data=state.renew(body.refreshToken))


@router.operation("logout")
async def logout(caller: CallerOf, state: StateOf) -> None:
    """Ends the session."""
    state.end(caller.session)


@router.operation("getAuthProfile")
async def auth_profile(caller: CallerOf) -> m.ApiResponseOfAuthProfile:
    """Answers with the person whom the token authenticates."""
    expires_at = instant(datetime.fromtimestamp(caller.expires_at, UTC))
    profile = m.AuthProfile(user=caller.account.user(), permissions=["saju_calculate"], expiresAt=expires_at)
    return m.ApiResponseOfAuthProfile(success=True, data=profile)
