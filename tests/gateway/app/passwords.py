"""Passwords: the check for easy ones, and their storage."""

import hashlib
import hmac
import secrets

from zxcvbn import zxcvbn

from contract.problems import Problem
from contract.violations import Violation

# The minimum score of a new password, from 0 to 4.
LEAST_SCORE = 2
# The number of characters that zxcvbn checks.
LONGEST = 72
SALT = 16
# The salt for an unknown account: the answer takes as long as for a known one.
NO_SALT = bytes(SALT)


def check(password: str, *about: str) -> None:
    """Refuses a password that is easy to guess, also with some words about the person."""
    if zxcvbn(password[:LONGEST], user_inputs=list(about))["score"] < LEAST_SCORE:
        violation = Violation("/password", "guessable", "This is easy to guess: use more words, or rarer ones.")
        raise Problem("VALIDATION_FAILED", "the password is easy to guess", [violation])


def digest(password: str, salt: bytes) -> bytes:
    """A slow hash of a password."""
    return hashlib.scrypt(password.encode(), salt=salt, n=2**13, r=8, p=1)


def hashed(password: str) -> bytes:
    """A password in its stored form."""
    salt = secrets.token_bytes(SALT)
    return salt + digest(password, salt)


def is_password(password: str, kept: bytes | None) -> bool:
    """Whether a password matches the stored one; with `None`, equally slow and false."""
    salt, expected = (kept[:SALT], kept[SALT:]) if kept else (NO_SALT, b"")
    return hmac.compare_digest(digest(password, salt), expected)
