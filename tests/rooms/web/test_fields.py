"""A form is drawn with its labels, hints and errors tied to its fields, so that nobody has to guess."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from tirek.web.styleguide import Sample


class Small(forms.Form):
    title = forms.CharField(help_text="<i>As printed</i>")
    note = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "mine"}))
    sex = forms.ChoiceField(choices=[("f", "Female"), ("m", "Male")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form: forms.Form) -> str:
    return str(form)


def summary(form: forms.Form) -> str:
    return Template("{% include 'components/error-summary.html' %}").render(Context({"form": form}))


def ids(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)


def test_it_works() -> None:
    html = drawn(Small())
    assert '<label class="govuk-label" for="id_title">Title</label>' in html
    assert re.search(
        r'<input class="govuk-input" type="text" name="title"[^>]*aria-describedby="id_title_helptext"', html
    )


@pytest.mark.parametrize("form", [Small(), Small({}), Sample(), Sample({})], ids=["new", "wrong", "all", "all wrong"])
def test_every_reference_points_to_something_once(form: forms.Form) -> None:
    html = drawn(form) + summary(form)
    known = ids(html)
    assert len(known) == len(set(known))
    pointed = [
        each
        for group in re.findall(r'\b(?:for|aria-describedby|aria-controls)="([^"]+)"', html)
        for each in group.split()
    ]
    pointed += re.findall(r'href="#([^"]+)"', html)
    assert pointed
    assert set(pointed) <= set(known)


def test_ties_an_error_to_its_field() -> None:
    html = drawn(Small({"title": ""}))
    assert 'id="id_title_error"' in html
    assert re.search(r'name="title"[^>]*aria-describedby="id_title_helptext id_title_error"', html)
    assert "govuk-form-group--error" in html


def test_leads_from_the_summary_to_the_first_radio() -> None:
    assert 'href="#id_sex_0">Sex: ' in summary(Small({"title": "a"}))


def test_shows_an_error_of_the_whole_form_at_the_form_too() -> None:
    form = Sample({})
    assert 'id="form-errors"' in drawn(form)
    assert 'href="#form-errors"' in summary(form)


def test_says_nothing_where_nothing_is_wrong() -> None:
    assert summary(Small()).strip() == ""


def test_does_not_trust_the_words_of_a_hint() -> None:
    assert "&lt;i&gt;As printed&lt;/i&gt;" in drawn(Small())


def test_marks_what_may_be_left_out() -> None:
    html = drawn(Small())
    assert html.count("(optional)") == 1
    with override("ru"):
        assert "Note" in drawn(Small())


def test_writes_each_class_once() -> None:
    html = drawn(Small())
    assert 'class="govuk-input mine"' in html
    assert not re.search(r"<[^>]*\bclass=[^>]*\bclass=", drawn(Sample({})) + html)


def test_draws_a_hidden_field_without_a_group() -> None:
    html = drawn(Small({"key": "7"}))
    assert re.search(r'<input type="hidden" name="key" value="7"', html)
    assert html.count("govuk-form-group ") + html.count('govuk-form-group"') == 3


def test_keeps_what_was_typed() -> None:
    html = drawn(Small({"title": '"<b>', "sex": "m"}))
    assert 'value="&quot;&lt;b&gt;"' in html
    assert re.search(r'value="m"[^>]*checked', html)


def test_never_gives_a_password_back() -> None:
    assert "hunter2" not in drawn(Sample({"password": "hunter2"}))
