"""The module `users`: a person's own data."""

from pydantic import MISSING

from app import chart
from app import models as m
from app.answers import After, CallerOf, IfMatch, Limit, PageNumber, StateOf, check_if_match
from app.contract import CONTRACT
from app.state import Account, now
from contract.problems import Problem
from contract.route import ContractRouter

router = ContractRouter(CONTRACT)


def profile_of(account: Account) -> m.ApiResponseOfUserProfile:
    """The answer with a profile."""
    return m.ApiResponseOfUserProfile(success=True, data=account.profile())


def preferences_of(account: Account) -> m.ApiResponseOfPreferences:
    """The answer with preferences."""
    return m.ApiResponseOfPreferences(success=True, data=account.preferences)


def birth_info_of(account: Account) -> m.ApiResponseOfBirthInfo | None:
    """The answer with a birth, if the person has given one."""
    if account.birth_info is MISSING:
        return None
    return m.ApiResponseOfBirthInfo(success=True, data=account.birth_info)


@router.operation("getProfile")
async def profile(caller: CallerOf) -> m.ApiResponseOfUserProfile:
    """Answers the person's profile."""
    return profile_of(caller.account)


@router.operation("updateProfile")
async def update_profile(
    body: m.UserProfilePatch, caller: CallerOf, if_match: IfMatch = None
) -> m.ApiResponseOfUserProfile:
    """Changes the profile: an absent property keeps its value, null clears it."""
    account = caller.account
    check_if_match(if_match, profile_of(account))
    for name, value in body.model_dump().items():
        setattr(account, name, MISSING if value is None else value)
    account.updated_at = now()
    return profile_of(account)


@router.operation("getPreferences")
async def preferences(caller: CallerOf) -> m.ApiResponseOfPreferences:
    """Answers the preferences."""
    return preferences_of(caller.account)


@router.operation("setPreferences")
async def set_preferences(
    body: m.PreferencesInput, caller: CallerOf, if_match: IfMatch = None
) -> m.ApiResponseOfPreferences:
    """Replaces the preferences."""
    check_if_match(if_match, preferences_of(caller.account))
    caller.account.preferences = m.Preferences.model_validate(body.model_dump())
    return preferences_of(caller.account)


@router.operation("getBirthInfo")
async def birth_info(caller: CallerOf) -> m.ApiResponseOfBirthInfo:
    """Answers with the birth that the person has given."""
    answer = birth_info_of(caller.account)
    if answer is None:
        raise Problem("BIRTH_INFO_NOT_FOUND", "the person has given none yet")
    return answer


@router.operation("setBirthInfo")
async def set_birth_info(
    body: m.BirthInfoInput, caller: CallerOf, if_match: IfMatch = None
) -> m.ApiResponseOfBirthInfo:
    """Replaces the birth."""
    chart.check(body)
    check_if_match(if_match, birth_info_of(caller.account))
    caller.account.birth_info = m.BirthInfo.model_validate(body.model_dump())
    return m.ApiResponseOfBirthInfo(success=True, data=caller.account.birth_info)


@router.operation("listCalculationHistory")
async def calculation_history(
    caller: CallerOf, state: StateOf, page: PageNumber = 1, limit: Limit = 20, after: After = None
) -> m.ApiResponseOfListOfCalculationHistoryEntry:
    """Answers with the log of the person's calculations, newest first."""
    entries, pagination = state.page(caller.account.history, page, limit, after)
    return m.ApiResponseOfListOfCalculationHistoryEntry(success=True, data=entries, pagination=pagination)
