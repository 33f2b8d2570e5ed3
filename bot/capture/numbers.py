"""Numbers in figures and in words."""

from collections.abc import Sequence

from bot.capture.lexicons import Lexicons, NumberWords
from bot.capture.text import Accented, Token, accents_asked, merged, typed

_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_LONGEST_FIGURE = 15


def figure(text: str, decimal_comma: bool) -> float:
    """A written number with local separators: "1.200" is 1200 where the comma is the decimal sign."""
    if text in _GLYPHS:
        return _GLYPHS[text]
    point, group = (",", ".") if decimal_comma else (".", ",")
    if "." in text and "," in text:
        point = max(".,", key=text.rfind)
        group = "," if point == "." else "."
        return float(text.replace(group, "").replace(point, "."))
    for mark in (group, point):
        whole, _, rest = text.partition(mark)
        grouped = (
            mark in text and all(len(p) == 3 for p in rest.split(mark)) and len(whole) <= 3 and whole != "0"
        )
        if grouped and (mark == group or text.count(mark) > 1 or decimal_comma):
            return float(text.replace(mark, ""))
    return float(text.replace(",", "."))


def with_numbers(
    tokens: Sequence[Token], lexicons: Lexicons, langs: Sequence[str], exact: bool
) -> list[Token]:
    """Figures and number words as `num` tokens with a float value."""
    comma = any(lexicons.numbers[lang].decimal_comma for lang in langs) and "en" not in langs[:1]
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "num":
            counts = len(token.text) <= _LONGEST_FIGURE
            times = _multiplied(tokens, i + 1, lexicons, langs) if counts else None
            value = figure(token.text, comma) if counts else 0.0
            thousands = _thousands(tokens, i, value, lexicons, langs, exact)
            if thousands:
                out.append(merged(tokens[i : i + thousands[0]], "num", thousands[1]))
                i += thousands[0]
                continue
            if times:
                out.append(merged(tokens[i : i + 2], "num", value * times))
            else:
                out.append(typed(token, "num", value) if counts else typed(token, "ref", token.text))
            i += 2 if times else 1
            continue
        length, value = _spelled(tokens, i, lexicons, langs, exact)
        if length:
            out.append(merged(tokens[i : i + length], "num", value))
        else:
            out.append(token)
        i += length or 1
    return out


def _spelled(
    tokens: Sequence[Token], i: int, lexicons: Lexicons, langs: Sequence[str], exact: bool
) -> tuple[int, float]:
    for lang in langs:
        length, value = _number_at(tokens, i, lexicons.numbers[lang], accents_asked(lang, exact))
        if length:
            return length, value
    return 0, 0.0


def _multiplied(tokens: Sequence[Token], i: int, lexicons: Lexicons, langs: Sequence[str]) -> float | None:
    """What the word after a figure multiplies it by: "2 dozen", "3 trăm"; thousands scale money and are read there."""
    for lang in langs:
        value, multiplies = lexicons.numbers[lang].values.get(
            tokens[i].text if i < len(tokens) else "", (0.0, False)
        )
        if multiplies and 10 < value < 1000:
            return value
        if multiplies and value == 10 and tokens[i].text == "chuc":
            return value
    return None


def _thousands(
    tokens: Sequence[Token], i: int, figure: float, lexicons: Lexicons, langs: Sequence[str], exact: bool
) -> tuple[int, float] | None:
    """ "7 mil quinientos": a figure, its thousands and what is over, in words; how many tokens, and their value."""
    for lang in langs:
        known = lexicons.numbers[lang].values.get(tokens[i + 1].text) if i + 1 < len(tokens) else None
        if known != (1000.0, True) or not 0 < figure < 1000 or figure != int(figure):
            continue
        length, over = _number_at(tokens, i + 2, lexicons.numbers[lang], accents_asked(lang, exact))
        if length and 100 <= over < 1000:
            return length + 2, figure * 1000 + over
    return None


def _spoken_tens(tokens: Sequence[Token], j: int, words: NumberWords, last: float, current: float) -> float:
    """ "bảy lăm", "hai tư": the tens that the digit before stands for, where a word follows that only closes a number."""
    after = tokens[j + 1].text if j + 1 < len(tokens) else ""
    closes = tokens[j].key in words.closing and after not in words.others
    return last * 10 if closes and 2 <= last <= 9 and current % 10 == last else 0.0


def _number_at(tokens: Sequence[Token], i: int, words: NumberWords, accents: Accented) -> tuple[int, float]:
    total = current = last = 0.0
    smallest = float("inf")
    end = j = i
    while j < len(tokens) and tokens[j].kind == "word":
        token = tokens[j]
        known = words.values.get(token.text)
        bare = token.text in words.accented and token.key.endswith("|")
        if known is None or bare or not token.may_be(words.keys[token.text], accents):
            if j == i or token.text not in words.joiners:
                break
            j += 1
            continue
        ordered = i > 0 and tokens[i - 1].text in words.ordering
        if j == i and token.text in words.following and not ordered:
            break
        value, multiplies = known
        tens = _spoken_tens(tokens, j, words, last, current)
        if tens:
            current, last, smallest = current + tens - last + value, value, 1.0
        elif multiplies:
            if j == i and token.text not in words.starting:
                break
            # "một trăm hai mươi": what multiplies is the digit before, not all that was said.
            counted = last if last > 0 and value <= current - last and value < 1000 else max(current, 1.0)
            current = current - (counted if current else 0.0) + counted * value
            last = 0.0
            smallest = value if value < 1000 else float("inf")
            if value >= 1000:
                total, current = total + current, 0.0
        else:
            if value >= smallest or (smallest == float("inf") and end > i and current):
                break
            current += value
            last = value
            smallest = 100.0 if value >= 100 else 10.0 if value % 10 == 0 and value >= 20 else 1.0
        j += 1
        end = j
    return (end - i, total + current) if end > i else (0, 0.0)
