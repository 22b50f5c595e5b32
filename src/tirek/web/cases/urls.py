"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from tirek.web.cases import acting, lists, office, reading, steps, transfers, where

app_name = "cases"
urlpatterns = [
    path("", lists.index, name="index"),
    path("work/", lists.work, name="work"),
    path("office/", office.office, name="office"),
    path("office/hand-over/", office.hand_over, name="hand-over"),
    path("open/", acting.open_case, name="open"),
    path("where/", where.where, name="where"),
    path("steps/<uuid:key>/", steps.step, name="step"),
    path("steps/<uuid:key>/done/", steps.done, name="done"),
    path("<str:number>/", reading.case, name="case"),
    path("<str:number>/told/", acting.told, name="told"),
    path("<str:number>/notes/", acting.note, name="note"),
    path("<str:number>/assign/", acting.assign, name="assign"),
    path("<str:number>/close/", acting.close, name="close"),
    path("<str:number>/reopen/", acting.reopen, name="reopen"),
    path("<str:number>/send/", transfers.send, name="send"),
    path("<str:number>/accept/", transfers.accept, name="accept"),
    path("<str:number>/return/", transfers.give_back, name="return"),
]
