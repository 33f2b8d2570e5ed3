"""Planned work: the schedule, its network of links, and what a slip or a finish does to what follows."""
