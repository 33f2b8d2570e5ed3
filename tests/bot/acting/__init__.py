"""Answers: what they say of an action, and of its tasks."""
