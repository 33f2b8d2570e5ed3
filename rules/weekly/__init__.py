"""Weekly promises, the Last Planner way: who will finish what in a week, what was kept, and why the rest was not.

Sources: Ballard, The Last Planner System of Production Control (2000); Ballard and Howell, Shielding Production (1998); the Lean
Construction Institute's glossary. PPC, percent plan complete, is the share of what was promised for a week that was done as
promised, without partial credit. Of what a week before was expected to be worked on, TMR, tasks made ready, is the share of which
nothing stands in the way once the week is planned; TA, tasks anticipated, is the share of the promises that had been expected.
"""
