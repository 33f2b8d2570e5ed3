"""The tests of `rules.folding`."""
