"""Results that are valid by the contract, but not by astronomy.

A real application computes here. This one copies the values of a request into the contract's example.
"""

from copy import deepcopy
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from app import models as m
from app.contract import CONTRACT
from app.state import Account, new_id, now
from contract.problems import Problem

EXAMPLE: dict[str, Any] = CONTRACT.operations["getSajuResult"]["answers"][0]["body"]["example"]["data"]
CONVENTIONS = ("timeMode", "dayBoundary", "yearStart", "daeunRounding", "ageStyle", "ambiguity")
ZONES = available_timezones()
FIRST, LAST = 1900, 2100
# The number of days of the longest month in the Korean lunar calendar.
LUNAR_DAYS = 30


def check(birth: m.SajuCalculationInput | m.BirthInfoInput) -> None:
    """Refuses a birth whose day or place does not exist."""
    year, month, day = map(int, birth.birthDate.split("-"))
    if not FIRST <= year <= LAST:
        raise Problem(
            "OUT_OF_RANGE", f"the birth date must lie in the years {FIRST} to {LAST}, but is {birth.birthDate}"
        )
    if birth.isLunar and day > LUNAR_DAYS:
        raise Problem("INVALID_LUNAR_DATE", f"{birth.birthDate} is not a day of the Korean lunar calendar")
    if not birth.isLunar:
        try:
            date(year, month, day)
        except ValueError as error:
            raise Problem("INVALID_SOLAR_DATE", f"{birth.birthDate} is not a day of the Gregorian calendar") from error
    location = written(birth).get("location")
    if location and location["timezone"] not in ZONES:
        raise Problem("UNKNOWN_TIMEZONE", f"{location['timezone']} is not a zone of the IANA database")


def written(model: Any) -> dict[str, Any]:
    """A model as JSON, without absent properties."""
    return model.model_dump(mode="json")


def calculated(account: Account, request: m.SajuCalculationInput) -> m.SajuResult:
    """Creates a result for a person, and stores it."""
    check(request)
    result = deepcopy(EXAMPLE)
    asked = written(request)
    options, location = asked.get("options", {}), asked.get("location")
    at = now()
    result |= {
        "id": new_id(),
        "userId": account.id,
        "input": asked,
        "aiInterpretations": [],
        "createdAt": at,
        "updatedAt": at,
    }
    result["conventions"] |= {name: options[name] for name in CONVENTIONS if name in options}
    if location:
        result["conventions"] |= {"timezone": location["timezone"], "longitude": location["longitude"]}
    year, month, day = map(int, request.birthDate.split("-"))
    moment = result["moment"]
    if request.isLunar:
        moment["lunarDate"] = {
            "year": year,
            "month": month,
            "day": day,
            "isLeapMonth": asked.get("isLeapMonth", False),
        }
    else:
        moment["solarDate"] = request.birthDate
    if "birthTime" not in asked:
        moment["timeUnknown"] = True
        for part in ("sajuPan", "sipsin"):
            del result[part]["hour"]
    made = m.SajuResult.model_validate(result)
    account.results.insert(0, made)
    account.note("saju_calculation", made.id)
    return made
