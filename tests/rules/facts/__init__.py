"""The tests of `rules.facts`."""
