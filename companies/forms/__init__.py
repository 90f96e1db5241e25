from .firm import BusinessForm, ContactForm, IdentityForm
from .imports import ImportForm
from .profiles import CodesForm, ProfileForm, TradeRoleForm, line_formset
from .review import BarForm, CheckForm, FirmFilter, MergeForm, RejectForm
from .team import ArchiveForm, ClaimForm, GrantForm, InviteForm, RefuseForm, RoleForm
