"""The window: it shows and asks. It holds no SQL and no rules."""

from dxdesk.ui.undying import make_undying

make_undying()
