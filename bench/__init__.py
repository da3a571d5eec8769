"""Speed and size, measured against lower bounds in the same run: python3 dev.py bench."""

READY = "ready"  # said by a window that can be used
