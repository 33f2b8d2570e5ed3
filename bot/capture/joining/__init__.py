"""What neighbouring clauses tell of one thing, joined: drafts in, fewer and fuller drafts out."""
