"""The facts of each kind of subject: how they are seen at one instant, and the fields that rules can read of them."""
