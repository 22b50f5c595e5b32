"""Addresses of forms."""

from __future__ import annotations

from django.urls import path

from tirek.web.forms import answers, drafts, exports, feed_keys, filling, sending

app_name = "forms"
urlpatterns = [
    path("", filling.index, name="index"),
    path("session/", filling.session, name="session"),
    path("worker.js", filling.worker, name="worker"),
    path("submissions/", sending.send, name="send"),
    path("drafts/<uuid:key>/", drafts.draft, name="draft"),
    path("drafts/<uuid:key>/keep/", drafts.keep, name="keep"),
    path("drafts/<uuid:key>/discard/", drafts.discard, name="discard"),
    path("answers/", answers.answered, name="answered"),
    path("answers/<uuid:key>/", answers.answer, name="answer"),
    path("answers/<uuid:key>/instance.xml", answers.instance, name="instance"),
    path("answers/<uuid:key>/aside/<uuid:aside>/", answers.aside, name="aside"),
    path("answers/<uuid:key>/files/<str:name>", answers.file, name="file"),
    path("<str:form_id>/fill/", filling.fill, name="fill"),
    path("<str:form_id>/<str:version>/definition.xml", filling.definition, name="definition"),
    path("<str:form_id>/<str:version>/media/<str:name>", filling.media, name="media"),
    path("feed-keys/", feed_keys.feed_keys, name="feed-keys"),
    path("feed-keys/<uuid:key>/end/", feed_keys.withdraw, name="end-feed-key"),
    path("<str:form_id>/answers/", answers.answers, name="answers"),
    path("<str:form_id>/answers.csv", exports.csv, name="csv"),
    path("<str:form_id>/answers.xlsx", exports.xlsx, name="xlsx"),
    path("<str:form_id>/answers.geojson", exports.geojson, name="geojson"),
]
