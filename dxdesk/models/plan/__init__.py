"""The plan: editions with their categories, trainings, items, rules and targets."""
