"""From a state to decisions: cases, what holds rules back, whom they ask, and what they lead to."""
