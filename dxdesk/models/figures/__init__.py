"""The figures of a fiscal year, each with its definition."""
