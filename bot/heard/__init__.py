"""Words that people wrote, from the message to what is recorded of it: read, asked about, put right, kept out."""
