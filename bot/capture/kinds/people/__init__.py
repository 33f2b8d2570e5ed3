"""Headcount: people on site, by trade, and their hours."""
