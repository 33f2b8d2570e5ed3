"""The domain: what a site is, what its state means, and every decision; no I/O, no clock of its own."""
