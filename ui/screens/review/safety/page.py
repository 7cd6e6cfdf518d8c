"""The safety page: every item ticked or passed with a reason, who to call, withdrawal, and what worries."""

from pharmreview.domain.review.answer import text_of
from ui.forms.step_form import StepForm
from ui.screens.review.pages import Page
from ui.screens.review.props import Props
from ui.screens.review.safety.guide import GuideCard
from ui.widgets.panels.notice import Notice, Tone

_HARM = "safety.harm"
_STAY = "Stay with them. Assess now and make a crisis plan. 999; 111 option 2; Samaritans 116 123."


class SafetyPage(Page):
    """Nothing here pops up; what cannot wait stands at the top for as long as it holds."""

    def __init__(self, props: Props) -> None:
        super().__init__()
        lists = props.context.lists
        whom = props.name or "The person"
        self.crisis = Notice(f"{whom} has had thoughts of self-harm", _STAY, tone=Tone.STOP, icon="shield")
        self.crisis.hide()
        self.column.addWidget(self.crisis)
        for group in ("items", "call"):
            self.column.addWidget(self.take(StepForm(props.step, (group,), name=props.name)))
        self.guide = GuideCard(lists["withdrawal-signs"].options, lists["withdrawal-ladder"].options)
        self.column.addWidget(self.guide)
        for group in ("withdrawal", "more"):
            self.column.addWidget(self.take(StepForm(props.step, (group,), name=props.name)))
        self.column.addStretch(1)

    def show_props(self, props: Props) -> None:
        super().show_props(props)
        self.crisis.setVisible(text_of(props.answers, _HARM) == "yes")
