"""Slack's markup as plain text; spans of signals refer to the plain text."""

import html
import re

_MARKUP = re.compile(r"<([@#!]?)([^<>|\n]*)(?:\|([^<>\n]*))?>")


def plain(text: str) -> str:
    """The text as a reader sees it: `<@U1>` becomes `@U1`, `<#C1|site>` `#site`, `<!here>` `@here`, and
    `<https://a|words>` the address alone (a link's words assert nothing); `&amp;`, `&lt;` and `&gt;` are undone."""
    return html.unescape(_MARKUP.sub(_shown, text))


def _shown(match: re.Match[str]) -> str:
    mark, target, label = match.groups()
    if mark == "@":
        return f"@{target}"
    if mark == "#":
        return f"#{label or target}"
    if mark == "!":
        return f"@{(label or target.split('^')[0]).lstrip('@')}"
    if "://" in target or target.startswith("mailto:"):
        return target
    return match.group()
