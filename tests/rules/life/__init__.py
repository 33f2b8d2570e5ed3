"""The tests of `rules.life`."""
