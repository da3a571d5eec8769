"""What the data is and how it is kept safe. Knows nothing of windows, Excel or PDF."""
