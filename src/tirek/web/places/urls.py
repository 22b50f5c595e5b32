"""Addresses of the register of places."""

from __future__ import annotations

from django.urls import path

from tirek.web.places import planning, reporting, views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add, name="add"),
    path("plan/", planning.plan, name="plan"),
    path("plan.csv", planning.plan_csv, name="plan-csv"),
    path("plan/<int:year>/propose/", planning.propose, name="propose-plan"),
    path("plan/<int:year>/<str:code>/", planning.plan_visit, name="plan-visit"),
    path("plans/<uuid:key>/review/", planning.review, name="review-plan"),
    path("visits/<uuid:key>/withdraw/", planning.withdraw_visit, name="withdraw-visit"),
    path("report/", reporting.report, name="report"),
    path("report.csv", reporting.report_csv, name="report-csv"),
    path("report.pdf", reporting.report_pdf, name="report-pdf"),
    path("report.docx", reporting.report_docx, name="report-docx"),
    path("<str:code>/risk/", planning.risk, name="risk"),
    path("<str:code>/", views.place, name="place"),
    path("<str:code>/change/", views.change, name="change"),
]
