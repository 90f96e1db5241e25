"""What people type about matches, introductions and referrals: cleaned text, coded reasons, plausible days."""
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import SpokenChannel
from companies.models import Firm, Spoken
from companies.rules.export_control import clearance_day
from core.files.forms import FileForm, UploadedDocument
from core.forms.fields import Day, Reason, Words
from core.geography import Country
from core.i18n import language_name

from .enums import CallOutcome, Channel, DeclineReason, Outcome, ReferralDecline, RejectReason, SpokenAnswer
from .models import Interest, Match
from .rules.changeable import PATHS, number_at

HALF_A_YEAR = timedelta(days=180)
WHOLE = 100  # points
OLDEST_INTERACTION = timedelta(days=730)


class InterestForm(forms.Form):
    note = Words(
        limit=Interest.note, multiline=True, label=_("Note for Minamin"), required=False,
        help_text=_("For example what you would like to know first. The other firm does not see it."),
    )


class DeclineForm(forms.Form):
    code = forms.ChoiceField(label=_("Why not?"), choices=DeclineReason, widget=forms.RadioSelect)
    note = Words(
        limit=Interest.note, multiline=True, label=_("In your own words"), required=False,
        help_text=_("Read by Minamin only. Needed where the reason is another one."),
    )


class ConsentForm(forms.Form):
    # Not required: the service itself refuses, in words that say what is missing.
    contact_agrees = forms.BooleanField(label=_("Our contact person knows this text and agrees to it"), required=False)


class IntroductionDeclineForm(forms.Form):
    code = forms.ChoiceField(label=_("Why not?"), choices=DeclineReason, widget=forms.RadioSelect)
    reason = Reason(
        label=_("In your own words"), required=False,
        help_text=_("Read by Minamin only. The other firm learns that you declined, not why."),
    )


class SpokenForm(FileForm):
    """What a firm said outside the portal; `answer` says whether it agrees."""

    answer = forms.ChoiceField(label=_("What did the firm answer?"), choices=SpokenAnswer, widget=forms.RadioSelect)
    said_by = Words(limit=Spoken.said_by, label=_("Who said it"), help_text=_("Name and position."))
    channel = forms.ChoiceField(label=_("How"), choices=SpokenChannel, widget=forms.RadioSelect)
    said_on = Day(label=_("On which day"), initial=timezone.localdate)
    contact_agrees = forms.BooleanField(
        label=_("The contact person was told the text to be read out and agrees to it"), required=False
    )
    code = forms.ChoiceField(
        label=_("If it declines: why?"), choices=[("", _("Choose")), *DeclineReason.choices], required=False
    )
    note = Words(
        limit=Spoken.note, multiline=True, required=False, label=_("What was said"),
        help_text=_("If the firm declines, its reason. Minamin and the firm itself read it."),
    )
    file = UploadedDocument(label=_("The letter or mail"), required=False)


class CallForm(SpokenForm):
    """What came of a telephone call; which fields it needs depends on the outcome."""

    channel = None
    answer = None
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=CallOutcome, widget=forms.RadioSelect)
    said_by = Words(limit=Spoken.said_by, label=_("Who said it"), help_text=_("Name and position."), required=False)
    again_on = Day(label=_("Try again on"), required=False)
    field_order = ["outcome", "said_by", "said_on", "contact_agrees", "code", "note", "again_on", "file"]

    def clean(self):
        given = super().clean()
        answered = given.get("outcome") in SpokenAnswer.values
        if answered and not given.get("said_by") and "said_by" not in self.errors:
            self.add_error("said_by", _("Write who gave the answer."))
        if given.get("outcome") == CallOutcome.NOT_REACHED and not given.get("again_on"):
            self.add_error("again_on", _("Choose the day of the next call."))
        return given | {"channel": SpokenChannel.TELEPHONE}


