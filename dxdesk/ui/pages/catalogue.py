"""Which page belongs to which entry of the navigation. Each is loaded when it is first seen."""

from __future__ import annotations

from importlib import import_module

from dxdesk.ui.pages.entries import NavigationEntry
from dxdesk.ui.pages.page import Page, UnbuiltPage
from dxdesk.ui.workplace import Workplace

BUILT = {
    "home": ("dxdesk.ui.pages.home", "HomePage"),
    "employees": ("dxdesk.ui.pages.employees.page", "EmployeesPage"),
    "assessment": ("dxdesk.ui.pages.assessment.page", "AssessmentPage"),
    "certification": ("dxdesk.ui.pages.certification.page", "CertificationPage"),
    "learning": ("dxdesk.ui.pages.learning.page", "LearningPage"),
    "qualifications": ("dxdesk.ui.pages.qualifications.page", "QualificationsPage"),
    "trainings": ("dxdesk.ui.pages.trainings.page", "TrainingsPage"),
    "inquiries": ("dxdesk.ui.pages.inquiries.page", "InquiriesPage"),
    "taking_in": ("dxdesk.ui.pages.taking_in.page", "TakingInPage"),
    "plan": ("dxdesk.ui.pages.plan.page", "PlanPage"),
    "units": ("dxdesk.ui.pages.units.page", "UnitsPage"),
    "record": ("dxdesk.ui.pages.record", "RecordPage"),
    "settings": ("dxdesk.ui.pages.settings", "SettingsPage"),
}


def make_page(entry: NavigationEntry, workplace: Workplace) -> Page:
    """Make the page of an entry; one that is not built says what it will be."""
    if entry.key not in BUILT:
        return UnbuiltPage(workplace, entry)
    module, name = BUILT[entry.key]
    made: Page = getattr(import_module(module), name)(workplace)
    return made
