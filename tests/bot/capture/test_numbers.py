"""Numbers, percents, money, quantities and durations, in three languages."""

import pytest

from bot.capture.lexicons import Lexicons
from bot.capture.measures import Money, Quantity, Share, duration
from bot.capture.numbers import figure, with_numbers
from bot.capture.places import with_places
from bot.capture.quantities import with_amounts
from bot.capture.text import Token, is_accented, tokenise


def amounts(text: str, lexicons: Lexicons, *langs: str) -> list[Token]:
    """The text's tokens after the stages for numbers, places and amounts."""
    spoken, exact = langs or ("en",), is_accented(text)
    tokens = with_numbers(tokenise(text), lexicons, spoken, exact)
    return with_amounts(with_places(tokens, lexicons, spoken), lexicons, frozenset(spoken), exact)


def values(text: str, kind: str, lexicons: Lexicons, *langs: str) -> list[object]:
    """The values of one kind of token."""
    return [t.value for t in amounts(text, lexicons, *langs) if t.kind == kind]


@pytest.mark.parametrize(
    ("written", "comma", "value"),
    [
        ("12", False, 12),
        ("1,200", False, 1200),
        ("4,000", False, 4000),
        ("1.5", False, 1.5),
        ("1,200.50", False, 1200.5),
        ("1.200", True, 1200),
        ("1.200,5", True, 1200.5),
        ("2,5", True, 2.5),
        ("1,200", True, 1200),
        ("2.300.000", True, 2300000),
        ("2.300.000", False, 2300000),
        ("½", False, 0.5),
        ("0.5", True, 0.5),
        ("1.25", True, 1.25),
    ],
)
def test_separators_are_local(written: str, comma: bool, value: float) -> None:
    """A point or a comma groups thousands or parts decimals as the writer's language has it."""
    assert figure(written, comma) == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("sixty", "en", 60),
        ("sixty five", "en", 65),
        ("two hundred fifty", "en", 250),
        ("two hundred and fifty", "en", 250),
        ("three thousand", "en", 3000),
        ("twelve", "en", 12),
        ("forty-five", "en", 45),
        ("two thousand three hundred", "en", 2300),
        ("a dozen", "en", 12),
        ("two dozen", "en", 24),
        ("ninety nine", "en", 99),
        ("treinta y cinco", "es", 35),
        ("doce", "es", 12),
        ("dos mil", "es", 2000),
        ("ciento veinte", "es", 120),
        ("veintidós", "es", 22),
        ("hai mươi lăm", "vi", 25),
        ("mười hai", "vi", 12),
        ("ba trăm", "vi", 300),
        ("năm mươi", "vi", 50),
        ("hai nghìn", "vi", 2000),
        ("sáu chục", "vi", 60),
        ("tám", "vi", 8),
    ],
)
def test_number_words(text: str, lang: str, value: float | None, lexicons: Lexicons) -> None:
    """Numbers written in words are numbers."""
    tokens = with_numbers(tokenise(text), lexicons, (lang,), is_accented(text))
    found = [t.value for t in tokens if t.kind == "num"]
    assert found == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80%", 80),
        ("80 percent", 80),
        ("80 pct", 80),
        ("eighty percent", 80),
        ("2-3%", 2),
        ("12.5%", 12.5),
        ("100%", 100),
        ("70 to 80%", None),
        ("ninety per cent", 90),
    ],
)
def test_percents(text: str, value: float | None, lexicons: Lexicons) -> None:
    """A percent is read however it is written, and a range gives its first."""
    if value is not None:
        assert values(text, "percent", lexicons) == [value]


@pytest.mark.parametrize(
    ("text", "lang", "number", "unit"),
    [
        ("118 cy", "en", 118, "yd3"),
        ("60 yds", "en", 60, "yd3"),
        ("60yds", "en", 60, "yd3"),
        ("22 tons", "en", 22, "t"),
        ("4,000 LF", "en", 4000, "ft"),
        ("40 sheets", "en", 40, "sheet"),
        ("20 bags", "en", 20, "bag"),
        ("3 loads", "en", 3, "load"),
        ("250 sf", "en", 250, "ft2"),
        ("12 m3", "en", 12, "m3"),
        ("32 cubic yards", "en", 32, "yd3"),
        ("2 crews", "en", 2, "crew"),
        ("3 trucks", "en", 3, "load"),
        ("1200 square feet", "en", 1200, "ft2"),
        ("500 linear feet", "en", 500, "ft"),
        ("120 more sheets", "en", 120, "sheet"),
        ("35 meters", "en", 35, "m"),
        ("900 kg", "en", 900, "kg"),
        ("15 pcs", "en", 15, "ea"),
        ("2-3 loads", "en", 2, "load"),
        ("6 t", "es", 6, "t"),
        ("92 m3", "es", 92, "m3"),
        ("40 sacos", "es", 40, "bag"),
        ("2 viajes", "es", 2, "load"),
        ("30 hojas", "es", 30, "sheet"),
        ("15 metros cúbicos", "es", 15, "m3"),
        ("84 khối", "vi", 84, "m3"),
        ("10 bao", "vi", 10, "bag"),
        ("3 xe", "vi", 3, "load"),
        ("1.200 kg", "vi", 1200, "kg"),
        ("2,5 khối", "vi", 2.5, "m3"),
        ("5 tấn", "vi", 5, "t"),
        ("20 tấm", "vi", 20, "sheet"),
    ],
)
def test_quantities(text: str, lang: str, number: float, unit: str, lexicons: Lexicons) -> None:
    """A number with a unit is a quantity in the guide's unit."""
    assert values(text, "qty", lexicons, lang) == [Quantity(number, unit)]


