"""What is told once a day: to each person in the morning, to the site's channel in the evening."""
