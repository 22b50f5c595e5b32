"""Addresses of evidence."""

from django.urls import path, re_path

from tirek.web.evidence import views

app_name = "evidence"
KIND = "(?P<kind>events|deliverables|measurements|decisions)"
urlpatterns = [
    re_path(rf"^add/(?P<code>[-\w]+)/(?P<number>[\d.]+)/{KIND}/$", views.add, name="add"),
    path("events/<uuid:key>/", views.event, name="event"),
    path("events/<uuid:key>/import/", views.import_list, name="import"),
    path("events/<uuid:key>/lists/<uuid:file>/", views.attendance_list, name="list"),
    path("events/<uuid:key>/lists/<uuid:file>/to-mend.csv", views.bad_rows, name="bad-rows"),
    path(
        "events/<uuid:key>/attendances/<uuid:attendance>/withdraw/",
        views.withdraw_attendance,
        name="withdraw-attendance",
    ),
    re_path(
        rf"^{KIND}/(?P<key>[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/withdraw/$",
        views.withdraw,
        name="withdraw",
    ),
    path("deliverables/<uuid:key>/file/", views.file, name="file"),
]
