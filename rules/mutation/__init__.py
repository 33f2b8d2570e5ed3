"""Mutation testing of rulebooks: each rule with one thing otherwise than declared, to see whether its tests notice.

`conditions`, `settings` and `outcomes` name the changes of a rule's plain values; `mutants` reads each as the rulebook's own
reader does, and leaves out those that make no rule; `advice` says what test would notice one. Whoever has timelines runs them.
"""