@pytest.mark.parametrize(
    ("text", "lang", "amount", "currency"),
    [
        ("$740", "en", 740, "USD"),
        ("$6.4k", "en", 6400, "USD"),
        ("$1,250.50", "en", 1250.5, "USD"),
        ("38k", "en", 38000, None),
        ("two grand", "en", 2000, None),
        ("600 bucks", "en", 600, "USD"),
        ("$1.2 million", "en", 1200000, "USD"),
        ("€500", "en", 500, "EUR"),
        ("12.5k", "en", 12500, None),
        ("4500 dollars", "en", 4500, "USD"),
        ("$12k", "en", 12000, "USD"),
        ("£300", "en", 300, "GBP"),
        ("2.300 €", "es", 2300, "EUR"),
        ("15 mil pesos", "es", 15000, "MXN"),
        ("800 dólares", "es", 800, "USD"),
        ("15 triệu", "vi", 15000000, "VND"),
        ("15tr", "vi", 15000000, "VND"),
        ("2 tỷ", "vi", 2000000000, "VND"),
        ("15 triệu đồng", "vi", 15000000, "VND"),
        ("1,5 tỷ", "vi", 1500000000, "VND"),
        ("500k", "vi", 500000, None),
    ],
)
def test_money(text: str, lang: str, amount: float, currency: str | None, lexicons: Lexicons) -> None:
    """An amount keeps its currency, or none where the text leaves it open."""
    assert values(text, "money", lexicons, lang) == [Money(amount, currency)]


@pytest.mark.parametrize(
    ("text", "lang", "iso"),
    [
        ("2 days", "en", "P2D"),
        ("a week", "en", None),
        ("3 hrs", "en", "PT3H"),
        ("half a day", "en", "PT5H"),
        ("30 min", "en", "PT30M"),
        ("half an hour", "en", "PT30M"),
        ("an hour", "en", "PT1H"),
        ("two weeks", "en", "P14D"),
        ("1.5 hrs", "en", "PT1H30M"),
        ("45 minutes", "en", "PT45M"),
        ("a couple of days", "en", "P2D"),
        ("couple hours", "en", "PT2H"),
        ("1-2 days", "en", "P1D"),
        ("an hour and a half", "en", "PT1H30M"),
        ("a day and a half", "en", "P1DT5H"),
        ("half shift", "en", "PT5H"),
        ("two hours", "en", "PT2H"),
        ("90 mins", "en", "PT90M"),
        ("dos horas", "es", "PT2H"),
        ("medio día", "es", "PT5H"),
        ("media hora", "es", "PT30M"),
        ("3 semanas", "es", "P21D"),
        ("2 días", "es", "P2D"),
        ("2 tiếng", "vi", "PT2H"),
        ("nửa ngày", "vi", "PT5H"),
        ("30 phút", "vi", "PT30M"),
        ("3 ngày", "vi", "P3D"),
        ("một tuần", "vi", "P7D"),
    ],
)
def test_durations(text: str, lang: str, iso: str | None, lexicons: Lexicons) -> None:
    """A length of time is ISO 8601; half a day is half a shift."""
    found = values(text, "dur", lexicons, lang)
    assert found == ([iso] if iso else ["P7D"])


@pytest.mark.parametrize(
    ("text", "lang", "percent"),
    [
        ("half", "en", 50),
        ("a third", "en", 33),
        ("two thirds", "en", 67),
        ("three quarters", "en", 75),
        ("halfway", "en", 50),
        ("la mitad", "es", 50),
        ("dos tercios", "es", 67),
        ("một nửa", "vi", 50),
        ("hai phần ba", "vi", 67),
    ],
)
def test_fractions(text: str, lang: str, percent: int, lexicons: Lexicons) -> None:
    """A fraction in words is a whole percent."""
    assert values(text, "fraction", lexicons, lang) == [percent]


@pytest.mark.parametrize(
    ("text", "percent", "number", "unit", "total"),
    [
        ("3 of 4 bays", 75, 3, "ea", 4),
        ("96 of 175 yds", 55, 96, "yd3", 175),
        ("5 out of 8", 62, 5, "ea", 8),
        ("14 of the 40 pieces", 35, 14, "ea", 40),
        ("3 of the 4", 75, 3, "ea", 4),
        ("7/10 flights", 70, 7, "ea", 10),
        ("45/90 yds", 50, 45, "yd3", 90),
    ],
)
def test_shares(text: str, percent: int, number: float, unit: str, total: float, lexicons: Lexicons) -> None:
    """So many of so many is a share and a quantity."""
    assert values(text, "share", lexicons) == [Share(percent, Quantity(number, unit), total)]


