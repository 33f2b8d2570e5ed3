"""What of a text is read: no quoted lines, no control characters, and not more than a stated length."""

LIMIT = 4000


def readable(text: str) -> tuple[str, list[str]]:
    """The text with quoted lines blanked (so that positions stay), cut at `LIMIT` characters at a clause's border."""
    steps: list[str] = []
    shown = text
    if len(shown) > LIMIT:
        border = max(shown.rfind(mark, 0, LIMIT) for mark in ".\n;,!? ")
        shown = shown[: border if border > 0 else LIMIT]
        steps.append(f"cut: read the first {len(shown)} of {len(text)} characters")
    lines = shown.split("\n")
    quoted = sum(1 for line in lines if line.lstrip().startswith((">", "&gt;")))
    if quoted:
        steps.append(f"quotation: {quoted} lines left out")
        lines = [" " * len(line) if line.lstrip().startswith((">", "&gt;")) else line for line in lines]
    return "\n".join(lines), steps
