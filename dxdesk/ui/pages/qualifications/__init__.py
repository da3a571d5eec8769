"""資格・業務経歴: everybody's evidence with its scans, what lapses, what waits for a check, and talent."""
