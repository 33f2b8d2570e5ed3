"""Requests: clause and mood in, drafts of what is asked for out."""
