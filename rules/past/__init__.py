"""The past of a site lived through again: a journal read back, replayed with its own rules, or tried with others."""
