"""Tests of weekly promises."""
