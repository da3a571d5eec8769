"""The tables of a desk, each column with its meaning, as one list.

The schema of a new store, the triggers that record images, ``docs/schema.md`` and the tables that
``verify`` compares are all made from this list. Every table's key is
``id INTEGER PRIMARY KEY AUTOINCREMENT``, so that an id is never used again, also after an undo.
"""

from __future__ import annotations

from dxdesk.models.schema.choices import (
    APPOINTMENTS,
    ATTENDANCE_RESULTS,
    CERTIFICATION_STATES,
    CLAIM_KINDS,
    CLAIM_STATES,
    DESIGNATION_ROLES,
    INQUIRY_MODES,
    INQUIRY_STATES,
    LEAVE_KINDS,
    MEDIA_TYPES,
    NAME_KINDS,
    NOTICE_STATES,
    OPPORTUNITY_KINDS,
    QUESTION_KINDS,
    ROUND_STATES,
    SESSION_STATES,
    SHEET_STATES,
    SUCCESSION_KINDS,
    TIERS,
    UNIT_KINDS,
    VERIFICATIONS,
    WISHES,
)
from dxdesk.models.schema.evidence import ATTACHMENTS, EVIDENCE, LEARNING, SESSIONS
from dxdesk.models.schema.inquiries import INQUIRIES, SHEETS
from dxdesk.models.schema.office import ASIDE, OFFICE
from dxdesk.models.schema.people import ASSIGNMENTS, ORGANISATION, PEOPLE
from dxdesk.models.schema.plan import PLAN, PLAN_WORDS
from dxdesk.models.schema.record import RECORD
from dxdesk.models.schema.register import CERTIFICATION, DESIGNATIONS, REGISTER
from dxdesk.models.schema.tables import Field, Personal, Retention, Table, create_table

__all__ = [
    "APPOINTMENTS",
    "ASIDE",
    "ASSIGNMENTS",
    "ATTACHMENTS",
    "ATTENDANCE_RESULTS",
    "CERTIFICATION",
    "CERTIFICATION_STATES",
    "CLAIM_KINDS",
    "CLAIM_STATES",
    "DESIGNATIONS",
    "DESIGNATION_ROLES",
    "EVIDENCE",
    "INQUIRIES",
    "INQUIRY_MODES",
    "INQUIRY_STATES",
    "JOURNALED",
    "LEARNING",
    "LEAVE_KINDS",
    "MEDIA_TYPES",
    "NAME_KINDS",
    "NOTICE_STATES",
    "OFFICE",
    "OPPORTUNITY_KINDS",
    "ORGANISATION",
    "PEOPLE",
    "PLAN",
    "PLAN_WORDS",
    "QUESTION_KINDS",
    "RECORD",
    "REGISTER",
    "ROUND_STATES",
    "SESSIONS",
    "SESSION_STATES",
    "SHEETS",
    "SHEET_STATES",
    "SUCCESSION_KINDS",
    "TABLES",
    "TIERS",
    "UNIT_KINDS",
    "VERIFICATIONS",
    "WISHES",
    "Field",
    "Personal",
    "Retention",
    "Table",
    "create_table",
]

# Parents before children, so that rows can be written back in this order.
TABLES: tuple[Table, ...] = (
    *RECORD,
    *ASIDE,
    *OFFICE,
    *PEOPLE,
    *ORGANISATION,
    *ASSIGNMENTS,
    *PLAN,
    *PLAN_WORDS,
    *SESSIONS,
    *EVIDENCE,
    *ATTACHMENTS,
    *LEARNING,
    *INQUIRIES,
    *SHEETS,
    *CERTIFICATION[:1],
    *REGISTER,
    *DESIGNATIONS,
    *CERTIFICATION[1:],
)
JOURNALED: tuple[Table, ...] = tuple(table for table in TABLES if table.journaled)
