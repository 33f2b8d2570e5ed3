"""Tests of the month at a site."""
