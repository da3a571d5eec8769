"""照会: a list sent out by bureau with columns to fill in, and what comes back."""
