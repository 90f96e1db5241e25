"""Sentences that answers are made of; each is said in the language of whoever asked."""
from django.utils.translation import gettext_lazy as _

SUBJECT = _("Your inquiry to Minamin")
# code: (how staff find it, what it says)
PHRASES = {
    "thanks": (
        _("Thanks"),
        _("Thank you for your inquiry. We have read it and would like to help you to find a partner."),
    ),
    "ask": (
        _("Ask for more"),
        _(
            "So that we can look for a partner, please write to us what your firm makes or does, what kind of partner "
            "it looks for and in which country, and the number under which it is registered."
        ),
    ),
    "how": (
        _("How it works"),
        _(
            "You describe in your language what your firm offers and needs. The portal suggests firms of the other "
            "side, without names at first. Names and contacts are opened only when both firms agree. It costs nothing."
        ),
    ),
    "invite": (
        _("Invitation follows"),
        _(
            "We enter your firm and send you a letter with a link. With it you look at what is written about your "
            "firm, correct it and go on by yourself. It takes about three minutes."
        ),
    ),
    "not_possible": (
        _("Not possible"),
        _(
            "We are sorry: with this request we cannot help. The portal brings together firms from Japan and Central "
            "Asia that offer or need goods, services or technology. If this becomes possible for you, please write "
            "to us again."
        ),
    ),
}
