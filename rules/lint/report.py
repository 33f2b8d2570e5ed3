"""What `siteloop rules check` says: lines for people, JSON for machines, and an exit status for CI."""

from collections.abc import Mapping, Sequence
from typing import Any

from rules.lint.lint import Finding

CLEAN, FAILED = 0, 1


def status(findings: Sequence[Finding], *, strict: bool = False) -> int:
    """0 where the rulebook is clean, 1 where it has an error, or, if `strict`, a warning."""
    return FAILED if any(strict or one.level == "error" for one in findings) else CLEAN


def lint_text(findings: Sequence[Finding], sources: Mapping[str, str]) -> str:
    """Each finding on a line, then how many there are."""
    files = _many(len(sources), "file")
    told = ", ".join(_many(_count(findings, level), level) for level in ("error", "warning"))
    return "\n".join([*map(str, findings), f"{files}: {told if findings else 'no problem'}."])


def lint_json(findings: Sequence[Finding], sources: Mapping[str, str]) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "files": sorted(sources),
        "errors": _count(findings, "error"),
        "warnings": _count(findings, "warning"),
        "findings": [_plain(one) for one in findings],
    }


def _plain(finding: Finding) -> dict[str, str | int]:
    problem = finding.problem
    return {
        "level": finding.level,
        "check": finding.check,
        "file": problem.file,
        "line": problem.line,
        "rule": problem.rule,
        "field": problem.field,
        "reason": problem.reason,
        "suggestion": problem.suggestion,
    }


def _count(findings: Sequence[Finding], level: str) -> int:
    return sum(one.level == level for one in findings)


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
