"""Every address of the house. Each has its row in docs/look-up/access.md; a test sees to it."""

from django.urls import include, path

from tirek.web import home, language

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", language.switch, name="language"),
    path("account/", include("tirek.web.accounts.urls")),
    path("mechanisms/", include("tirek.web.mechanisms.urls")),
    path("forms/", include("tirek.web.forms.urls")),
    path("cases/", include("tirek.web.cases.urls")),
    path("devices/", include("tirek.web.devices.urls")),
    path("collect/", include("tirek.web.collect.urls")),
    path("odata/", include("tirek.web.odata.urls")),
    path("findings/", include("tirek.web.findings.urls")),
    path("authorities/", include("tirek.web.authorities.urls")),
    path("places/", include("tirek.web.places.urls")),
    path("studies/", include("tirek.web.studies.urls")),
    path("plans/", include("tirek.web.plans.urls")),
    path("programmes/", include("tirek.web.programmes.urls")),
    path("evidence/", include("tirek.web.evidence.urls")),
    path("figures/", include("tirek.web.figures.urls")),
    path("results/", include("tirek.web.results.urls")),
    path("money/", include("tirek.web.money.urls")),
    path("monitoring/", include("tirek.web.monitoring.urls")),
    path("exchange/", include("tirek.web.exchange.urls")),
    path("reports/", include("tirek.web.reports.urls")),
    path("published/", include("tirek.web.reports.published_urls")),
    path("claims/", include("tirek.web.reports.claims_urls")),
    path("ledger/", include("tirek.web.ledger.urls")),
]
handler403 = "tirek.web.refusals.permission_denied"
handler429 = "tirek.web.refusals.too_many_attempts"
handler404 = "tirek.web.refusals.page_not_found"
handler500 = "tirek.web.refusals.server_error"
