"""Component tags: state never by colour alone, marks kept, geometry without decimal commas, forms in one order."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import SafeString
from django.utils.translation import override

from core.templatetags import portal_ui


def draw(source: str, **context) -> str:
    return Template(source).render(Context(context))


def draw_page(source: str, address: str = "/", **context) -> str:
    return Template(source).render(RequestContext(RequestFactory().get(address), context))


class Form(forms.Form):
    title = forms.CharField(
        label="Title", help_text="As buyers search", widget=forms.TextInput(attrs={"placeholder": "no"})
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    markets = forms.MultipleChoiceField(label="Markets", choices=[("JP", "Japan")], widget=forms.CheckboxSelectMultiple)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed", help_text="Can be withdrawn")
    secret = forms.CharField(widget=forms.HiddenInput, initial="7")


def test_icon_is_decorative_unless_labelled():
    assert 'aria-hidden="true"' in portal_ui.icon("bell")
    assert 'aria-label="a &quot;b&quot;"' in portal_ui.icon("bell", label='a "b"')


@pytest.mark.parametrize("tone", portal_ui.TONE_ICON)
def test_status_tag_has_icon_and_word(tone):
    tag = portal_ui.status_tag(tone, "<b>late")
    assert f"tag--{tone}" in tag
    assert "<use" in tag
    assert "&lt;b&gt;late" in tag


@pytest.mark.parametrize("verdict", portal_ui.VERDICTS)
def test_verdict_tag_brings_its_usual_word(verdict):
    assert str(portal_ui.VERDICTS[verdict][2]) in portal_ui.verdict_tag(verdict)
    assert "own word" in portal_ui.verdict_tag(verdict, "own word")


def test_what_was_drawn_for_a_marked_text_is_not_given_to_a_bare_one():
    assert "<b>x" in portal_ui.status_tag("done", SafeString("<b>x"))
    assert "&lt;b&gt;x" in portal_ui.status_tag("done", "<b>x")
    assert 'aria-label="&lt;"' in portal_ui.icon("bell", label="<")


def test_what_was_drawn_in_one_language_is_not_given_to_another():
    for language, word in (("en", "Japan"), ("ja", "日本"), ("en", "Japan")):
        with override(language):
            assert word in portal_ui.side_marker("japan")
            assert ("Fits" in portal_ui.verdict_tag("fits")) is (language == "en")


def test_a_constant_part_knows_nothing_of_the_page_around_it():
    page = Template("{% constant %}[{{ who }}{{ csrf_token }}{{ request.path }}]{% endconstant %}{{ who }}")
    assert page.render(RequestContext(RequestFactory().get("/"), {"who": "Tanaka"})) == "[]Tanaka"
    assert page.render(Context({"who": "Aigul"})) == "[]Aigul"


def test_a_constant_part_is_drawn_once_for_each_language(monkeypatch):
    drawn = []
    monkeypatch.setattr(portal_ui, "_icon", lambda *given: drawn.append(given) or "icon")
    page = Template("{% constant %}{% icon 'bell' %}{% translate 'Sign out' %}{% endconstant %}")
    said = []
    for language in ("en", "ja", "en", "ja", "xx"):
        with override(language):
            said.append(page.render(Context()))
    assert said[0] == said[2] != said[1] == said[3]
    assert len(drawn) == 2, "an unknown language is English"


def test_side_marker_is_a_shape_with_a_word():
    japan, asia = portal_ui.side_marker("japan"), portal_ui.side_marker("central_asia", compact=True)
    assert "<rect" in japan
    assert "Japan" in japan
    assert "<circle" in asia
    assert 'visually-hidden">Central Asia' in asia


def test_card_keeps_its_content_and_escapes_its_title():
    card = draw('{% card title=title tone="overdue" %}<p>{{ text }}</p>{% endcard %}', title="<i>", text="<b>")
    assert "&lt;i&gt;" in card
    assert "<p>&lt;b&gt;</p>" in card
    assert "card--overdue" in card


def test_page_head_takes_focus_only_when_asked():
    assert "autofocus" not in draw('{% page_head title="A" %}{% endpage_head %}')
    assert 'tabindex="-1" autofocus' in draw('{% page_head title="A" focus=True %}{% endpage_head %}')


def test_post_button_is_a_form_with_the_csrf_mark():
    button = draw_page('{% post_button "/withdraw/" "Withdraw" %}')
    assert 'method="post" action="/withdraw/"' in button
    assert "csrfmiddlewaretoken" in button


def test_decision_bar_binds_physical_keys_and_keeps_the_reason():
    actions = [{"name": "decision", "value": "approve", "label": "Approve", "kind": "filled", "key": "A"}]
    bar = draw_page('{% decision_bar "/x/" actions reason="because" error="Say why" %}', actions=actions)
    assert 'data-key="KeyA"' in bar
    assert 'name="decision" value="approve"' in bar
    assert ">because</textarea>" in bar
    assert 'aria-invalid="true"' in bar
    assert "csrfmiddlewaretoken" in bar


def test_undo_strip_announces_politely_and_is_a_form():
    strip = draw_page('{% undo_strip "Approved" "/undo/" %}')
    assert 'data-undo="10"' in strip
    assert 'role="status"' in strip
    assert 'action="/undo/"' in strip


def test_fit_bar_geometry_ignores_the_decimal_comma():
    with override("ru"):
        bar = draw("{% fit_bar factors %}", factors=[{"points": 28.5}, {"points": 12}])
    assert re.findall(r'x="([^"]+)"[^>]*?width="([^"]+)"', bar) == [("0.00%", "28.50%"), ("28.50%", "12.00%")]


def test_fit_bar_has_five_tints_at_most():
    assert [part["tint"] for part in portal_ui.fit_bar([{"points": 1}] * 7)["parts"]] == [1, 2, 3, 4, 5, 5, 5]


def test_bars_measure_against_the_longest_and_survive_nothing():
    assert portal_ui.bars([{"number": 4}, {"number": 1}])["rows"][1]["width"] == "25.00%"
    assert portal_ui.bars([{"number": 0}])["rows"][0]["width"] == "0.00%"
    assert portal_ui.bars([])["rows"] == []


def test_pagination_keeps_the_other_parameters():
    page = Paginator(range(50), 10).page(2)
    links = draw_page("{% pagination page_obj %}", "/?q=a%26b&page=2", page_obj=page)
    assert 'href="?q=a%26b&amp;page=3"' in links
    assert 'aria-current="page">2<' in links
    assert draw_page("{% pagination page_obj %}", page_obj=Paginator([1], 10).page(1)).strip() == ""


def test_query_without_takes_out_one_value_and_the_page():
    assert draw_page('{% query_without "s" "2" %}', "/?s=1&s=2&q=x&page=3") == "?s=1&amp;q=x"
    assert draw_page('{% query_without "s" %}', "/?s=1&q=x") == "?q=x"


def test_field_order_is_label_help_error_control():
    field = draw("{% form_field form.title %}", form=Form({}))
    places = [field.index(mark) for mark in ("field__label", "id_title_helptext", "id_title_error", "<input")]
    assert places == sorted(places)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert "placeholder" not in field


def test_only_voluntary_fields_are_marked():
    form = Form()
    assert "(optional)" in draw("{% form_field form.note %}", form=form)
    assert "(optional)" not in draw("{% form_field form.note optional=False %}", form=form)
    assert "(optional)" not in draw("{% form_field form.title %}{% form_field form.agreed %}", form=form)


def test_groups_are_fieldsets_with_legends():
    form = Form({})
    pills, rows = draw("{% form_field form.markets %}", form=form), draw("{% form_field form.kind %}", form=form)
    assert "<legend" in pills
    assert 'class="pill"' in pills
    assert 'aria-describedby="id_markets_error"' in pills
    assert 'class="choice"' in rows
    assert rows.count('type="radio"') == 2


def test_error_summary_links_into_every_field():
    summary = draw("{% error_summary form %}", form=Form({}))
    assert 'role="alert"' in summary
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_title", "id_markets_0", "id_kind_0", "id_agreed"]
    assert summary.count("<li>") == 5
    assert draw("{% error_summary form %}", form=Form()).strip() == ""


def test_error_summary_speaks_for_formsets():
    formset = forms.formset_factory(Form, min_num=1, validate_min=True)
    bound = formset({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"})
    summary = draw("{% error_summary formset %}", formset=bound)
    assert 'href="#id_form-0-title"' in summary
    assert "Check 5 items" in summary
    assert draw("{% error_summary formset %}", formset=formset()).strip() == ""


def test_whole_form_holds_csrf_hidden_fields_and_button():
    page = draw_page('{% whole_form form submit="Save" cancel_url="/back/" %}', form=Form())
    assert "csrfmiddlewaretoken" in page
    assert 'name="secret" value="7"' in page
    assert "novalidate" in page
    assert ">Save</button>" in page
    assert 'href="/back/"' in page


def test_a_bare_form_looks_like_the_portal():
    assert 'class="field' in str(Form())
    assert 'class="error-summary' in str(Form({}))


def test_gallery_draws_every_component(rf):
    page = render_to_string("components/gallery.html", request=rf.get("/"))
    for part in (
        "fit-bar", "timeline", "compare", "queue", "funnel", "pagination", "error-summary", "times", "decision"
    ):
        assert f'class="{part}' in page or f" {part}" in page
