"""The life of an action, part by part: the table of its transitions, and what the larger ones do. `action` folds it."""
