"""Names are verbs: mou:<verb>."""

from django.urls import path

from .views import evidence, keeping, memoranda, obligations

app_name = "mou"
urlpatterns = [
    path("", memoranda.memoranda, name="memoranda"),
    path("new/", keeping.memorandum_new, name="memorandum_new"),
    path("<uuid:pk>/", memoranda.memorandum, name="memorandum"),
    path("<uuid:pk>/text/", memoranda.text, name="text"),
    path("<uuid:pk>/years/<int:number>/", memoranda.year, name="year"),
    path("<uuid:pk>/evidence/", evidence.waiting, name="waiting"),
    path("<uuid:pk>/evidence/submit/", evidence.submit_all, name="submit_all"),
    path("<uuid:pk>/evidence/countersign/", evidence.countersign_all, name="countersign_all"),
    path("<uuid:pk>/wording/", keeping.wording, name="wording"),
    path("<uuid:pk>/commitment/", keeping.commitment_wording, name="commitment_wording"),
    path("<uuid:pk>/sign/", keeping.sign, name="sign"),
    path("<uuid:pk>/in-force/", keeping.in_force, name="in_force"),
    path("<uuid:pk>/renew/", keeping.renew, name="renew"),
    path("<uuid:pk>/amend/", keeping.amend, name="amend"),
    path("<uuid:pk>/terminate/", keeping.terminate, name="terminate"),
    path("<uuid:pk>/document/", keeping.document, name="document"),
    path("<uuid:pk>/contacts/<slug:side>/", keeping.contacts, name="contacts"),
    path("commitments/<uuid:pk>/", obligations.commitment, name="commitment"),
    path("commitments/<uuid:pk>/propose/", obligations.propose, name="propose"),
    path("obligations/<uuid:pk>/", obligations.obligation, name="obligation"),
    path("obligations/<uuid:pk>/agree/", obligations.agree, name="agree"),
    path("obligations/<uuid:pk>/decline/", obligations.decline, name="decline"),
    path("obligations/<uuid:pk>/resume/", obligations.resume, name="resume"),
    path("obligations/<uuid:pk>/close/", obligations.close, name="close"),
    path("obligations/<uuid:pk>/responsible/", obligations.responsible, name="responsible"),
    path("obligations/<uuid:pk>/occasion/", obligations.occasion, name="occasion"),
    path("obligations/<uuid:pk>/ask/<slug:kind>/", obligations.ask, name="ask"),
    path("obligations/<uuid:pk>/evidence/", evidence.evidence_new, name="evidence_new"),
    path("changes/<uuid:pk>/approve/", obligations.change_approve, name="change_approve"),
    path("changes/<uuid:pk>/refuse/", obligations.change_refuse, name="change_refuse"),
    path("changes/<uuid:pk>/withdraw/", obligations.change_withdraw, name="change_withdraw"),
    path("evidence/<uuid:pk>/", evidence.evidence, name="evidence"),
    path("evidence/<uuid:pk>/submit/", evidence.submit, name="evidence_submit"),
    path("evidence/<uuid:pk>/countersign/", evidence.countersign, name="evidence_countersign"),
    path("evidence/<uuid:pk>/dispute/", evidence.dispute, name="evidence_dispute"),
    path("evidence/<uuid:pk>/answer/", evidence.answer, name="evidence_answer"),
    path("evidence/<uuid:pk>/accept/", evidence.accept, name="evidence_accept"),
    path("evidence/<uuid:pk>/reject/", evidence.reject, name="evidence_reject"),
    path("evidence/<uuid:pk>/withdraw/", evidence.withdraw, name="evidence_withdraw"),
    path("evidence/<uuid:pk>/file/", evidence.revision, name="evidence_file"),
]
