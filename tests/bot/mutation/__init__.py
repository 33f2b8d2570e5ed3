"""Tests of mutation testing: trying changes on tests."""
