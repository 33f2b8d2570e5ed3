"""Hold the sandbox against what Slack documents and what its own SDKs send and accept."""
