"""Addresses of a programme's pages."""

from django.urls import path

from tirek.web.programmes import pictures, portfolio, schedule, views

app_name = "programmes"
urlpatterns = [
    path("", portfolio.index, name="index"),
    path("portfolio.csv", portfolio.as_csv, name="portfolio-csv"),
    path("<slug:code>/", views.programme, name="programme"),
    path("<slug:code>/schedule/", schedule.schedule, name="schedule"),
    path("<slug:code>/schedule/<str:number>/", schedule.change_dates, name="change-dates"),
    path("<slug:code>/results-chain/", pictures.results_chain, name="results-chain"),
    path("<slug:code>/pictures/", pictures.pictures, name="pictures"),
    path("<slug:code>/activities/add/", views.add_activity, name="add-activity"),
    path("<slug:code>/activities/<str:number>/", views.activity, name="activity"),
]
