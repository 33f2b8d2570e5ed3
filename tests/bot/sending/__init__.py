"""Tests of the way to Slack."""
