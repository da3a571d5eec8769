"""職員: everybody in a list, and everything about one person beside it."""
