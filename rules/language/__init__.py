"""The language of rules: YAML into typed rules with every problem told in its line, what a rule means, and how it reads aloud.

A rulebook is read in stages: `text` (plain values with lines) → `shape` (checked against `schema`) → `reading` (one rule, with
`tree`, `outcomes`, `ladder` for its parts) → `rulebook`. The rules themselves are typed in `rules.rule`.
"""
