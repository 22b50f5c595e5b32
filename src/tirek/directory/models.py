"""Tables of the directory. Persons are codes: a name has no place to stand."""

import re
import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tirek.directory.permissions import Role
from tirek.ledger import Traced

PERSON_CODE = re.compile(r"[A-Z]{2}-[0-9A-Z]{5,12}")


class Named(models.Model):
    """A thing with a name in each language."""

    name_en = models.TextField()
    name_ru = models.TextField()
    name_kk = models.TextField()

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """This property will give the name in the language of the page."""
        return str(getattr(self, f"name_{(get_language() or 'en')[:2]}", self.name_en))

    def __str__(self) -> str:
        return self.name


class Country(Named):
    """The country that this installation serves, as the file `country.yaml` of its folder says; one row.

    `holidays` names a calendar of the library of that name, `time_zone` a zone of the zone file.
    """

    code = models.CharField(primary_key=True, max_length=2, validators=[RegexValidator(r"^[A-Z]{2}$")])
    languages = models.JSONField()
    time_zone = models.CharField(max_length=60)
    currency = models.CharField(max_length=3, validators=[RegexValidator(r"^[A-Z]{3}$")])
    holidays = models.CharField(max_length=10)

    class Meta:
        verbose_name_plural = "countries"

    @property
    def zone(self) -> ZoneInfo:
        """This property will give the time zone."""
        return ZoneInfo(self.time_zone)


class Region(Named):
    """A region or a city of the first level, by its ISO 3166-2 code, with the dates between which it exists."""

    code = models.CharField(primary_key=True, max_length=6)
    kind = models.CharField(max_length=6, choices=[("region", "region"), ("city", "city")])
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    tile_column = models.SmallIntegerField()
    tile_row = models.SmallIntegerField()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="region_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]


class Office(Named):
    """An office of the institution: the national one, or one in a region. Each has its chain in the ledger."""

    code = models.CharField(primary_key=True, max_length=20)
    kind = models.CharField(max_length=8, choices=[("national", "national"), ("regional", "regional")])
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    @property
    def is_national(self) -> bool:
        """This property will say whether the office sees the whole country."""
        return self.kind == "national"


class Authority(Named):
    """A body of the State to which one writes, by a code of the country folder: a ministry, a department.

    `superior` is the one that is written to when it keeps silent.
    """

    code = models.CharField(primary_key=True, max_length=30)
    superior = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="inferiors")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name_plural = "authorities"
        constraints: ClassVar = [
            models.CheckConstraint(name="authority_is_not_its_own_superior", condition=~Q(superior=models.F("code"))),
            models.CheckConstraint(
                name="authority_dates_in_order",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]


class PlaceKind(Named):
    """A type of place of detention, as the country folder names them."""

    code = models.CharField(primary_key=True, max_length=40)

    class Meta:
        ordering: ClassVar = ["code"]


class PlaceOfDetention(Traced, Named):
    """A place that persons may not leave at will (OPCAT, article 4), of a type that the country folder names."""

    code = models.CharField(max_length=30, unique=True, validators=[RegexValidator(r"^[A-Z0-9][A-Z0-9-]*$")])
    kind = models.ForeignKey(PlaceKind, on_delete=models.PROTECT, related_name="places")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="places")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="places")
    capacity = models.PositiveIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name_plural = "places of detention"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="place_dates_in_order",
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]


class Account(AbstractBaseUser):
    """One who signs in. Pages and the ledger speak of an account by its role and office, not by a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=60, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    language = models.CharField(
        max_length=2, default="en", choices=[("en", "English"), ("ru", "Русский"), ("kk", "Қазақша")]
    )
    email = models.EmailField(_("e-mail address for reminders"), blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[BaseUserManager[Any]] = BaseUserManager()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """This property will give the roles that the account holds, read once for each request."""
        return frozenset(Role(role) for role in self.grants.values_list("role", flat=True))


class RoleGrant(Traced):
    """A role that an account holds."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "role"], name="one_grant_of_a_role"),
            models.CheckConstraint(name="role_is_known", condition=Q(role__in=[role.value for role in Role])),
        ]


class Person(Traced):
    """A person by pseudonymous code. Trained twice, it is one person and two attendances."""

    code = models.CharField(max_length=20, unique=True)
    sex = models.CharField(max_length=6, choices=[("female", _("Female")), ("male", _("Male"))])

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="person_sex_is_known", condition=Q(sex__in=["female", "male"])),
            models.CheckConstraint(name="person_code_is_a_code", condition=Q(code__regex=f"^{PERSON_CODE.pattern}$")),
        ]
