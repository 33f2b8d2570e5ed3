"""Tests of what reads MS Project files."""
