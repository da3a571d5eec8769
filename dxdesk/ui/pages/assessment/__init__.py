"""アセスメント: how one person stands before every category, item by item."""
