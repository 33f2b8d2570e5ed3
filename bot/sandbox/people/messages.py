"""People write, edit, delete, react, upload and invite."""

import mimetypes
from dataclasses import replace

from .. import posting
from ..errors import NotAllowed, NotFound
from ..forwarding import attachment
from ..records import Channel, Message, SlackFile, User
from ..sharing import share
from ..wire_objects import user_json
from ..workspace import new_id
from .stage import Stage

LONGEST = 40_000  # characters; Slack cuts a message there


class MessageActs(Stage):
    """Acts on messages. People and channels go by id or name; errors are SandboxError."""

    def say(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, *, broadcast: bool = False
    ) -> str:
        """Write a message as typed (`@diego`, `#tower-a`) and return its ts."""
        who, where = self._member(user, channel)
        if not text.strip():
            raise NotAllowed("Slack does not send an empty message; write something.")
        draft = Message(
            channel=where.id,
            ts="",
            user=who.id,
            text=self.workspace.typed(text[:LONGEST]),
            at=self.workspace.clock.now(),
            thread_ts=self._root(where, thread_ts),
            broadcast=broadcast,
            subtype="thread_broadcast" if broadcast and thread_ts else None,
            client_msg_id=self.workspace.client_msg_id(),
        )
        message = posting.post(self.workspace, where, draft)
        self._told()
        return message.ts

    def edit(self, user: str, channel: str, ts: str, text: str) -> None:
        """Edit a message of one's own."""
        with self.workspace.lock:
            who, where, message = self._own(user, channel, ts, "edit")
            encoded = self.workspace.typed(text)
            if not text.strip() or encoded == message.text:
                raise NotAllowed("An edit has to change the text, and cannot empty it; delete it instead.")
            edited = posting.edited_by(self.workspace, who.id)
            posting.change(self.workspace, where, message, replace(message, text=encoded, edited=edited))
        self._told()

    def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete a message of one's own."""
        with self.workspace.lock:
            _, where, message = self._own(user, channel, ts, "delete")
            posting.remove(self.workspace, where, message)
        self._told()

    def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """React with an emoji, by its name without colons."""
        with self.workspace.lock:
            who, where, message = self._seen(user, channel, ts)
            if message.recipient:
                raise NotAllowed("Slack offers no reactions on an ephemeral message.")
            posting.react(self.workspace, where, message, who.id, name.strip(":"))
        self._told()

    def unreact(self, user: str, channel: str, ts: str, name: str) -> None:
        """Take one's reaction back."""
        with self.workspace.lock:
            who, where, message = self._seen(user, channel, ts)
            posting.unreact(self.workspace, where, message, who.id, name.strip(":"))
        self._told()

    def forward(self, user: str, source: str, ts: str, channel: str, comment: str = "") -> str:
        """Share a message in another place, with a comment or without, and return the new message's ts."""
        who, place, message = self._seen(user, source, ts)
        if message.recipient:
            raise NotAllowed("Slack does not share an ephemeral message.")
        _, where = self._member(user, channel)
        draft = Message(
            channel=where.id,
            ts="",
            user=who.id,
            text=self.workspace.typed(comment),
            at=self.workspace.clock.now(),
            client_msg_id=self.workspace.client_msg_id(),
            attachments=(attachment(self.workspace, place, message),),
        )
        shared = posting.post(self.workspace, where, draft)
        self._told()
        return shared.ts

    def record_clip(
        self,
        user: str,
        channel: str,
        comment: str = "",
        transcript: str | None = None,
        name: str = "",
        thread_ts: str | None = None,
    ) -> str:
        """Record a voice clip and return its message's ts; without a transcript Slack still listens to it."""
        file = self.store_file(user, name or "audio_message.m4a", b"a voice, as far as Slack cares")
        self.workspace.files[file.id] = clip = replace(file, clip=True, transcript=transcript)
        return self.share_files(user, channel, [clip], comment, thread_ts)

    def transcribe(self, file: str, transcript: str) -> None:
        """Let Slack have listened to a clip: the app is told that the file changed, and nothing more."""
        with self.workspace.lock:
            clip = self.workspace.files[file] = replace(self.workspace.files[file], transcript=transcript)
            told: dict[str, object] = {"type": "file_change", "file_id": file, "file": {"id": file}}
            told["event_ts"] = self.workspace.next_ts()
            channels = [self.workspace.channels[id] for id in clip.shared_in]
            seen = [one for one in channels if self.workspace.app.bot_user in one.members]
            if seen:
                self.workspace.tell_app("file_change", told, seen[0])
        self._told()

    def store_file(self, user: str, filename: str, content: bytes) -> SlackFile:
        """Upload a file without sharing it, as a form's file field does."""
        file = SlackFile(
            id=new_id("F"),
            name=filename,
            title=filename,
            mimetype=mimetypes.guess_type(filename)[0] or "application/octet-stream",
            user=self.workspace.user(user).id,
            created=self.workspace.clock.now(),
            content=content,
        )
        self.workspace.files[file.id] = file
        return file

    def share_files(
        self, user: str, channel: str, files: list[SlackFile], comment: str = "", thread_ts: str | None = None
    ) -> str:
        """Post stored files as one message with an optional comment and return its ts."""
        who, where = self._member(user, channel)
        draft = Message(
            channel=where.id,
            ts="",
            user=who.id,
            text=self.workspace.typed(comment),
            at=self.workspace.clock.now(),
            thread_ts=self._root(where, thread_ts),
            subtype="file_share",
            client_msg_id=self.workspace.client_msg_id(),
            files=tuple(file.id for file in files),
        )
        message = share(self.workspace, where, draft)
        self._told()
        return message.ts

    def upload(
        self,
        user: str,
        channel: str,
        filename: str,
        content: bytes,
        comment: str = "",
        thread_ts: str | None = None,
    ) -> str:
        """Share one file in a channel and return the message's ts."""
        self._member(user, channel)
        file = self.store_file(user, filename, content)
        return self.share_files(user, channel, [file], comment, thread_ts)

    def invite(self, user: str, channel: str, by: str | None = None) -> None:
        """Make a person, or the app's bot, a member of a channel; without `by` they join by themselves."""
        who, where = self.workspace.user(user), self.workspace.channel(channel)
        if where.kind == "dm":
            raise NotAllowed("A direct conversation takes nobody else.")
        inviter = self.workspace.user(by).id if by else None
        posting.join(self.workspace, where, who.id, inviter)
        self._told()

    def leave(self, user: str, channel: str) -> None:
        """Leave a channel."""
        who, where = self._member(user, channel)
        if where.kind == "dm":
            raise NotAllowed("Nobody leaves a direct conversation.")
        posting.leave(self.workspace, where, who.id)
        self._told()

    def deactivate(self, user: str) -> None:
        """An admin ends somebody's account: they are in no channel any more, and the app is told of the user alone."""
        who = self.workspace.deactivate(user)
        told: dict[str, object] = {"type": "user_change", "user": user_json(self.workspace, who)}
        told |= {
            "cache_ts": int(self.workspace.clock.now().timestamp()),
            "event_ts": self.workspace.next_ts(),
        }
        self.workspace.tell_app("user_change", told, None)
        self._told()

    def create_channel(self, user: str, name: str, *, private: bool = False, topic: str = "") -> Channel:
        """Create a channel with its creator in it."""
        return self.workspace.add_channel(name, private=private, members=[user], topic=topic, creator=user)

    def open_dm(self, user: str, other: str) -> Channel:
        """Open the direct conversation with somebody, a bot too."""
        return self.workspace.direct(user, other)

    def unfurl(self, channel: str, ts: str, url: str, title: str) -> None:
        """Let Slack add a link's preview to a message, which comes to the app as a change of the same text."""
        with self.workspace.lock:
            where, message = self.workspace.channel(channel), self.workspace.message(channel, ts)
            preview = {"from_url": url, "original_url": url, "title": title, "fallback": title, "id": 1}
            new = replace(message, attachments=(*message.attachments, preview))
            posting.change(self.workspace, where, message, new)
        self._told()

    def mark_read(self, user: str, channel: str, ts: str) -> None:
        """Mark a channel as read up to a message."""
        who, where = self._member(user, channel)
        where.last_read[who.id] = max(ts, where.last_read.get(who.id, "0"))
        self.workspace.feed.publish("channel", channel=where.id, user=who.id)

    def _own(self, user: str, channel: str, ts: str, verb: str) -> tuple[User, Channel, Message]:
        who, where, message = self._seen(user, channel, ts)
        if message.user != who.id or message.subtype == "tombstone":
            raise NotAllowed(f"@{who.name} can only {verb} messages of their own.")
        return who, where, message

    def _root(self, channel: Channel, thread_ts: str | None) -> str | None:
        """Return the ts of the thread's root; a reply inside a thread goes to the same thread."""
        if thread_ts is None:
            return None
        message = channel.messages.get(thread_ts)
        if message is None:
            raise NotFound(f"There is no message {thread_ts} to reply to in #{channel.name or channel.id}.")
        return message.thread_ts or message.ts
