"""How a state follows from its journal: entries, the fold, what each does, and what is taken back or forgotten."""
