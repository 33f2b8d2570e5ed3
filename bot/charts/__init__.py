"""Pictures of what Siteloop found."""
