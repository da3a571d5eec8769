"""ファイルの取込: from a file to one action that can be undone, in four steps."""
