"""Durable state: inbox, journal, subjects, wakes and outbox, on SQLite or PostgreSQL."""
