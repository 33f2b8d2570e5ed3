"""Words in a file as a person reads them."""


def one_line(text: str) -> str:
    """The text on one line: signs that cannot be shown become spaces, and several spaces one."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())
