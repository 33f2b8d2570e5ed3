"""Tests of mutation testing: its changes of rules."""
