"""Workspaces, sites and their channels, and what is posted where."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.chain import genesis
from storage.errors import UnknownSite
from storage.part import Part
from storage.tables import channel, site, subject, trace, workspace


@dataclass(frozen=True, kw_only=True)
class SiteRow:
    """A site: its number, its workspace, and the channels that are bound to it. A lobby has none."""

    id: int
    workspace: str
    name: str
    channels: tuple[str, ...]
    is_lobby: bool


class Places(Part):
    """Where things belong."""

    def installed(self, workspace_id: str, *, enterprise: str = "", at: datetime) -> None:
        """The app was installed in the workspace, perhaps not for the first time."""
        with self._database.write() as connection:
            self._need_workspace(connection, workspace_id)
            row = {"enterprise": enterprise, "installed_at": at, "removed_at": None}
            connection.execute(update(workspace).where(workspace.c.id == workspace_id).values(row))
        self._shared.news.tell()

    def removed(self, workspace_id: str, *, at: datetime) -> None:
        """The app was taken out of the workspace: nothing is sent there until it is installed again."""
        with self._database.write() as connection:
            connection.execute(update(workspace).where(workspace.c.id == workspace_id).values(removed_at=at))

    def site_for(self, workspace_id: str, channel_id: str) -> int | None:
        """The site that the channel is bound to. Asked at every event, so an answer is remembered, until `bind` gives another."""
        if (known := self._shared.sites.get((workspace_id, channel_id))) is not None:
            return known
        query = select(channel.c.site).where(
            channel.c.workspace == workspace_id, channel.c.channel == channel_id
        )
        with self._database.read() as connection:
            found = connection.execute(query).scalar_one_or_none()
        # Whoever binds meanwhile knows better.
        return None if found is None else self._shared.sites.setdefault((workspace_id, channel_id), found)

    def open_site(self, workspace_id: str, channel_id: str, name: str = "") -> int:
        """The site that the channel is bound to; a new one where there is none."""
        with self._database.write() as connection:
            self._need_workspace(connection, workspace_id, locked=True)
            query = select(channel.c.site).where(
                channel.c.workspace == workspace_id, channel.c.channel == channel_id
            )
            known = connection.execute(query).scalar_one_or_none()
            if known is not None:
                return known
            new = _new_site(connection, workspace_id, name, lobby=False)
            connection.execute(insert(channel).values(workspace=workspace_id, channel=channel_id, site=new))
            return new

    def bind(self, site_id: int, channel_id: str) -> None:
        """Make the channel one of this site's, also where it was another's.

        Other processes that know a channel's site stay with it until they are started anew.

        Raises:
            UnknownSite: there is none with this number.
        """
        with self._database.write() as connection:
            found = select(site.c.workspace).where(site.c.id == site_id)
            owner = connection.execute(found).scalar_one_or_none()
            if owner is None:
                raise UnknownSite(f"there is no site {site_id}: take its number from site_for() or sites()")
            connection.execute(
                self._database.upsert(channel), {"workspace": owner, "channel": channel_id, "site": site_id}
            )
        self._shared.sites[owner, channel_id] = site_id

    def lobby(self, workspace_id: str) -> int:
        """The site of a workspace for what belongs to no place; made when it is first asked for."""
        query = select(site.c.id).where(site.c.workspace == workspace_id, site.c.lobby)
        with self._database.read() as connection:
            known = connection.execute(query).scalar_one_or_none()
        if known is not None:
            return known
        with self._database.write() as connection:
            self._need_workspace(connection, workspace_id, locked=True)
            known = connection.execute(query).scalar_one_or_none()
            return known if known is not None else _new_site(connection, workspace_id, "", lobby=True)

    def sites(self, workspace_id: str | None = None) -> list[SiteRow]:
        """All sites in the order in which they were opened, of one workspace or (for the operator) of all."""
        query = select(site.c.id, site.c.workspace, site.c.name, site.c.lobby).order_by(site.c.id)
        bound = select(channel.c.site, channel.c.channel).order_by(channel.c.channel)
        if workspace_id is not None:
            query = query.where(site.c.workspace == workspace_id)
            bound = bound.where(channel.c.workspace == workspace_id)
        channels: dict[int, list[str]] = defaultdict(list)
        with self._database.read() as connection:
            for owner, name in connection.execute(bound):
                channels[owner].append(name)
            return [
                SiteRow(id=id_, workspace=owner, name=name, channels=tuple(channels[id_]), is_lobby=lobby)
                for id_, owner, name, lobby in connection.execute(query)
            ]

    def sites_of_person(self, workspace_id: str, user: str) -> list[int]:
        """The sites that know this person, the one where their document changed last first."""
        query = select(site.c.id).join(subject, subject.c.site == site.c.id)
        query = query.where(
            site.c.workspace == workspace_id, subject.c.kind == "person", subject.c.id == user
        )
        with self._database.read() as connection:
            return list(
                connection.execute(query.order_by(subject.c.changed_at.desc(), site.c.id.desc())).scalars()
            )

    def place_of_message(self, workspace_id: str, channel_id: str, ts: str) -> tuple[int, str] | None:
        """(site, target) of a message that we posted there, also of one that was replaced since."""
        query = select(trace.c.site, trace.c.target).where(
            trace.c.workspace == workspace_id, trace.c.channel == channel_id, trace.c.ts == ts
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row[0], row[1])

    def _need_workspace(self, connection: Connection, workspace_id: str, *, locked: bool = False) -> None:
        """Make the workspace's row if need be; `locked` holds it, so that one site or lobby is made of two asked for."""
        row = {"id": workspace_id, "enterprise": ""}
        connection.execute(self._database.insert_new(workspace), row)
        if locked:
            held = (
                select(workspace.c.id).where(workspace.c.id == workspace_id).with_for_update(key_share=True)
            )
            connection.execute(held)


def _new_site(connection: Connection, workspace_id: str, name: str, *, lobby: bool) -> int:
    row = {"workspace": workspace_id, "name": name, "lobby": lobby, "revision": 0}
    row |= {"head_seq": 0, "head_hash": ""}
    new = connection.execute(insert(site).values(row).returning(site.c.id)).scalar_one()
    connection.execute(update(site).where(site.c.id == new).values(head_hash=genesis(workspace_id, new)))
    return new
