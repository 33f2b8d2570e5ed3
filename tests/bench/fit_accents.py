"""Counts how often the words of accented Vietnamese messages stand by themselves and beside each other, in a second.

    python -m tests.bench.fit_accents --check|--write

`--check` prints of messages that were not counted, with their accents taken off, how many of the words that a bare word could be
are left out rightly and how many wrongly. `--write` stores what all messages count.
"""

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import bot.capture
from bot.capture.accents import accents_of, counted, symbol, without_unlikely
from bot.capture.lexicons import load_lexicons, read_source
from bot.capture.slack_text import plain
from bot.capture.spelling import written_out
from bot.capture.text import Token, accent_key, is_accented, tokenise
from tests.bench.unseen import CASES, writer

FILE = Path(bot.capture.__file__).parent / "lexicon" / "accents.json"
LEXICON = "the lexicon"
NAMES = ("classes", "concepts")  # its parts that name things and works
LINES = ("told_*.txt", "crews_*.txt", "idle_*.txt", "wide_*.txt", "replies_*.txt")
PARTS = 5


def texts() -> Iterator[tuple[str, str]]:
    """Every accented text whose meaning is known, and its writer; what an action asks for and what the lexicon names, too."""
    for path in sorted([*CASES.glob("cases_*.jsonl"), *CASES.glob("independent/learn*.jsonl")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            said = (plain(message["text"]), (message["thread"] or {}).get("action", ""))
            yield from ((writer(path.stem), text) for text in said if is_accented(text))
    for path in sorted(path for name in LINES for path in CASES.glob(name)):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.rpartition("|")[2].strip()
            if is_accented(text):
                yield writer(path.stem), text
    lexicon = read_source("vi")
    yield from ((LEXICON, name) for part in NAMES for name in _phrases(lexicon[part]))


def _phrases(section: object) -> Iterator[str]:
    """What a lexicon spells out in plain words, of one of its parts."""
    if isinstance(section, Mapping):
        yield from (phrase for inner in section.values() for phrase in _phrases(inner))
    elif isinstance(section, list):
        yield from (str(one) for one in section if not set(str(one)) & set("|<{@?^.") and " " in str(one))


def spelt_out(text: str) -> list[Token]:
    """The tokens of a text, with what is shortened in it written out, as they are when accents are told."""
    return written_out(tokenise(text), load_lexicons(), ("vi",))


def check() -> None:
    """Print what is left out of messages by writers who were not counted."""
    by: dict[str, list[list[Token]]] = defaultdict(list)
    for who, text in texts():
        by[who].append(spelt_out(text))
    tally: Counter[str] = Counter()
    writers = sorted(by.keys() - {LEXICON})
    for part in range(PARTS):
        aside = writers[part::PARTS]
        known = accents_of(*counted([one for who in by if who not in aside for one in by[who]]))
        for tokens in (one for who in aside for one in by[who]):
            bare = [replace(t, key=f"{t.text}|", opened=True) for t in tokens]
            for token, read in zip(tokens, without_unlikely(bare, known), strict=True):
                others = len(known.forms.get(token.text, ())) - 1
                wrong = symbol(token) in read.unlikely
                tally.update(words=others > 0, others=max(0, others), wrong=wrong)
                tally["right"] += len(read.unlikely) - wrong
    share = f"{tally['right'] / tally['others']:.3f} of the words that are not meant"
    sys.stdout.write(
        f"left out: {share}, and the one meant of {tally['wrong'] / tally['words']:.3f} bare words\n"
    )


def write() -> None:
    """Store what all messages count, by words with their accents."""
    tokens = [spelt_out(text) for _, text in texts()]
    alone, after = counted(tokens)
    spelt = {accent_key(full): full for full in load_lexicons().short["vi"].values()}
    spelt |= {
        t.key: w
        for one, (_, text) in zip(tokens, texts(), strict=True)
        for t in one
        if (w := _spelt(t, text))
    }
    named = {word: spelt.get(word, word) for word in alone}
    stored = {
        "alone": _named(alone, named),
        "after": {named[before]: _named(some, named) for before, some in sorted(after.items())},
    }
    FILE.write_text(json.dumps(stored, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", "utf-8")


def _spelt(token: Token, text: str) -> str:
    """A word as it is written, small; empty for what is no word, and for what stands written out for something else."""
    written = unicodedata.normalize("NFC", text[token.start : token.end].lower())
    return written if token.kind == "word" and accent_key(written) == token.key else ""


def _named(often: Mapping[str, int], named: Mapping[str, str]) -> Mapping[str, int]:
    return {named[word]: count for word, count in sorted(often.items())}


def main(arguments: Sequence[str]) -> None:
    """Check or write.

    Raises:
        SystemExit: neither was asked for.
    """
    if arguments not in (["--check"], ["--write"]):
        raise SystemExit("say --check or --write")
    check() if arguments == ["--check"] else write()


if __name__ == "__main__":
    main(sys.argv[1:])