@pytest.mark.parametrize("text", ["5 of us", "12 of 3", "one of those days"])
def test_no_shares(text: str, lexicons: Lexicons) -> None:
    """What is no part of a known whole is no share."""
    assert values(text, "share", lexicons) == []


@pytest.mark.parametrize(
    ("number", "unit", "iso"),
    [
        (2, "day", "P2D"),
        (0.5, "day", "PT5H"),
        (1.5, "day", "P1DT5H"),
        (1, "week", "P7D"),
        (0.25, "hour", "PT15M"),
        (1, "shift", "PT10H"),
    ],
)
def test_duration_of_units(number: float, unit: str, iso: str) -> None:
    """A day's half is five hours, a shift ten."""
    assert duration(number, unit) == iso


@pytest.mark.parametrize(
    "text",
    [
        "L3",
        "RFI 141",
        "grid 7",
        "bay 3",
        "truck 6",
        "gate 2",
        "room 1205",
        "1+40",
        "column C4",
        "#4",
        "M-510",
    ],
)
def test_names_with_numbers_count_nothing(text: str, lexicons: Lexicons) -> None:
    """The number of a level, a grid or a drawing is no amount."""
    assert not [t for t in amounts(text, lexicons) if t.kind in ("num", "qty", "percent", "money", "dur")]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("1/2 day", "en", "PT5H"),
        ("1 1/2 days", "en", "P1DT5H"),
        ("an hour and 45 minutes", "en", "PT1H45M"),
        ("2 hours and 15 min", "en", "PT2H15M"),
        ("three and a half hours", "en", "PT3H30M"),
        ("a week and a half", "en", "P10DT5H"),
        ("2 to 3 days", "en", "P2D"),
        ("two or three days", "en", "P2D"),
        ("a fortnight", "en", "P14D"),
        ("three quarters of an hour", "en", "PT45M"),
        ("2 horas y media", "es", "PT2H30M"),
        ("dos horas y cuarto", "es", "PT2H15M"),
        ("una hora y 20 minutos", "es", "PT1H20M"),
        ("2 días y medio", "es", "P2DT5H"),
        ("semana y media", "es", "P10DT5H"),
        ("de 2 a 3 días", "es", "P2D"),
        ("tiếng rưỡi", "vi", "PT1H30M"),
        ("4 tiếng rưỡi", "vi", "PT4H30M"),
        ("3 ngày rưỡi", "vi", "P3DT5H"),
        ("tuần rưỡi", "vi", "P10DT5H"),
        ("1 tiếng 15 phút", "vi", "PT1H15M"),
        ("2 đến 3 ngày", "vi", "P2D"),
        ("hai ba ngày", "vi", "P2D"),
    ],
)
def test_spans_with_parts_and_ranges(text: str, lang: str, found: str, lexicons: Lexicons) -> None:
    """A part is added to its whole, a lesser span to the greater before it, and a range is its first."""
    assert values(text, "dur", lexicons, lang) == [found]


@pytest.mark.parametrize(
    ("text", "lang", "amount", "currency"),
    [
        ("$1.2M", "en", 1200000, "USD"),
        ("$10-12k", "en", 10000, "USD"),
        ("$2k-3k", "en", 2000, "USD"),
        ("between 10 and 12 grand", "en", 10000, None),
        ("USD 500", "en", 500, "USD"),
        ("1.5 millones de pesos", "es", 1500000, "MXN"),
        ("2tr5", "vi", 2500000, "VND"),
        ("1 triệu rưỡi", "vi", 1500000, "VND"),
    ],
)
def test_money_as_it_is_said(
    text: str, lang: str, amount: float, currency: str | None, lexicons: Lexicons
) -> None:
    """Thousands and millions scale both ends of a range, and a part is one of the million."""
    assert values(text, "money", lexicons, lang) == [Money(amount, currency)]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("một trăm hai mươi", "vi", 120),
        ("hai trăm năm mươi ba", "vi", 253),
        ("một nghìn hai trăm", "vi", 1200),
        ("a hundred and twenty", "en", 120),
        ("twelve hundred", "en", 1200),
        ("2 dozen", "en", 24),
        ("3 trăm", "vi", 300),
        ("5 chục", "vi", 50),
    ],
)
def test_what_multiplies_a_number(text: str, lang: str, value: float, lexicons: Lexicons) -> None:
    """Hundreds and tens multiply the digit before them alone."""
    assert values(text, "num", lexicons, lang) == [value]


@pytest.mark.parametrize(
    ("text", "lang", "number", "unit"),
    [("2 tấn rưỡi", "vi", 2.5, "t"), ("120 cu. yds", "en", 120, "yd3"), ("40 or 50 bags", "en", 40, "bag")],
)
def test_quantities_with_parts_and_ranges(
    text: str, lang: str, number: float, unit: str, lexicons: Lexicons
) -> None:
    """A part is of the unit, a range is its first, and the stop of an abbreviation parts nothing."""
    assert values(text, "qty", lexicons, lang) == [Quantity(number, unit)]
