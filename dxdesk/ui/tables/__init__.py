"""Lists: tables that hold ids and fetch what is seen."""
