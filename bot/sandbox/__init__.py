"""A local Slack workspace, as strict as Slack itself, to try and to test against."""
