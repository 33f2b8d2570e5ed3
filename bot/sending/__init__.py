"""The way to Slack: the outbox is worked off, with its limits and its failures."""
