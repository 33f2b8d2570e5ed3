"""The demonstration: a site with people in a sandbox, to talk to on a page or to play a story with."""
