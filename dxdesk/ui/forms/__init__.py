"""What is typed in: fields that read every written form and never close while an IME composes."""
