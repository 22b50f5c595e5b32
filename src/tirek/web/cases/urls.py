"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from tirek.web.cases import (
    acting,
    entering,
    extending,
    guarding,
    lists,
    office,
    placing,
    reading,
    steps,
    transfers,
    where,
)

app_name = "cases"
urlpatterns = [
    path("", lists.index, name="index"),
    path("work/", lists.work, name="work"),
    path("office/", office.office, name="office"),
    path("office/hand-over/", office.hand_over, name="hand-over"),
    path("decisions/", guarding.decisions, name="decisions"),
    path("unsealings/<uuid:key>/allow/", guarding.allow, name="allow"),
    path("unsealings/<uuid:key>/refuse/", guarding.refuse, name="refuse"),
    path("erasures/<uuid:key>/", guarding.erasure, name="erasure"),
    path("merging/<uuid:key>/", guarding.merging, name="merging"),
    path("open/", acting.open_case, name="open"),
    path("where/", where.where, name="where"),
    path("steps/<uuid:key>/", steps.step, name="step"),
    path("steps/<uuid:key>/done/", steps.done, name="done"),
    path("<str:number>/", reading.case, name="case"),
    path("<str:number>/told/", acting.told, name="told"),
    path("<str:number>/notes/", acting.note, name="note"),
    path("<str:number>/assign/", acting.assign, name="assign"),
    path("<str:number>/help/", acting.help_case, name="help"),
    path("<str:number>/leave/", acting.leave, name="leave"),
    path("<str:number>/place/", placing.place, name="place"),
    path("<str:number>/close/", acting.close, name="close"),
    path("<str:number>/reopen/", acting.reopen, name="reopen"),
    path("<str:number>/send/", transfers.send, name="send"),
    path("<str:number>/accept/", transfers.accept, name="accept"),
    path("<str:number>/return/", transfers.give_back, name="return"),
    path("<str:number>/parties/", entering.party, name="party"),
    path("<str:number>/documents/", entering.document, name="document"),
    path("<str:number>/documents/<uuid:key>/", entering.file, name="file"),
    path("<str:number>/links/", entering.links, name="links"),
    path("<str:number>/withdraw/<str:kind>/<uuid:key>/", entering.withdraw, name="withdraw"),
    path("<str:number>/limits/<uuid:key>/extend/", extending.extend, name="extend"),
    path("<str:number>/level/", guarding.level, name="level"),
    path("<str:number>/unseal/", guarding.unseal, name="unseal"),
    path("<str:number>/erase/", guarding.erase, name="erase"),
]
