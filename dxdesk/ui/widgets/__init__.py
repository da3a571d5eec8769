"""The few shapes that all pages are made of."""
