"""Tests of what `/site` answers."""
