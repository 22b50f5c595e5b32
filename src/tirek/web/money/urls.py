"""Addresses of a programme's money."""

from django.urls import path

from tirek.web.money import views

app_name = "money"
urlpatterns = [
    path("<slug:code>/", views.index, name="index"),
]
