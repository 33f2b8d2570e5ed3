"""What people do with what was asked of them, and what they ask of each other: answers, approvals, new times, handing on."""
