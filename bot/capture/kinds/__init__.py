"""One reader per kind of signal: clause and mood in, drafts out."""
