"""One module or folder per navigation entry."""
