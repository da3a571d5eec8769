"""People and where they are: units, employees, their names, services, postings and leaves."""
