"""What the export to IATI refuses."""

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class PublisherUnreadable(Refusal):
    """The file of an office's decisions lacks something, or contradicts itself."""

    id = "publisher-unreadable"
    sentence = _("The file %(file)s does not say what is needed to publish to IATI: %(problem)s")
    hint = _("Compare it with the one that comes with Tirek: src/tirek/exchange/iati/publisher.yaml.")
