"""Tests of pasts lived through again."""
