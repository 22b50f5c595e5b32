"""Addresses of the server that devices talk to."""

from __future__ import annotations

from django.urls import path

from tirek.web.collect import views

app_name = "collect"
urlpatterns = [
    path("formList", views.form_list, name="form-list"),
    path("submission", views.submission, name="submission"),
    path("forms/<str:form_id>/<str:version>.xml", views.form, name="form"),
    path("forms/<str:form_id>/<str:version>/manifest", views.manifest, name="manifest"),
    path("forms/<str:form_id>/<str:version>/media/<str:name>", views.media, name="media"),
]
