"""Progress of the work: clause and mood in, drafts of what was begun, advanced or finished out."""
