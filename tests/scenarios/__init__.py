"""Whole loops through the real composition root, on a moved clock."""
