"""What numbers count: percents, money, quantities, durations, shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.capture.lexicons import Lexicons
from bot.capture.pattern import Found, longest
from bot.capture.text import Kind, Token, merged, number_of, typed

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₫": "VND"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit of the guide."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; the currency is None where the text leaves it open."""

    amount: float
    currency: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: "3 of 4 bays"."""

    percent: int
    quantity: Quantity


def with_amounts(
    tokens: Sequence[Token], lexicons: Lexicons, langs: frozenset[str], exact: bool
) -> list[Token]:
    """Percents, money, quantities, durations, fractions and shares as typed tokens."""
    phrases = _by_start(longest(lexicons.amounts.find(tokens, langs, {}, exact)))
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token, length = _amount_at(tokens, i, phrases)
        out.append(token)
        i += length
    return out


def _by_start(found: Sequence[Found]) -> Mapping[int, list[Found]]:
    starts: dict[int, list[Found]] = {}
    for one in sorted(found, key=lambda f: -len(f.used)):
        starts.setdefault(one.start, []).append(one)
    return starts


def _amount_at(tokens: Sequence[Token], i: int, phrases: Mapping[int, list[Found]]) -> tuple[Token, int]:
    token = tokens[i]
    if token.text in _SIGNS and i + 1 < len(tokens) and tokens[i + 1].kind == "num":
        return _money(tokens, i, i + 1, phrases, _SIGNS[token.text])
    if token.kind == "slash":
        return _slash(tokens, i, phrases), 1
    for one in phrases.get(i, ()):
        if one.tag in ("fixed", "fraction"):
            value: object = one.value if one.tag == "fixed" else int(one.value)
            kind: Kind = "dur" if one.tag == "fixed" else "fraction"
            return merged(tokens[i : one.end], kind, value), one.end - i
    if token.kind == "num" and not (i and tokens[i - 1].text == "thu"):
        return _counted(tokens, i, phrases)
    return token, 1


def _slash(tokens: Sequence[Token], i: int, phrases: Mapping[int, list[Found]]) -> Token:
    """ "3/4" stays open between a date and a share; "96/175" can only be a share."""
    parts = [int(p) for p in tokens[i].text.split("/")]
    return typed(tokens[i], "slash", tuple(parts))


def _counted(tokens: Sequence[Token], i: int, phrases: Mapping[int, list[Found]]) -> tuple[Token, int]:
    number = number_of(tokens[i])
    j = i + 1
    if any(f.tag == "more" for f in phrases.get(j, ())):
        j += 1
    share = _share(tokens, i, phrases)
    if share:
        return share
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j + 1].kind == "num":
        after, length = _counted(tokens, j + 1, phrases)
        if after.kind in ("percent", "qty", "dur"):
            return _lowered(tokens[i : j + 1 + length], number, after), 2 + length
    followers = phrases.get(j, ())
    if j < len(tokens) and (tokens[j].text == "%" or any(f.tag == "percent" for f in followers)):
        end = j + 1 if tokens[j].text == "%" else next(f.end for f in followers if f.tag == "percent")
        return merged(tokens[i:end], "percent", number), end - i
    if (j < len(tokens) and tokens[j].text in _SIGNS) or any(
        f.tag in ("scale", "currency") for f in followers
    ):
        return _money(tokens, i, i, phrases, None)
    return _measured(tokens, i, number, followers)


def _measured(
    tokens: Sequence[Token], i: int, number: float, followers: Sequence[Found]
) -> tuple[Token, int]:
    for one in followers:
        if one.tag == "duration":
            return merged(tokens[i : one.end], "dur", duration(number, one.value)), one.end - i
        if one.tag == "unit":
            return merged(tokens[i : one.end], "qty", Quantity(number, one.value)), one.end - i
    return tokens[i], 1


def _lowered(tokens: Sequence[Token], number: float, after: Token) -> Token:
    """A range gives its first number."""
    if after.kind == "percent":
        return merged(tokens, "percent", number)
    if isinstance(after.value, Quantity):
        return merged(tokens, "qty", Quantity(number, after.value.unit))
    letter = str(after.value)[-1]
    prefix = "PT" if str(after.value).startswith("PT") else "P"
    return merged(tokens, "dur", f"{prefix}{_plain(number)}{letter}")


def _share(tokens: Sequence[Token], i: int, phrases: Mapping[int, list[Found]]) -> tuple[Token, int] | None:
    first = number_of(tokens[i])
    for one in phrases.get(i + 1, ()):
        j = one.end
        if one.tag == "of" and j < len(tokens) and tokens[j].kind == "num":
            total = number_of(tokens[j])
            if not 0 <= first <= total or total < 2:
                return None
            unit, end = "ea", j + 1
            for follower in phrases.get(j + 1, ()):
                if follower.tag == "unit":
                    unit, end = follower.value, follower.end
            value = Share(round(100 * first / total), Quantity(first, unit))
            return merged(tokens[i:end], "share", value), end - i
    return None


def _money(
    tokens: Sequence[Token], i: int, j: int, phrases: Mapping[int, list[Found]], currency: str | None
) -> tuple[Token, int]:
    """Money from `i` whose number stands at `j`, with what scales and names it after it."""
    amount = number_of(tokens[j])
    end, scaled = j + 1, False
    while end < len(tokens):
        scale = next((f for f in phrases.get(end, ()) if f.tag == "scale"), None)
        named = next((f for f in phrases.get(end, ()) if f.tag == "currency"), None)
        if scale and not scaled:
            factor, _, implied = scale.value.partition(" ")
            amount, scaled, currency, end = (
                amount * float(factor),
                True,
                currency or implied or None,
                scale.end,
            )
        elif named:
            currency, end = named.value, named.end
        elif tokens[end].text in _SIGNS and (currency is None):
            currency, end = _SIGNS[tokens[end].text], end + 1
        else:
            break
    return merged(tokens[i:end], "money", Money(round(amount, 2), currency)), end - i


def duration(number: float, unit: str) -> str:
    """An ISO 8601 duration of `number` units (`minute`, `hour`, `day`, `week`, `month`, `shift`)."""
    if unit in ("day", "week"):
        days = number * (7 if unit == "week" else 1)
        whole, half = int(days), days - int(days)
        clock = f"T{_plain(half * 10)}H" if half else ""
        return f"P{whole}D{clock}" if whole or not clock else f"P{clock}"
    if unit == "month":
        return f"P{_plain(number)}M"
    if unit == "minute":
        return f"PT{_plain(number)}M"
    hours = number * (10 if unit == "shift" else 1)
    minutes = round((hours - int(hours)) * 60)
    return f"PT{int(hours)}H" + (f"{minutes}M" if minutes else "") if int(hours) else f"PT{minutes}M"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
