"""Each deliberate mistake occurs only if it is requested, and never at the correct application."""

import pytest

from app.wrong import MISTAKES, build_wrong, chosen
from tests.conftest import served
from tests.probes import PROBES


def test_every_mistake_has_a_probe() -> None:
    assert list(PROBES) == list(MISTAKES)


@pytest.mark.parametrize("name", MISTAKES)
def test_sound_application_does_not_make_it(name: str, sound: str) -> None:
    PROBES[name](sound)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_made(name: str) -> None:
    with served(build_wrong(name)) as url, pytest.raises((AssertionError, TimeoutError)):
        PROBES[name](url)


def test_all_mistakes_go_together() -> None:
    with served(build_wrong("")) as url, pytest.raises(AssertionError):
        PROBES["allow_left_out"](url)


def test_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="but names nothing_like_it"):
        chosen("own_422, nothing_like_it")
