from django.conf import settings
from django.http import Http404
from django.shortcuts import render


def gallery(request):
    """Every component in every state; for those who build pages, in demonstration portals only."""
    if not settings.DEMO:
        raise Http404
    return render(request, "components/gallery.html")
