"""The window: it shows and asks. It holds no SQL and no rules."""
