"""Addresses of a programme's monitoring."""

from django.urls import path

from tirek.web.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("<slug:code>/", views.index, name="index"),
]
