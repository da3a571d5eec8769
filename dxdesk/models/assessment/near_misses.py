"""あと1項目: who would come to a category with a single further item, and with which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxdesk.models.assessment import scenarios
from dxdesk.models.assessment.scenarios import Profile
from dxdesk.models.plan import editions
from dxdesk.models.plan.editions import Edition
from dxdesk.models.store import Reads


def near_misses(reads: Reads, as_of: date) -> dict[str, dict[int, tuple[str, ...]]]:
    """Of the counted staff, who lacks one item only for a category.

    Whoever meets a category or is certified in it lacks nothing. By which way the item would be met
    does not matter; with it every other condition of the rule must hold.

    Args:
        reads: the desk, or an action.
        as_of: 判定基準日.

    Returns:
        By category with a rule, in the plan's order: by person, the items each of which is enough.

    Raises:
        UserError: no plan is in force on that day.
    """
    edition = editions.in_force(reads, as_of)
    known = scenarios.profiles(reads, edition, as_of)
    found: dict[str, dict[int, tuple[str, ...]]] = {
        rule.category: {} for rule in editions.rules(reads, edition.id)
    }
    for profile, codes in zip(known, enough(reads, edition, known), strict=True):
        for category, items in codes.items():
            found[category] |= dict.fromkeys(profile.people, items)
    return found


def enough(
    reads: Reads, edition: Edition, known: Sequence[Profile]
) -> list[dict[str, tuple[str, ...]]]:
    """For each profile, by category: the items each of which alone is enough, in the plan's order."""
    items = editions.items(reads, edition.id)
    found: list[dict[str, tuple[str, ...]]] = [{} for _ in known]
    for gain in scenarios.gains(reads, edition, known, [{item.id} for item in items]):
        so_far = found[gain.profile].get(gain.category_code, ())
        found[gain.profile][gain.category_code] = (*so_far, items[gain.addition].code)
    return found
