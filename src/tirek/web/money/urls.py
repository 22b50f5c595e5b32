"""Addresses of money: a donor's own funds, and the money of a programme."""

from django.urls import path, re_path

from tirek.web.money import costs, csv_tables, funds, overview, rates, revisions, variance

app_name = "money"
FUND = r"(?P<fund>[\w.-]{1,20})"
KEY = r"(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
OF_FUND = rf"^(?P<code>[-\w]+)/funds/{FUND}"
urlpatterns = [
    path("", funds.own, name="own"),
    path("<slug:code>/", overview.index, name="index"),
    path("<slug:code>/tables/<slug:name>.csv", csv_tables.table, name="csv"),
    path("<slug:code>/budget/", revisions.index, name="revisions"),
    path("<slug:code>/budget/draft/", revisions.draft, name="draft"),
    path("<slug:code>/budget/<int:number>/", revisions.revision, name="revision"),
    path("<slug:code>/budget/<int:number>/rows.csv", csv_tables.revision, name="revision-csv"),
    path("<slug:code>/budget/<int:number>/review/", revisions.review, name="review"),
    path("<slug:code>/budget/<int:number>/withdraw/", revisions.withdraw, name="withdraw-revision"),
    path("<slug:code>/costs/", costs.index, name="costs"),
    path("<slug:code>/costs/unmatched/", costs.unmatched, name="unmatched"),
    path("<slug:code>/costs/lines/<uuid:key>/", costs.assign, name="assign"),
    path("<slug:code>/costs/<uuid:key>/", costs.report, name="cost-report"),
    path("<slug:code>/costs/<uuid:key>/lines.csv", csv_tables.report_lines, name="cost-report-csv"),
    path("<slug:code>/costs/<uuid:key>/original/", costs.original, name="cost-report-file"),
    path("<slug:code>/costs/<uuid:key>/withdraw/", costs.withdraw, name="withdraw-costs"),
    path("<slug:code>/funds/", funds.index, name="funds"),
    re_path(rf"{OF_FUND}/$", funds.fund, name="fund"),
    re_path(rf"{OF_FUND}/table\.csv$", csv_tables.fund, name="fund-csv"),
    re_path(rf"{OF_FUND}/contributions\.csv$", csv_tables.fund_contributions, name="contributions-csv"),
    re_path(rf"{OF_FUND}/words/$", funds.correct, name="correct-fund"),
    re_path(rf"{OF_FUND}/contributions/$", funds.contribute, name="contribute"),
    re_path(rf"{OF_FUND}/contributions/{KEY}/withdraw/$", funds.withdraw_contribution, name="withdraw-contribution"),
    re_path(rf"{OF_FUND}/grants/$", funds.grant, name="grant"),
    re_path(rf"{OF_FUND}/grants/{KEY}/withdraw/$", funds.withdraw_grant, name="withdraw-grant"),
    path("<slug:code>/rates/", rates.index, name="rates"),
    path("<slug:code>/rates/<uuid:key>/withdraw/", rates.withdraw, name="withdraw-rate"),
    path("<slug:code>/variance/", variance.index, name="variance"),
]
