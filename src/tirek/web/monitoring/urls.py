"""Addresses of monitoring: the calendar of all programmes, and the monitoring of one."""

from django.urls import path, re_path

from tirek.web.monitoring import (
    actions,
    calendar,
    corrections,
    lessons,
    overview,
    progress,
    quality,
    risks,
    withdrawing,
)

app_name = "monitoring"
KIND = "(?P<kind>progress|done|assessments|lessons|quality|corrections)"
KEY = "(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
QUARTER = "(?P<period>[0-9]{4}-Q[1-4])"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("calendar/address/", calendar.make_address, name="make-address"),
    path("calendar/address/revoke/", calendar.revoke_address, name="revoke-address"),
    path("calendar/<slug:token>.ics", calendar.feed, name="feed"),
    path("<slug:code>/", overview.index, name="index"),
    path("<slug:code>/progress/", progress.now, name="progress-now"),
    re_path(rf"^(?P<code>[-\w]+)/progress/{QUARTER}/$", progress.progress, name="progress"),
    re_path(rf"^(?P<code>[-\w]+)/progress/{QUARTER}/(?P<number>[\d.]+)/$", progress.activity, name="activity"),
    path("<slug:code>/risks/", risks.risks, name="risks"),
    path("<slug:code>/risks/new/", risks.add, name="add-risk"),
    path("<slug:code>/risks/<int:number>/", risks.risk, name="risk"),
    path("<slug:code>/risks.csv", risks.risks_csv, name="risks-csv"),
    path("<slug:code>/lessons/", lessons.lessons, name="lessons"),
    path("<slug:code>/lessons/new/", lessons.add, name="add-lesson"),
    path("<slug:code>/lessons.csv", lessons.lessons_csv, name="lessons-csv"),
    path("<slug:code>/quality/", quality.quality, name="quality"),
    path("<slug:code>/quality/new/", quality.add, name="add-quality"),
    path("<slug:code>/corrections/", corrections.corrections, name="corrections"),
    path("<slug:code>/corrections/new/", corrections.add, name="add-correction"),
    path("<slug:code>/corrections.csv", corrections.corrections_csv, name="corrections-csv"),
    path("<slug:code>/actions/<uuid:key>/", actions.action, name="action"),
    path("<slug:code>/done/<uuid:key>/file/", actions.file, name="file"),
    re_path(rf"^(?P<code>[-\w]+)/withdraw/{KIND}/{KEY}/$", withdrawing.withdraw, name="withdraw"),
]
