"""Matching in watched child processes, and trying a rulebook before it is put in force."""
