"""The rulebook in force, and what managers make of it: changed, silenced, tried on the past, trusted."""
