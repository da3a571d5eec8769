"""The rows of a file that were refused, as they came, to be corrected and taken in again."""

from __future__ import annotations

from dxdesk.imports.proposal import Proposal
from dxdesk.imports.reading import Cell


def refused_cells(proposal: Proposal) -> list[tuple[tuple[Cell, ...], str]]:
    """The cells of every refused row, and where and why it was refused.

    A row that is refused for two cells is there once, with both reasons; a file that is no table
    has none.
    """
    table = proposal.sheet.table
    if table is None:
        return []
    reasons: dict[int, list[str]] = {}
    for refusal in proposal.refused:
        reasons.setdefault(refusal.row, []).append(f"{refusal.cell}：{refusal.reason}")
    return [
        (row.cells, "\n".join(reasons[row.number])) for row in table.rows if row.number in reasons
    ]
