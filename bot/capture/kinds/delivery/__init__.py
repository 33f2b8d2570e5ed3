"""Deliveries: clause and mood in, drafts of what came, is coming or did not out."""
