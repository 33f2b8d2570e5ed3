"""Text as Slack would show it, and never as HTML of somebody else's."""

import pytest
from playwright.sync_api import Page

from bot.sandbox.page_server.static import PAGE

pytestmark = pytest.mark.browser

DRAW = """async ([module, name, text]) => {
  const drawn = (await import(module))[name](text);
  const box = document.createElement("div");
  box.append(...drawn);
  for (const element of box.querySelectorAll("*"))
    for (const attribute of [...element.attributes]) if (attribute.name !== "href") element.removeAttribute(attribute.name);
  return box.innerHTML.replace(/^<span>(.*)<\\/span>$/s, "$1");
}"""

MRKDWN = {
    "*bold* _it_ ~gone~ `code`": "<strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code>",
    "2*3*4 snake_case_name a ~ b": "2*3*4 snake_case_name a ~ b",
    "*_both_*": "<strong><em>both</em></strong>",
    "`*raw*`": "<code>*raw*</code>",
    "*no\nbreak*": "*no<br>break*",
    "* spaced *": "* spaced *",
    "&lt;b&gt; &amp;amp;": "&lt;b&gt; &amp;amp;",
    "<https://a.b/c?d=1&amp;e=2|x &lt; y>": '<a href="https://a.b/c?d=1&amp;e=2">x &lt; y</a>',
    "<javascript:alert(1)|x>": "&lt;javascript:alert(1)|x&gt;",
    "<@U0DIEGO> <@U9|old>": "<span>@Diego Santos</span> <span>@old</span>",
    "<#C0TOWERA|x> <#C9|gone>": '<a href="#/tower-a">#tower-a</a> <span>#gone</span>',
    "<!channel> <!here|here>": "<span>@channel</span> <span>@here</span>",
    "<!date^1773144000^{date_short_pretty} at {time}|then>": "<time>today at 07:00</time>",
    "<!date^1773345600^{date_num} {time}|then>": "<time>2026-03-12 15:00</time>",
    "&gt; said\nso": "<blockquote>said</blockquote><span>so</span>",
    "a\n```\nx <@U0DIEGO>\n```": "<span>a<br></span><pre>x &lt;@U0DIEGO&gt;</pre>",
    "open ``` end": "open ``` end",
    ":+1::nope: 10:30:45": "<span>👍</span>:nope: 10:30:45",
    "*<https://a.b|l*k>*": '<strong><a href="https://a.b">l*k</a></strong>',
    "<": "&lt;",
    "": "",
}

MARKDOWN = {
    "# H\ntext": "<h3>H</h3><p>text</p>",
    "- a\n- **b**": "<ul><li>a</li><li><strong>b</strong></li></ul>",
    "1. a\n2. b": "<ol><li>a</li><li>b</li></ol>",
    "- [x] done\n- [ ] open": "<ul><li>☑ done</li><li>☐ open</li></ul>",
    "> q": "<blockquote><p>q</p></blockquote>",
    "---": "<hr>",
    "```py\n<b>\n```": "<pre>&lt;b&gt;</pre>",
    "[t](https://a.b) [x](javascript:1)": '<p><a href="https://a.b">t</a> [x](javascript:1)</p>',
    "\\*no\\* <script>": "<p>*no* &lt;script&gt;</p>",
    "<@U0DIEGO> ok": "<p><span>@Diego Santos</span> ok</p>",
    "| a | b |\n|---|---|\n| 1 | `2` |": (
        "<div><table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><td><code>2</code></td></tr></tbody></table></div>"
    ),
}


def test_mrkdwn_is_drawn_as_slack_does(ana: Page) -> None:
    """Marks, tokens, code, quotes and emoji are drawn; what is none of them, and every tag, stays text."""
    drawn = {text: ana.evaluate(DRAW, ["/mrkdwn.js", "mrkdwn", text]) for text in MRKDWN}
    assert drawn == MRKDWN


def test_markdown_blocks_are_drawn(ana: Page) -> None:
    """Headings, lists, tasks, quotes, code, tables and links are drawn; HTML and unsafe links stay text."""
    drawn = {text: ana.evaluate(DRAW, ["/markdown.js", "markdown", text]) for text in MARKDOWN}
    assert drawn == MARKDOWN


def test_the_common_emoji_are_known(ana: Page) -> None:
    """At least 150 names, each with a character of its own shape, and all that the picker offers."""
    known = ana.evaluate("import('/emoji.js').then((m) => m.emojiLike('', 999).map((n) => [n, m.emoji(n)]))")
    picked = ana.evaluate("import('/emoji.js').then((m) => m.PICKER.every(m.isEmoji))")
    assert len(known) >= 150
    assert picked
    assert all(character and not character.isascii() for _, character in known)


def test_every_module_is_asked_for_at_once(ana: Page) -> None:
    """index.html preloads each module, so that the page does not load them one after another."""
    modules = {path.name for path in PAGE.glob("*.js")} - {"app.js"}
    preloaded = ana.locator("link[rel=modulepreload]").evaluate_all(
        "(all) => all.map((l) => new URL(l.href).pathname)"
    )
    assert {path.lstrip("/") for path in preloaded} == modules
