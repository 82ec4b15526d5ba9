"""Leading and driving: plan, follow a path, keep clear of people, lead a visitor."""
