"""Everything that is measured, as one list."""

from __future__ import annotations

from bench import importing, inquiring, judging, papers, scanning, starting
from bench.measure import Measure

MEASURES: tuple[Measure, ...] = (
    Measure(
        "roster", "roster of 12,689 people: backup, read, compare, write, journal", importing.roster,
        "read the file, write the same rows", times=8,
    ),
    Measure(
        "attendance", "28,000 attendance rows, likewise", importing.attendance,
        "read the file, write the same rows", times=20, limit=1.5,
    ),
    Measure(
        "judge", "judge everybody for all categories", judging.judging,
        "GROUP BY employee over all evidence", times=30, limit=1,
    ),
    Measure(
        "plan-effect", "whose judgement of 12,689 a change of the plan alters", judging.plan_effect,
        "judge everybody once", limit=1.5,
    ),
    Measure(
        "growth", "judging a person: 130,000 people against 12,689", judging.growth,
        "the same for GROUP BY employee", limit=1, unit="×",
    ),
    Measure(
        "recommendations", "whom each training alone would bring to a category",
        judging.recommending, limit=3,
    ),
    Measure(
        "recommending", "recommending to a person: 130,000 people against 12,689",
        judging.growth_of_recommending, limit=1, unit="×",
    ),
    Measure(
        "completions", "who completed what: all trainings of a year, and one unit by unit",
        judging.completing, limit=0.3,
    ),
    Measure(
        "reasons", "one person's reasons for every category", judging.explaining, limit=50,
        unit="ms",
    ),
    Measure(
        "talent", "look for talent by all seven kinds of criteria", judging.talent_search,
        limit=0.3,
    ),
    Measure(
        "talent-growth", "the same for a person: 130,000 people against 12,689",
        judging.talent_growth, limit=1.5, unit="×",
    ),
    Measure(
        "scan", "a scan of 10 MB read, checked, stored and shown, PDF or JPEG", scanning.scan,
        limit=1,
    ),
    Measure(
        "certificates", "1,000 certificates as PDF", papers.certificates,
        "the same text by reportlab alone", times=3,
    ),
    Measure(
        "staff-list", "staff list of 12,689 people as .xlsx, read from the desk", papers.staff_list,
        "the same cells by openpyxl alone", times=1.5,
    ),
    Measure(
        "inquiry-out", "assessment sheets of 12,689 people as 947 workbooks with letters",
        inquiring.by_unit, "the same cells by openpyxl alone", times=2,
    ),
    Measure(
        "inquiry-single", "the same as a workbook for each person", inquiring.by_person, limit=300,
    ),
    Measure(
        "inquiry-back", "those 947 workbooks with every rating, taken in as one action",
        inquiring.back, "the same workbooks read by calamine alone", times=10,
    ),
    Measure(
        "window", "from the command to a password field that took a key", starting.window,
        limit=1.5,
    ),
    Measure(
        "key", "130,000 people: from a key in the search field to its rows", starting.key,
        limit=50, unit="ms",
    ),
    Measure(
        "end", "130,000 people: from Ctrl+End to the last rows", starting.end_of_list,
        limit=20, unit="ms",
    ),
    Measure(
        "first-rows", "130,000 people: from the navigation to the first rows", starting.first_rows,
        limit=100, unit="ms",
    ),
    Measure(
        "silence", "130,000 people: longest block of the window while the list opens",
        starting.silence, limit=50, unit="ms",
    ),
    Measure(
        "hold", "130,000 people: longest block while it is sorted, filtered, scrolled",
        starting.hold, limit=50, unit="ms",
    ),
    Measure(
        "sort", "130,000 people: from a heading to the sorted rows, slowest column",
        starting.sort, limit=150, unit="ms",
    ),
    Measure(
        "filter", "130,000 people: from the choice of a 部局 to its rows", starting.filter_list,
        limit=50, unit="ms",
    ),
    Measure(
        "memory", "memory with 130,000 people listed", starting.memory, limit=300, unit="MB",
    ),
    Measure("memory-peak", "the most memory on the way there", starting.memory_peak, unit="MB"),
    Measure("home", "130,000 people: from the password to the first page", starting.first_page),
    Measure("roster-again", "the same roster again: nothing new", importing.roster_again),
    Measure("undo", "undo the roster", importing.undo_roster),
    Measure("sign-in", "from the password to an open desk", importing.signing_in),
    Measure("verify", "compute the whole chain and all digests again", importing.verifying),
)  # fmt: skip
BY_NAME = {measure.name: measure for measure in MEASURES}
