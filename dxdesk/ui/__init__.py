"""The window: shows and asks; holds no SQL and no rules."""
