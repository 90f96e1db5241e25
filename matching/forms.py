"""What people type about matches, introductions and referrals: cleaned text, coded reasons, plausible days."""
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Firm
from core.geography import Country
from core.text import TextProblem, clean, clean_words

from .enums import Channel, DeclineReason, Outcome, ReferralDecline

CLEARED_AT_MOST = timedelta(days=365)


class CleanText(forms.CharField):
    """Text without hidden or hostile characters; with `words=True` it must hold letters."""

    def __init__(self, *, limit: int = 500, words: bool = False, rows: int = 3, **kwargs):
        self.limit, self.words = limit, words
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "maxlength": limit}))
        super().__init__(**kwargs)

    def to_python(self, value) -> str:
        try:
            text = clean(super().to_python(value), limit=self.limit, multiline=True)
            return clean_words(text, multiline=True) if text and self.words else text
        except TextProblem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem


class InterestForm(forms.Form):
    note = CleanText(
        label=_("Note for Minamin"), required=False,
        help_text=_("For example what you would like to know first. The other firm does not see it."),
    )


class DeclineForm(forms.Form):
    code = forms.ChoiceField(label=_("Why not?"), choices=DeclineReason, widget=forms.RadioSelect)
    note = CleanText(label=_("In your own words"), required=False, help_text=_("Read by Minamin only; it makes later suggestions better."))


class ConsentForm(forms.Form):
    contact_agrees = forms.BooleanField(
        label=_("Our contact person knows this text and agrees to it"), required=False,
    )


class IntroductionDeclineForm(forms.Form):
    reason = CleanText(label=_("Why not?"), words=True, help_text=_("Read by Minamin only. The other firm learns that you declined, not why."))


class ConcludeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Outcome, widget=forms.RadioSelect)
    note = CleanText(label=_("Note"), required=False)


class ReasonForm(forms.Form):
    """Every staff decision that needs its reason."""

    reason = CleanText(label=_("Reason"), limit=1000, words=True)


class NoteForm(forms.Form):
    """A decision whose reason may stay unsaid."""

    note = CleanText(label=_("Reason"), limit=1000, required=False)


class ClearExportForm(ReasonForm):
    until = forms.DateField(label=_("Cleared until"), help_text=_("At most one year ahead."))
    field_order = ["until", "reason"]

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= until <= today + CLEARED_AT_MOST:
            raise ValidationError(_("Choose a day between today and one year ahead."), code="out_of_range")
        return until


class CommentForm(forms.Form):
    text = CleanText(label=_("Comment"), limit=2000, words=True)


class QuestionForm(forms.Form):
    question = CleanText(label=_("What do you need to know?"), limit=1000, words=True, help_text=_("Minamin answers; the referral waits meanwhile."))


class AnswerForm(forms.Form):
    answer = CleanText(label=_("Answer to the chamber"), limit=1000, words=True)


class InteractionForm(forms.Form):
    channel = forms.ChoiceField(label=_("How were you in touch?"), choices=Channel, widget=forms.RadioSelect)
    happened_on = forms.DateField(label=_("When"))
    text = CleanText(label=_("What was said or done"), limit=2000, words=True)

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day lies in the future."), code="future")
        if day < timezone.localdate() - timedelta(days=730):
            raise ValidationError(_("This day lies more than two years back."), code="past")
        return day


class CompleteForm(forms.Form):
    RESULTS = [
        ("help", _("We helped")),
        ("no_help", _("No help was needed")),
        ("not_reachable", _("The firm could not be reached")),
    ]
    result = forms.ChoiceField(label=_("How did it end?"), choices=RESULTS, widget=forms.RadioSelect)
    summary = CleanText(label=_("What was achieved"), limit=1000, words=True)


class ReferralDeclineForm(forms.Form):
    code = forms.ChoiceField(label=_("Why can you not help?"), choices=ReferralDecline, widget=forms.RadioSelect)
    reason = CleanText(label=_("In your own words"), limit=1000, words=True)


class WorkbenchFilter(forms.Form):
    q = forms.CharField(label=_("Firm"), required=False, max_length=100)
    country = forms.ChoiceField(label=_("Country of the partner"), required=False)
    fit = forms.IntegerField(label=_("Fit from"), required=False, min_value=0, max_value=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("All countries")), *(pair for pair in Country.choices if pair[0] != Country.JP)]


class PairForm(forms.Form):
    """Two firms to be explained: why not, or how well."""

    japan = forms.ModelChoiceField(label=_("Japanese firm"), queryset=Firm.objects.none())
    partner = forms.ModelChoiceField(label=_("Central Asian firm"), queryset=Firm.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = Firm.objects.open().filter(profiles__state="published").distinct().order_by("name")
        self.fields["japan"].queryset = known.filter(country=Country.JP)
        self.fields["partner"].queryset = known.exclude(country=Country.JP)


class PairsFileForm(forms.Form):
    pairs = forms.FileField(label=_("File of expected pairs"), help_text=_("CSV with the columns japan and central_asia: the keys of the imported firms."))
