from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.files.forms import FileForm, UploadedDocument
from core.forms.edit import EditForm
from core.forms.fields import Address, Reason, Words

from ..enums import MemberRole
from ..models import Claim, Firm, Membership

WHAT_ROLES_MAY = {
    MemberRole.OWNER: _("Owner: everything, and decides who belongs to the team"),
    MemberRole.EDITOR: _("Editor: edits the profile, answers suggestions"),
    MemberRole.VIEWER: _("Viewer: reads only"),
}


class RoleForm(EditForm):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole, widget=forms.Select(attrs={"class": "control"}))


class InviteForm(forms.Form):
    email = Address(label=_("E-mail address of your colleague"))
    role = forms.ChoiceField(
        label=_("Role"), choices=WHAT_ROLES_MAY.items(), initial=MemberRole.EDITOR, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def __init__(self, *args, firm: Firm, **kwargs):
        super().__init__(*args, **kwargs)
        self.firm = firm

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if Membership.objects.filter(firm=self.firm, user__email__iexact=email).exists():
            raise ValidationError(_("This person belongs to your team already."))
        return email


class ClaimForm(FileForm):
    position = Words(limit=Claim.position, label=_("Your position in the firm"))
    note = Words(
        limit=Claim.note, required=False, label=_("What shows that you belong to the firm?"),
        help_text=_("For example who at the firm can confirm it, with a telephone number."),
    )
    file = UploadedDocument(label=_("A document that shows it"), required=False)


class ArchiveForm(forms.Form):
    reason = Reason(label=_("Why is the firm archived?"), help_text=_("Partners who wait for an answer are told it."))


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=WHAT_ROLES_MAY.items(), widget=forms.RadioSelect)


class RefuseForm(forms.Form):
    reason = Reason(label=_("Reason (the person reads it)"))
