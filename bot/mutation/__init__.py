"""`siteloop rules test --mutate`: which changes of a rule no test of it notices."""
