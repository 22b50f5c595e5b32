"""The address of the claims check."""

from django.urls import path

from tirek.web.reports import views

app_name = "claims"
urlpatterns = [path("", views.claims, name="check")]
