"""Addresses of a programme's exchange."""

from django.urls import path

from tirek.web.exchange import views

app_name = "exchange"
urlpatterns = [
    path("<slug:code>/", views.index, name="index"),
]
