"""What is questionable in a rulebook that can be read: `lint` gives every finding, with what to do about it.

Each module holds one kind of check, a function from the rules to remarks. A check is exact where it can be and silent where
it cannot: what it calls certain is an error, what it calls unwise a warning.
"""