class CallerForm(forms.Form):
    """Who telephones a firm: one of `callers`, by id."""

    caller = forms.ChoiceField(label=_("Who calls?"))

    def __init__(self, *args, callers: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.callers = callers
        self.fields["caller"].choices = [("", _("Choose")), *((key, _named(*one)) for key, one in callers.items())]

    def clean_caller(self):
        return self.callers[self.cleaned_data["caller"]][0]


def _named(person, house: str) -> str:
    return f"{person}, {house}" if house else str(person)


class NoteForm(forms.Form):
    """A decision whose reason may stay unsaid."""

    note = Reason(required=False)


class ApproveForm(NoteForm):
    """With a choice for each firm that nobody can answer for. `sides`: rows of `pages.asking.unreached`."""

    INVITE = "invite"

    def __init__(self, *args, sides: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.sides = sides
        for firm, contact, waits, callers in sides:
            choices = [("", waits or _("Choose"))]
            choices += [(self.INVITE, _("By mail: an invitation to its contact person"))] if contact else []
            calls = callers.items() if contact and contact.phone else []
            choices += [(key, _("By telephone: %(who)s") % {"who": _named(*one)}) for key, one in calls]
            # The select stands in the case, its form is the bar at the foot.
            widget = forms.Select(attrs={"form": "decision"})
            self.fields[str(firm.pk)] = forms.ChoiceField(
                label=firm.name, choices=choices, required=False, widget=widget
            )

    @property
    def asked(self) -> list:
        return [self[str(side[0].pk)] for side in self.sides]

    def clean(self):
        given = super().clean()
        asking = {}
        for firm, _contact, _waits, callers in self.sides:
            if chosen := given.get(str(firm.pk)):
                asking[firm.pk] = None if chosen == self.INVITE else callers[chosen][0]
        return {"note": given.get("note", ""), "asking": asking}


class ConcludeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What was the result?"), choices=Outcome, widget=forms.RadioSelect)
    note = Reason(label=_("Note"), required=False)


class ReasonForm(forms.Form):
    """Every staff decision that needs its reason."""

    reason = Reason()


class RefuseForm(forms.Form):
    """Staff do not want a pair: a code, and words where it says too little."""

    code = forms.ChoiceField(
        choices=RejectReason, error_messages={"required": _("Choose why this pair is not wanted.")}
    )
    reason = Reason(required=False)


class ClearExportForm(ReasonForm):
    until = Day(
        label=_("Cleared until"), help_text=_("At most one year ahead."),
        initial=lambda: clearance_day(timezone.now()) + HALF_A_YEAR,
    )
    field_order = ["until", "reason"]


class CommentForm(forms.Form):
    text = Reason(label=_("Comment"))


class QuestionForm(forms.Form):
    question = Reason(
        label=_("What do you need to know?"), help_text=_("Minamin answers; the referral waits meanwhile.")
    )


class AnswerForm(forms.Form):
    answer = Reason(label=_("Answer to the chamber"))


class InteractionForm(forms.Form):
    channel = forms.ChoiceField(label=_("How were you in touch?"), choices=Channel, widget=forms.RadioSelect)
    happened_on = Day(label=_("When"), initial=timezone.localdate)
    text = Reason(label=_("What was said or done"))

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."), code="future")
        if day < timezone.localdate() - OLDEST_INTERACTION:
            raise ValidationError(_("This day lies more than two years back."), code="past")
        return day


class CompleteForm(forms.Form):
    RESULTS = [
        ("help", _("We helped")),
        ("no_help", _("No help was needed")),
        ("not_reachable", _("The firm could not be reached")),
    ]
    result = forms.ChoiceField(label=_("How did it end?"), choices=RESULTS, widget=forms.RadioSelect)
    summary = Reason(label=_("What was achieved"))


class ReferralDeclineForm(forms.Form):
    code = forms.ChoiceField(label=_("Why can you not help?"), choices=ReferralDecline, widget=forms.RadioSelect)
    reason = Reason(label=_("In your own words"))


class WorkbenchFilter(forms.Form):
    q = Words(limit=Firm.name, letters=False, label=_("Firm"), required=False)
    country = forms.ChoiceField(label=_("Country of the partner"), required=False)
    fit = forms.IntegerField(label=_("Minimum fit"), required=False, min_value=0, max_value=100)
    kept = forms.BooleanField(label=_("Only those kept for later"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [
            ("", _("All countries")), *(pair for pair in Country.choices if pair[0] != Country.JP)
        ]


class RefusalFilter(forms.Form):
    """Which refusals are reported."""

    DAYS = [("", _("All")), ("30", _("Last 30 days")), ("90", _("Last 90 days")), ("365", _("Last 365 days"))]
    days = forms.ChoiceField(label=_("Period"), choices=DAYS, required=False)
    weights = forms.ChoiceField(label=_("Version of the weights"), required=False)
    languages = forms.ChoiceField(label=_("Languages"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ended = Match.objects.filter(Q(approved_at__isnull=False) | ~Q(refusal=""))
        versions = ended.order_by("-weights_version").values_list("weights_version", flat=True).distinct()
        written = [profile + "__language" for profile in ("japan_profile", "partner_profile")]
        pairs = ended.filter(partner_profile__isnull=False, japan_profile__isnull=False)
        pairs = pairs.order_by(*written).values_list(*written).distinct()
        self.fields["weights"].choices = [("", _("All")), *((str(one), str(one)) for one in versions)]
        names = [(f"{ours}-{theirs}", f"{language_name(ours)} – {language_name(theirs)}") for ours, theirs in pairs]
        self.fields["languages"].choices = [("", _("All")), *names]

    def asked(self, now) -> dict:
        """The arguments of `computed.refusals.report`."""
        given = self.cleaned_data
        return {
            "since": now - timedelta(days=int(given["days"])) if given["days"] else None,
            "weights": int(given["weights"]) if given["weights"] else None,
            "languages": tuple(given["languages"].split("-")) if given["languages"] else None,
        }


class WeightsForm(forms.Form):
    """The numbers of `weights` that staff may change; `changes` are those that were."""

    def __init__(self, *args, weights: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = {path: number_at(weights, path) for path in PATHS}
        for path, label in PATHS.items():
            whole = path != "gate.enough"
            field = forms.IntegerField(min_value=0, max_value=100) if whole else forms.FloatField(max_value=1)
            field.label, field.initial = label, self.before[path]
            self.fields[path.replace(".", "_")] = field

    def clean(self):
        given = super().clean()
        new = {path: given.get(path.replace(".", "_")) for path in PATHS}
        points = [value for path, value in new.items() if path.startswith("points.")]
        if None not in points and sum(points) != WHOLE:
            words = _("The points add up to %(sum)s. They must add up to 100.")
            raise ValidationError(words, code="sum", params={"sum": sum(points)})
        return {"changes": {path: value for path, value in new.items() if value != self.before[path]}}


class PairForm(forms.Form):
    """The two firms of a question, and words to find one that is not chosen yet."""

    japan = forms.ModelChoiceField(queryset=Firm.objects.none(), required=False, widget=forms.HiddenInput)
    partner = forms.ModelChoiceField(queryset=Firm.objects.none(), required=False, widget=forms.HiddenInput)
    q = Words(limit=Firm.name, letters=False, label=_("Name or legal ID of a firm"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["japan"].queryset = Firm.objects.filter(country=Country.JP)
        self.fields["partner"].queryset = Firm.objects.exclude(country=Country.JP)


class ProposePairForm(forms.Form):
    reason = Reason(
        label=_("Why do these two belong together?"),
        help_text=_("Read by colleagues only. A colleague decides, as for every proposal."),
    )
