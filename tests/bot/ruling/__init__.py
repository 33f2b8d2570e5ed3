"""Tests of how rules are changed and tried."""
