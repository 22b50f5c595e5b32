"""The addresses of django-allauth that are offered, under the names that it asks for; sign-up is not among them."""

from django.urls import path

from tirek.web.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("password/", views.change_password, name="account_change_password"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("closed/", views.closed, name="account_inactive"),
]
