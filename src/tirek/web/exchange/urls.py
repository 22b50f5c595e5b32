"""Addresses of a programme's exchange."""

from django.urls import path

from tirek.web.exchange import views, views_iati

app_name = "exchange"
urlpatterns = [
    path("import/", views.take_in, name="import"),
    path("<slug:code>/", views.index, name="index"),
    path("<slug:code>/export/", views.export, name="export"),
    path("<slug:code>/iati/", views_iati.preview, name="iati"),
    path("<slug:code>/iati/activities.xml", views_iati.download, name="iati-xml"),
]
