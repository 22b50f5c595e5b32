"""Addresses of a programme's results."""

from django.urls import path

from tirek.web.results import defining, framework, indicator, periods, values

app_name = "results"
urlpatterns = [
    path("<slug:code>/", framework.index, name="index"),
    path("<slug:code>/framework.csv", framework.as_csv, name="csv"),
    path("<slug:code>/waiting/", framework.waiting, name="waiting"),
    path("<slug:code>/periods/", periods.index, name="periods"),
    path("<slug:code>/periods/<slug:key>/close/", periods.close, name="close"),
    path("<slug:code>/define/", defining.define, name="define"),
    path("<slug:code>/place/", defining.place, name="place"),
    path("<slug:code>/indicators/<slug:figure>/", indicator.page_of, name="indicator"),
    path("<slug:code>/indicators/<slug:figure>/targets/", indicator.set_target, name="target"),
    path("<slug:code>/indicators/<slug:figure>/take-out/", indicator.take_out, name="take-out"),
    path("<slug:code>/indicators/<slug:figure>/report/<slug:key>/", values.report, name="report"),
    path("<slug:code>/targets/<uuid:key>/withdraw/", indicator.withdraw_target, name="withdraw-target"),
    path("<slug:code>/values/<uuid:key>/review/", values.review, name="review"),
    path("<slug:code>/values/<uuid:key>/withdraw/", values.withdraw, name="withdraw-value"),
    path("<slug:code>/reviews/<uuid:key>/withdraw/", values.withdraw_review, name="withdraw-review"),
    path("<slug:code>/files/<uuid:key>/", values.file, name="file"),
]
