"""Addresses of a programme's pages."""

from django.urls import path

from tirek.web.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.programme, name="programme"),
    path("<slug:code>/activities/add/", views.add_activity, name="add-activity"),
    path("<slug:code>/activities/<str:number>/", views.activity, name="activity"),
]
