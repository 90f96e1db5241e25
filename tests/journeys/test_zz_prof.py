import time, pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from tests.journeys.test_every_page import signed_in, AXE_TAGS
pytestmark=[pytest.mark.django_db(transaction=True)]
def test_p(page, live_server, introduced, tanaka, shots):
    signed_in(page.context, live_server, tanaka)
    for a in [reverse("dashboard:home"), reverse("matching:suggestions"), introduced.get_absolute_url(), reverse("companies:tasks"), reverse("companies:section", args=["business"])]:
        tab=page.context.new_page()
        reqs=[]
        tab.on("requestfinished", lambda r: reqs.append((r.url[-40:], round(r.timing["responseEnd"]))))
        t=[time.time()]
        def lap(): t.append(time.time())
        tab.set_viewport_size({"width": 1440, "height": 900}); lap()
        tab.goto(live_server.url+a); lap()
        Axe().run(tab, options=AXE_TAGS); lap()
        tab.screenshot(path="/tmp/x.png", full_page=True); lap()
        tab.set_viewport_size({"width": 320, "height": 640}); tab.evaluate("document.documentElement.scrollWidth"); lap()
        tab.set_viewport_size({"width": 390, "height": 844}); tab.screenshot(path="/tmp/x.png", full_page=True); lap()
        tab.close(); lap()
        print(a, [round(b-c,2) for b,c in zip(t[1:],t)], len(reqs))
        print(reqs)
