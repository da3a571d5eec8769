"""One module per paper that the office hands out."""
