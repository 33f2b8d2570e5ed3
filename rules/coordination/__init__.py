"""Coordination: whom a slip hits, and what a finish frees."""
