"""What a message in an action's thread answers: scene and drafts in, the response and what it leaves of the drafts out."""
