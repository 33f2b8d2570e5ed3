"""The tests of `rules.lint`."""
