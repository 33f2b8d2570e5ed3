"""A month at a site: people who work, speak and answer as people do, drawn by chance from a seed, and from nothing else.

`people` says who they are, `truth` what really happens to each task, `words` how they say it, `troubles` what goes wrong on
ordinary days, `plants` what goes seriously wrong, `script` what is said on a day, `answers` how people react to Siteloop, and
`drive` lives through it all in a world of the demo.
"""
