"""`/site words`: the site's own words, what they stand for, and from whom they were learned."""

from bot.body import Block, Body, actions, button, section
from bot.commands.picture import Picture
from bot.commands.words import may_manage
from bot.heard.wording import USAGE, meaning_words
from bot.mrkdwn import said
from bot.view import counted
from rules.subject import Word

_PAGE = 15


def words_answer(picture: Picture, rest: str, user: str) -> Body:
    """Page by page, the newest first, each with a button to undo it for managers."""
    words = sorted(picture.view.site.words.values(), key=lambda word: (word.at, word.said), reverse=True)
    managed = may_manage(picture.view.site, user)
    teach = f"Managers change them: {USAGE}." if managed else "Its managers can add and forget them."
    if not words:
        text = (
            "*This site has no words of its own yet.* I learn them when you tell me which task a message meant, "
            f"such as “the podium”. {teach}"
        )
        return Body(text=text, blocks=(section(text),))
    pages = (len(words) + _PAGE - 1) // _PAGE
    number = rest.removeprefix("page").strip()
    page = min(max(int(number), 1), pages) if number.isdecimal() else 1
    shown = words[(page - 1) * _PAGE : page * _PAGE]
    lead = f"*{counted(len(words), 'word')} of this site's own*"
    lead += f" · page {page} of {pages}" if pages > 1 else ""
    lines = [_line(picture, word) for word in shown]
    blocks = [_block(word, line, managed=managed) for word, line in zip(shown, lines, strict=True)]
    row = [button("words_newer", "Newer", f"page {page - 1}")] if page > 1 else []
    row += [button("words_older", "Older", f"page {page + 1}")] if page < pages else []
    turns = (actions(row),) if row else ()
    return Body(
        text="\n".join([lead, *lines, teach]), blocks=(section(lead), *blocks, section(teach), *turns)
    )


def _line(picture: Picture, word: Word) -> str:
    view = picture.view
    told = "learned from" if word.origin else "added by"
    meant = meaning_words(word, view)
    return f"“{said(word.said, 60)}” is {meant} · {told} {view.name(word.by)}, {view.day(view.calendar.local_date(word.at))}"


def _block(word: Word, line: str, *, managed: bool) -> Block:
    undo = button("word_forget", "Undo", word.said, says=f"Forget {word.said}")
    return section(line, accessory=undo if managed else None)
