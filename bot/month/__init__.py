"""A month at a site: people who work, speak and answer as people do, drawn by chance from a seed, and from nothing else.

`people` says who they are, `truth` what really happens to each task, `words` how they say it, `troubles` what goes wrong on
ordinary days, `plants` what goes seriously wrong; `written` puts that together into a script before anybody lives it. `answers`
is how people react to Siteloop, `drive` lives through it all in a world of the demo, and `record` keeps what Siteloop cannot
know.
"""
