"""Addresses of mechanisms."""

from __future__ import annotations

from django.urls import path

from tirek.web.mechanisms import changing, drawings, views

app_name = "mechanisms"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.mechanism, name="mechanism"),
    path("<slug:code>/change/", changing.change, name="change"),
    path("<slug:code>/change/<path:path>", changing.change_file, name="change-file"),
    path("<slug:code>/keep/", changing.keep, name="keep"),
    path("<slug:code>/editions/<int:number>/", views.edition, name="edition"),
    path("<slug:code>/editions/<int:number>/review/", changing.review, name="review"),
    path("<slug:code>/editions/<int:number>/workbook.xlsx", views.workbook, name="workbook"),
    path("<slug:code>/editions/<int:number>/forms/<slug:form_id>/", views.form, name="form"),
    path("<slug:code>/editions/<int:number>/drawings/<path:path>", drawings.drawing, name="drawing"),
    path("<slug:code>/editions/<int:number>/files/<path:path>", views.file, name="file"),
]
