"""Amounts and percentages as spreadsheets write them."""

import re

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_COMMA_DECIMALS = re.compile(r"\d+,\d{1,2}")
_UNSURE = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_SPACES = re.compile(r"[\s'’]")
_CURRENCY = re.compile(r"^(?:[A-Za-z]{3}|[$€£¥₫])|(?:[A-Za-z]{3}|[$€£¥₫])$")
_LARGEST = 1e15


class NoNumber(ValueError):
    """The text is no amount, or not surely one; the text says what to write."""


def parse_amount(text: str) -> float:
    """An amount of zero or more; groups of digits and a currency's sign around it are understood.

    Raises:
        NoNumber: it is none, or could be two.
    """
    digits = _SPACES.sub("", _CURRENCY.sub("", _SPACES.sub("", text)))
    if _UNSURE.fullmatch(digits):
        raise NoNumber(f"this may be {digits.replace('.', '')} or {float(digits):g}; write digits only.")
    if _COMMA_GROUPS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _DOT_GROUPS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA_DECIMALS.fullmatch(digits):
        digits = digits.replace(",", ".")
    if not _PLAIN.fullmatch(digits) or float(digits) > _LARGEST:
        raise NoNumber("this is no amount; write digits only, such as 48000 or 48000.50.")
    return float(digits)


def parse_percent(text: str) -> float:
    """A percentage from 0 to 100, with or without its sign.

    Raises:
        NoNumber: it is none.
    """
    digits = text.strip().removesuffix("%").strip().replace(",", ".")
    if not _PLAIN.fullmatch(digits) or float(digits) > 100:
        raise NoNumber("write a percentage from 0 to 100, such as 35.")
    return float(digits)
