"""What the directory can be asked."""

from datetime import date

from django.db.models import Q, QuerySet

from tirek.directory.models import Region


def regions_on(day: date) -> QuerySet[Region]:
    """This function will give the regions that exist on a day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return Region.objects.filter(begun, Q(valid_to=None) | Q(valid_to__gt=day))
