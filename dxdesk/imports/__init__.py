"""Files in: any roster or list becomes a proposal that is applied as one action."""
