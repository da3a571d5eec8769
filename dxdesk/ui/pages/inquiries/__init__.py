"""照会・回収: inquiries of the year, how far each is, and what goes out and comes back."""
