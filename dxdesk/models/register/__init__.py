"""What is in force: certifications, their numbers, the names on paper."""
