"""Weekly promises in Slack: the message that asks, the forms, the words of the week's end, and what a week came to."""
