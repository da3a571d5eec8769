"""The rules as relations: what proves an item, who meets which rule. SQL only, for everybody at once.

Every relation stands on ``judged(employee_id)``: the counted staff when everybody is judged, the
people shown when reasons are given. Meanings are those of the plan's rules: an item is met by any
one of its ways, a rule when everything that it states is met.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from dxdesk.models import settings, wareki
from dxdesk.models.plan.editions import Edition
from dxdesk.models.store import Reads

MANAGER_GRADES: Final = ("課長級", "次長級", "部長級")

# On roll on the day and not on one of the leaves that the office leaves out.
COUNTED: Final = """
counted(employee_id) AS MATERIALIZED (
  SELECT employee_id FROM service
   WHERE (since IS NULL OR since <= :as_of) AND (until IS NULL OR until >= :as_of) {only service}
  EXCEPT
  SELECT employee_id FROM leave
   WHERE kind IN (SELECT value FROM json_each(:excluded_leaves))
     AND (since IS NULL OR since <= :as_of) AND (until IS NULL OR until >= :as_of)
)"""

JUDGED_COUNTED: Final = "judged(employee_id) AS (SELECT employee_id FROM counted)"
JUDGED_NAMED: Final = (
    "judged(employee_id) AS MATERIALIZED (SELECT value FROM json_each(:employee_ids))"
)

# Periods of one kind that overlap or touch are merged (gaps and islands), cut at the day; each
# merged period counts its whole months, first and last day included; then they are added up.
MONTHS: Final = """
period(employee_id, kind_id, since, until, verification) AS (
  SELECT employee_id, experience_kind_id, since, min(coalesce(until, :as_of), :as_of), verification
    FROM experience
   WHERE since <= :as_of AND (until IS NULL OR until >= since)
     AND (:counts_self_reported OR verification <> '本人申告')
     {only experience}
),
opening AS (
  SELECT employee_id, kind_id, since, until, (since > date(max(until) OVER (
      PARTITION BY employee_id, kind_id ORDER BY since, until
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '+1 day')) IS NOT 0 AS opens
    FROM period
),
island AS (
  SELECT *, sum(opens) OVER (
      PARTITION BY employee_id, kind_id ORDER BY since, until ROWS UNBOUNDED PRECEDING) AS island
    FROM opening
),
merged AS (
  SELECT employee_id, kind_id, min(since) AS since, date(max(until), '+1 day') AS after
    FROM island GROUP BY employee_id, kind_id, island
),
experienced(employee_id, kind_id, months) AS MATERIALIZED (
  SELECT employee_id, kind_id, sum(
      12 * (substr(after, 1, 4) - substr(since, 1, 4))
      + substr(after, 6, 2) - substr(since, 6, 2)
      - (substr(after, 9, 2) < substr(since, 9, 2)))
    FROM merged GROUP BY employee_id, kind_id
)"""

# One row for each way by which somebody meets an item, with the day, months or rating that says so,
# and its 確認区分; months are added up from several periods, each with its own.
PROOF: Final = """
asked AS MATERIALIZED (
  SELECT way.*, item.code AS item_code,
         (:fiscal_year - within_years + 1) || '-04-01' AS completed_from
    FROM way JOIN item ON item.id = way.item_id WHERE item.edition_id = :edition_id
),
proof(employee_id, item_id, way_id, value, verification) AS (
  SELECT attendance.employee_id, asked.item_id, asked.id, attendance.day,
         attendance.verification
    FROM attendance CROSS JOIN asked ON attendance.training_id = asked.training_id
   WHERE asked.kind = 'training' AND attendance.result = '修了' AND attendance.day <= :as_of
     AND (asked.within_years IS NULL OR attendance.day >= asked.completed_from)
     AND (:counts_self_reported OR attendance.verification <> '本人申告')
     {only attendance}
  UNION ALL
  SELECT holding.employee_id, asked.item_id, asked.id, holding.acquired_on,
         holding.verification
    FROM holding CROSS JOIN asked ON holding.qualification_id = asked.qualification_id
   WHERE asked.kind = 'qualification' AND holding.acquired_on <= :as_of
     AND (holding.expires_on IS NULL OR holding.expires_on >= :as_of)
     AND (:counts_self_reported OR holding.verification <> '本人申告')
     {only holding}
  UNION ALL
  SELECT experienced.employee_id, asked.item_id, asked.id, experienced.months, ''
    FROM asked JOIN experienced ON experienced.kind_id = asked.experience_kind_id
   WHERE asked.kind = 'experience' AND experienced.months >= asked.months
  UNION ALL
  SELECT rating.employee_id, asked.item_id, asked.id, rating.head, ''
    FROM rating CROSS JOIN asked ON rating.item_code = asked.item_code
   WHERE asked.kind = 'rating' AND rating.fiscal_year = :fiscal_year AND rating.head >= asked.rating
     {only rating}
)"""

ITEM_MET: Final = """
item_met(employee_id, item_id) AS MATERIALIZED (
  SELECT DISTINCT employee_id, item_id FROM proof
   WHERE employee_id IN (SELECT employee_id FROM judged)
)"""

# Certified in this or an earlier edition, by the category's code; ended_on is the first day without.
CERTIFIED: Final = """
certified(employee_id, category_code) AS (
  SELECT employee_id, category_code FROM certification
   WHERE certified_on <= :as_of AND (ended_on IS NULL OR ended_on > :as_of)
)"""

# Managers of digital units on the day.
MANAGER: Final = """
manager(employee_id) AS (
  SELECT posting.employee_id
    FROM posting JOIN unit_version ON unit_version.unit_id = posting.unit_id
   WHERE posting.main = 1 {only posting} AND posting.grade IN (SELECT value FROM json_each(:manager_grades))
     AND (posting.since IS NULL OR posting.since <= :as_of)
     AND (posting.until IS NULL OR posting.until >= :as_of)
     AND unit_version.digital = 1
     AND (unit_version.since IS NULL OR unit_version.since <= :as_of)
     AND (unit_version.until IS NULL OR unit_version.until >= :as_of)
)"""

# What a rule lists and adds up is counted for everybody who meets any of it; a rule that states
# neither items nor points needs a row for each of the judged.
RULES: Final = """
stated AS MATERIALIZED (
  SELECT rule.*, (SELECT count(*) FROM rule_item WHERE rule_id = rule.id AND part = 'all') AS whole
    FROM rule WHERE rule.edition_id = :edition_id
),
tally(employee_id, rule_id, whole, chosen, points) AS (
  SELECT item_met.employee_id, rule_item.rule_id, rule_item.part = 'all', rule_item.part = 'of', 0.0
    FROM rule_item JOIN item_met ON item_met.item_id = rule_item.item_id
   WHERE rule_item.rule_id IN (SELECT id FROM stated)
  UNION ALL
  SELECT item_met.employee_id, stated.id, 0, 0, item.points
    FROM stated JOIN item ON item.category_id = stated.category_id
    JOIN item_met ON item_met.item_id = item.id
   WHERE stated.points IS NOT NULL AND item.points IS NOT NULL
  UNION ALL
  SELECT judged.employee_id, stated.id, 0, 0, 0.0 FROM stated CROSS JOIN judged
   WHERE stated.whole = 0 AND coalesce(stated.at_least, 0) <= 0 AND coalesce(stated.points, 0) <= 0
),
counted_up AS (
  SELECT employee_id, rule_id, sum(whole) AS whole, sum(chosen) AS chosen,
         round(sum(points), 6) AS points
    FROM tally GROUP BY employee_id, rule_id
),
base(employee_id, category_id, holds_category_id) AS MATERIALIZED (
  SELECT counted_up.employee_id, stated.category_id, stated.holds_category_id
    FROM counted_up JOIN stated ON stated.id = counted_up.rule_id
   WHERE counted_up.whole = stated.whole
     AND counted_up.chosen >= coalesce(stated.at_least, 0)
     AND counted_up.points >= round(coalesce(stated.points, 0), 6)
     AND (NOT stated.managers_of_digital_units
          OR counted_up.employee_id IN (SELECT employee_id FROM manager))
)"""

# "holds" is met by a certificate in force or by meeting the other category at the same time. The
# level of a category that spans several is the highest single level that the person meets.
VERDICT: Final = """
verdict(employee_id, category_id) AS MATERIALIZED (
  SELECT base.employee_id, base.category_id
    FROM base LEFT JOIN category ON category.id = base.holds_category_id
   WHERE base.holds_category_id IS NULL
      OR (base.employee_id, category.code) IN (SELECT employee_id, category_code FROM certified)
  UNION
  SELECT base.employee_id, base.category_id
    FROM verdict JOIN base
      ON base.employee_id = verdict.employee_id AND base.holds_category_id = verdict.category_id
),
levelled(employee_id, category_id, level) AS (
  SELECT verdict.employee_id, category.id, max(met.level)
    FROM verdict JOIN category ON category.id = verdict.category_id
    LEFT JOIN (
      SELECT verdict.employee_id, category.from_level AS level
        FROM verdict JOIN category ON category.id = verdict.category_id
       WHERE category.from_level = category.to_level
    ) AS met
      ON met.employee_id = verdict.employee_id
     AND met.level BETWEEN category.from_level AND category.to_level
   GROUP BY verdict.employee_id, category.id
)"""

# Who is judged in a scenario is nobody: a number that stands for a profile with something added.
# A scenario that adds nothing to its profile is not judged; number 0 of the additions is nothing.
SCENARIOS: Final = """
profile(id, item_ids, manages, codes) AS MATERIALIZED (
  SELECT key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(:profiles)
),
profile_item(profile_id, item_id) AS MATERIALIZED (
  SELECT profile.id, listed.value FROM profile CROSS JOIN json_each(profile.item_ids) AS listed
),
added_item(addition_id, item_id) AS MATERIALIZED (
  SELECT given.key + 1, listed.value
    FROM json_each(:additions) AS given CROSS JOIN json_each(given.value) AS listed
),
scenario(id, profile_id, addition_id) AS MATERIALIZED (
  SELECT id * :width, id, 0 FROM profile
  UNION ALL
  SELECT DISTINCT profile.id * :width + addition_id, profile.id, addition_id
    FROM profile CROSS JOIN added_item
    LEFT JOIN profile_item AS had ON had.profile_id = profile.id AND had.item_id = added_item.item_id
   WHERE had.item_id IS NULL
),
judged(employee_id) AS (SELECT id FROM scenario),
item_met(employee_id, item_id) AS MATERIALIZED (
  SELECT scenario.id, item_id FROM scenario JOIN profile_item USING (profile_id)
  UNION
  SELECT scenario.id, item_id FROM scenario JOIN added_item USING (addition_id)
),
manager(employee_id) AS (
  SELECT scenario.id FROM scenario JOIN profile ON profile.id = profile_id WHERE profile.manages
),
certified(employee_id, category_code) AS (
  SELECT scenario.id, held.value
    FROM scenario JOIN profile ON profile.id = profile_id
    CROSS JOIN json_each(profile.codes) AS held
)"""

_ONLY_JUDGED: Final = "AND {table}.employee_id IN (SELECT employee_id FROM judged)"
_RESTRICTED: Final = ("service", "posting", "attendance", "holding", "experience", "rating")


def everybody(select: str) -> str:
    """A query over the relations with all counted staff judged."""
    parts = (COUNTED, JUDGED_COUNTED, MONTHS, PROOF, ITEM_MET, MANAGER, CERTIFIED, RULES, VERDICT)
    return _query(parts, select, restricted=False)


def counted_staff(select: str) -> str:
    """A query that only asks who is counted."""
    return _query((COUNTED,), select, restricted=False)


def named(select: str) -> str:
    """A query over the relations with the people of ``:employee_ids`` judged, counted or not."""
    parts = (JUDGED_NAMED, COUNTED, MONTHS, PROOF, ITEM_MET, MANAGER, CERTIFIED, RULES, VERDICT)
    return _query(parts, select, restricted=True)


def scenarios(select: str) -> str:
    """A query over the relations with the scenarios of ``:profiles`` and ``:additions`` judged.

    The parameters are made by ``scenarios.py``, which also says what they mean.
    """
    return _query((SCENARIOS, RULES, VERDICT), select, restricted=False)


def _query(parts: Sequence[str], select: str, *, restricted: bool) -> str:
    """Join the parts; for a few people every source is asked for these people only."""
    text = ",".join(parts)
    for table in _RESTRICTED:
        only = _ONLY_JUDGED.format(table=table) if restricted else ""
        text = text.replace(f"{{only {table}}}", only)
    return f"WITH RECURSIVE {text}\n{select}"


def parameters(reads: Reads, edition: Edition, as_of: date) -> dict[str, Any]:
    """What the relations ask for by name, but for the people."""
    return {
        "as_of": as_of.isoformat(),
        "fiscal_year": wareki.fiscal_year(as_of),
        "edition_id": edition.id,
        "counts_self_reported": int(edition.counts_self_reported),
        "excluded_leaves": json.dumps(settings.get(reads, settings.EXCLUDED_LEAVES)),
        "manager_grades": json.dumps(MANAGER_GRADES),
    }
