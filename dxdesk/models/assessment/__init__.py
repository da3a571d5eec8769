"""Who meets which item and which category, and why."""
