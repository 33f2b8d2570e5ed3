"""Tests of the demo and its stories."""
