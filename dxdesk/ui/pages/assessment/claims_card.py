"""本人の申告: what the records do not have, each to be accepted or refused, and what it would change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from dxdesk.errors import StoreError, UserError
from dxdesk.models import acts
from dxdesk.models.assessment import claim_effects, claims
from dxdesk.models.assessment.claims import Claim
from dxdesk.models.journal import Action
from dxdesk.ui.forms.form import FormDialog
from dxdesk.ui.jobs import Job, Line
from dxdesk.ui.pages.assessment.claim_words import (
    claim_words,
    decided_words,
    gained_words,
    named,
)
from dxdesk.ui.pages.assessment.deciding import Accepted, ask_to_accept, ask_to_refuse
from dxdesk.ui.pages.assessment.looking import Visit
from dxdesk.ui.widgets.card import row
from dxdesk.ui.widgets.texts import Answer, body, button, heading, label
from dxdesk.ui.workplace import Workplace

PAUSE_MS = 250


class ClaimsCard(QWidget):
    """The claims of one sheet; ``decided`` says that one of them was decided on."""

    decided = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.visit: Visit | None = None
        self.dialog: FormDialog | None = None
        self.lines: dict[int, ClaimLine] = {}
        self.title = heading("")
        self.answer = Answer()
        self._holder = QWidget()
        self._holder.setObjectName("clear")
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(area, 1)
        layout.addWidget(self.answer)
        # What a claim would do is tried in an action; who only passes by shall not open one.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask_effects)

    def show_visit(self, visit: Visit) -> None:
        """Show the claims of a sheet; without any there is nothing to see."""
        self.visit = visit
        self.answer.hide()
        self._pause.stop()
        for line in self.lines.values():
            self._column.removeWidget(line)
            line.deleteLater()
        may = self.workplace.desk.may(acts.DECIDE_CLAIM)
        self.lines = {
            claim.id: ClaimLine(claim, self._accept, self._refuse, may=may)
            for claim in visit.claims
        }
        for at, line in enumerate(self.lines.values()):
            self._column.insertWidget(at, line)
        waiting = self._open()
        self.title.setText(f"本人の申告（未確認{len(waiting)}件）" if waiting else "本人の申告")
        self.setVisible(bool(visit.claims))
        if waiting and may:
            self._pause.start()

    def _open(self) -> list[Claim]:
        found = self.visit.claims if self.visit else ()
        return [each for each in found if each.state == claims.OPEN]

    # --- what it would change ---

    def _ask_effects(self) -> None:
        visit, desk, day = self.visit, self.workplace.desk, self.workplace.as_of()
        waiting = self._open()
        if visit is None or desk.read_only or not self.isVisible():
            return

        def show(found: dict[int, tuple[str, ...]]) -> None:
            if self.visit is visit:
                for claim_id, codes in found.items():
                    self.lines[claim_id].show_effect(gained_words(codes))

        self.workplace.jobs.run(
            Job(
                "",
                lambda _progress: claim_effects.items_gained(
                    desk, visit.sheet.employee_id, waiting, day
                ),
                show, lambda _error: None, Line.WRITE, quiet=True,
            )
        )  # fmt: skip

    # --- deciding ---

    def _accept(self, claim: Claim) -> None:
        place = self.workplace
        try:
            offered = named(place.desk, claim.said.kind, place.as_of())
        except UserError as error:
            self._refused(error)
            return

        def accept(how: Accepted) -> None:
            self._decide(
                claims.ACCEPTED,
                lambda action: claims.accept(action, claim.id, how.verification, how.code),
            )  # fmt: skip

        self.dialog = ask_to_accept(self, place, claim, offered, accept)

    def _refuse(self, claim: Claim) -> None:
        def refuse(reason: str) -> None:
            self._decide(claims.REFUSED, lambda action: claims.refuse(action, claim.id, reason))

        self.dialog = ask_to_refuse(self, self.workplace, claim, refuse)

    def _decide(self, verb: str, change: Callable[[Action], object]) -> None:
        if self.visit is None:
            return
        self.workplace.write(
            acts.DECIDE_CLAIM, f"{acts.DECIDE_CLAIM.title}（{self.visit.number}　{verb}）", change,
            lambda _result: self.decided.emit(), self._refused,
            subject=f"employee/{self.visit.sheet.employee_id}",
        )  # fmt: skip

    def _refused(self, error: UserError | StoreError) -> None:
        self.answer.say(error.text, "bad")


class ClaimLine(QWidget):
    """One claim: what is claimed, what became of it, or the two verbs."""

    def __init__(
        self,
        claim: Claim,
        accept: Callable[[Claim], None],
        refuse: Callable[[Claim], None],
        *,
        may: bool,
    ) -> None:
        super().__init__()
        self.words = body(claim_words(claim))
        self.effect = label(decided_words(claim), "muted", wrap=True)
        self.accept_button = button(f"{claims.ACCEPTED}…", partial(accept, claim))
        self.refuse_button = button(f"{claims.REFUSED}…", partial(refuse, claim))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.words)
        texts.addWidget(self.effect)
        line = row()
        line.addLayout(texts, 1)
        for each in (self.accept_button, self.refuse_button):
            each.setVisible(claim.state == claims.OPEN)
            each.setEnabled(may)
            each.setAccessibleName(f"{claim_words(claim)}を{each.text()}")
            line.addWidget(each)
        self.setLayout(line)
        self.effect.setVisible(bool(self.effect.text()))

    def show_effect(self, text: str) -> None:
        """Say what accepting would change."""
        self.effect.setText(text)
        self.effect.show()
