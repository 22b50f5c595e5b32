"""What is asked when a report is started."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ReportForm(forms.Form):
    """A new report; the template's text may be pasted or written afresh."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the report"), choices=settings.LANGUAGES)
    narrative = forms.CharField(
        label=_("Text to begin with"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Plain text; a line that begins with ## is a heading."),
    )
