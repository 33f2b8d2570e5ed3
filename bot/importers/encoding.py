"""Bytes of a file as text."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from bot.importers.problems import Findings


def csv_text(content: bytes, found: Findings) -> str:
    """The text of a CSV file: UTF-8, or UTF-16 as spreadsheets mark it.

    Other encodings are refused and not guessed: a wrong guess would import wrong names.

    Raises:
        ImportFailed: it is neither.
    """
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise found.stop(
            "the file is not in UTF-8. Save it again as “CSV UTF-8”.",
            place=f"row {row}",
            value=content[error.start : error.start + 1].hex(),
        ) from error


def xer_text(content: bytes) -> str:
    """The text of an XER file, which does not say its encoding: UTF-8 if it can be, else Windows' own as P6 has it."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
