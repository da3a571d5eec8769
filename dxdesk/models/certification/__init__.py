"""How somebody comes to be certified: rounds and what is handed over."""
