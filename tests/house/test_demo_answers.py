"""The answers of the demonstration: all that its file tells was sent, and could be read."""

from __future__ import annotations

from tirek.forms.models import Reading, Submission
from tirek.forms.seals import answers_in, key_of
from tirek.packs import forms_in_force


def test_it_works(demo: dict[str, str]) -> None:
    answered = forms_in_force().filter(form_id__in=["intake", "visit-checklist"])
    assert len(answered) == 2
    for form in answered:
        assert Submission.objects.filter(form=form).count() >= 3
    assert not Reading.objects.exclude(problem="").exists()
    assert Reading.objects.count() == Submission.objects.count()


def test_the_files_that_the_answers_speak_of_came(demo: dict[str, str]) -> None:
    with_files = [reading for reading in Reading.objects.all() if reading.expected]
    assert with_files
    for reading in with_files:
        assert set(reading.expected) == set(reading.submission.attachments.values_list("name", flat=True))


def test_a_repeat_of_an_example_is_a_repeat_of_the_answers(demo: dict[str, str]) -> None:
    told = [answers_in(reading, key_of(reading.submission)) for reading in Reading.objects.select_related("submission")]
    lists = [
        value for answers in told for group in answers.values() if isinstance(group, dict) for value in group.values()
    ]
    assert any(isinstance(value, list) and len(value) > 1 for value in lists)
