"""The journal's hash chain: what proves that nothing in it was changed, left out or put in.

An entry's payload is hashed with a salt of its own, and the chain runs over these hashes and everything else of the entry. So a
payload can be forgotten with its salt: what remains neither tells nor lets guess what it was, and the chain still verifies.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, kw_only=True)
class Link:
    """What the chain holds of one entry; `refs` are the names under which it is found again."""

    seq: int
    at: datetime
    kind: str
    version: int
    payload_hash: str
    cause: int | None
    source: str
    refs: tuple[str, ...]


def new_salt() -> str:
    """16 random bytes, as hex."""
    return secrets.token_hex(16)


def genesis(workspace: str, site: int) -> str:
    """What a site's first entry is chained to, so that no journal passes for another site's."""
    return _sha256(json.dumps(["siteloop", workspace, site]))


def payload_hash(salt: str, payload: str) -> str:
    """SHA-256 over the salt and the payload's very text, as hex."""
    return _sha256(f"{salt}{payload}")


def chain_hash(previous: str, link: Link) -> str:
    """SHA-256 over the hash before and this entry, as hex."""
    parts = [
        previous,
        link.seq,
        link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.kind,
        link.version,
        link.payload_hash,
        link.cause,
        link.source,
        sorted(link.refs),
    ]
    return _sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
