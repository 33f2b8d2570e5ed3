"""The command line: what can be asked for, and what is done about it."""
