"""What is asked when an activity is added, and when its dates change."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ActivityForm(forms.Form):
    """An activity that the plan does not print."""

    output_number = forms.CharField(
        label=_("Number of the output"), max_length=10, help_text=_("An existing one, or a new one such as 4.")
    )
    output_title = forms.CharField(label=_("Title of the output, if it is new"), required=False)
    number = forms.RegexField(
        r"^\d{1,3}(\.\d{1,3})*$", label=_("Number of the activity"), max_length=10, help_text=_("For example 4.1.")
    )
    title = forms.CharField(label=_("Title of the activity"))
    reason = forms.CharField(label=_("Why it is added"), widget=forms.Textarea(attrs={"rows": 3}))


class DatesForm(forms.Form):
    """New dates of an activity."""

    begins = forms.DateField(label=_("Begins on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends = forms.DateField(label=_("Ends on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(
        label=_("Why the dates change"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who asked for it, and what stood in the way. Readers of reports will see it."),
    )
