"""What the room of cases refuses."""

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class CaseOpenedAlready(Refusal):
    """Answers with which a case was opened before, perhaps in another window."""

    id = "case-opened-already"
    sentence = _("With these answers case %(number)s was opened already.")
    hint = _("Go on there; nothing was entered twice.")


class NoProcedureForForm(Refusal):
    """Answers to a form with which no procedure of its mechanism begins."""

    id = "no-procedure-for-form"
    sentence = _("No procedure of this mechanism begins with the form %(form)s.")
    hint = _("These answers stay where they are. A new edition of the mechanism may bring a procedure for them.")


class TaskEnded(Refusal):
    """A step that was done before, or that is no longer waited for."""

    id = "case-task-ended"
    sentence = _("This step was done already, or is no longer waited for.")
    hint = _("Look at the case: it says who did it and what waits now. Your answers are kept.")


class AnswersToAnotherForm(Refusal):
    """Answers that are not those which the step asks for."""

    id = "answers-to-another-form"
    sentence = _("The step asks for the form %(wanted)s, and these are answers to %(given)s.")
    hint = _("Open the step from the case and answer its form.")


class NotOfThisOffice(Refusal):
    """Somebody to whom a case cannot be given, for he or she works elsewhere or has no such role."""

    id = "not-of-this-office"
    sentence = _("A case can be given only to an officer of the office that has it.")
    hint = _("Send the case to the other office instead.")


class TransferOnItsWay(Refusal):
    """A case that was sent to another office and is not answered yet."""

    id = "transfer-on-its-way"
    sentence = _("The case is on its way to another office already.")
    hint = _("Wait for its answer, or ask there.")


class NoTransferOnItsWay(Refusal):
    """An answer to a transfer that was answered before."""

    id = "no-transfer-on-its-way"
    sentence = _("This case is not on its way to your office.")
    hint = _("Perhaps somebody answered before you.")


class SameOffice(Refusal):
    """A transfer to the office that has the case."""

    id = "transfer-to-itself"
    sentence = _("The case is in this office already.")


class CaseReasonMissing(Refusal):
    """A deed that wants a reason, and has none."""

    id = "case-reason-missing"
    sentence = _("A reason is needed.")
    hint = _("One sentence is enough: it is what the next person reads first.")


class CaseIsClosed(Refusal):
    """A deed in a case that was closed."""

    id = "case-is-closed"
    sentence = _("Case %(number)s is closed.")
    hint = _("The head of the office can open it again, with a reason.")


class CaseIsOpen(Refusal):
    """A case that is opened again without having been closed."""

    id = "case-is-open"
    sentence = _("Case %(number)s is not closed.")


class CaseNotSealed(Refusal):
    """A request to see names that are not sealed."""

    id = "case-not-sealed"
    sentence = _("Case %(number)s is not sealed: its names are shown to those whose role sees names.")


class UnsealingAnswered(Refusal):
    """A request to see names that was let or refused before."""

    id = "unsealing-answered"
    sentence = _("This request was answered already.")
    hint = _("Whoever asked may ask again, with a reason.")


class ErasureAsked(Refusal):
    """An erasure that was asked for before and is not decided yet, or was done."""

    id = "erasure-asked"
    sentence = _("This erasure was asked for already.")
    hint = _("A second person decides it: another head of the office, or one of the national office.")


class ErasureReviewed(Refusal):
    """An erasure that was decided before."""

    id = "erasure-reviewed"
    sentence = _("This erasure was decided already.")


class DocumentEmpty(Refusal):
    """A document without a content."""

    id = "case-document-empty"
    sentence = _("There is nothing in this file, or no file was chosen.")
    hint = _("Choose a file that is not empty.")


class DocumentTooLarge(Refusal):
    """A document of more bytes than a case takes."""

    id = "case-document-too-large"
    sentence = _("A document of a case has at most %(limit)s MB.")
    hint = _("Save it smaller, or in parts.")


class PartyWithoutAuthority(Refusal):
    """A party that is an authority, without saying which."""

    id = "party-without-authority"
    sentence = _("A party that is an authority needs its name from the register.")
    hint = _("Choose the authority, or say that it is an organisation.")


class SameConfidentiality(Refusal):
    """A level that the case has already."""

    id = "case-has-this-level"
    sentence = _("The case has this level already.")


class CaseIsSealed(Refusal):
    """A sealed case that one person alone would take out of its seal."""

    id = "case-is-sealed"
    sentence = _("Case %(number)s is sealed, and nobody takes it out of the seal alone.")
    hint = _("Ask to see its names; once a second person lets you, change the level within the quarter of an hour.")


class LinkToItself(Refusal):
    """A case that is linked to itself."""

    id = "link-to-itself"
    sentence = _("A case cannot be linked to itself.")


class LinkedAlready(Refusal):
    """Two cases that are linked in this way."""

    id = "linked-already"
    sentence = _("The case is linked in this way to %(number)s already.")


class LinkReviewed(Refusal):
    """A pair of cases that was decided on before."""

    id = "link-reviewed"
    sentence = _("Whether these two are one was decided already.")


class UnsealingWaits(Refusal):
    """A second request to see names while the first waits."""

    id = "unsealing-waits"
    sentence = _("You have asked to see the names of this case already.")
    hint = _("Tell the second person that your request waits.")


class LimitOver(Refusal):
    """A limit that is extended after it ended or ran out."""

    id = "limit-over"
    sentence = _("This limit is over or has run out; it can be extended only while it runs.")
    hint = _("That it was not kept stays written down. A note may say why.")


class LimitNotExtended(Refusal):
    """A limit of which the law says no extension, or that was extended already."""

    id = "limit-not-extended"
    sentence = _("The rule by which this limit runs allows no extension, or it was extended already.")


class ExtensionTooLong(Refusal):
    """An extension by more than the law says, or by nothing."""

    id = "extension-beyond-its-rule"
    sentence = _("This limit may be extended by %(most)s at most.")
    hint = _("Choose a number from one to that.")


class PlanYearOver(Refusal):
    """A visit that is planned for a year that is over, or for one too far away."""

    id = "visit-plan-year-over"
    sentence = _("Visits are planned for this year and the four after it; %(year)s is none of them.")


class PlaceIsClosed(Refusal):
    """A visit that is planned to a place that will be closed by then."""

    id = "visit-to-a-closed-place"
    sentence = _("%(place)s is closed by then.")
    hint = _("Look at its dates in the register of places.")


class VisitPlannedAlready(Refusal):
    """A second visit to a place in the same month."""

    id = "visit-planned-already"
    sentence = _("The plan has a visit there in that month already.")


class PlanEmpty(Refusal):
    """A plan that is put before the Commissioner with nothing new in it."""

    id = "visit-plan-empty"
    sentence = _("The plan has nothing that is not agreed to already.")
    hint = _("Plan a visit first.")


class PlanWaits(Refusal):
    """A plan that is put before the Commissioner a second time."""

    id = "visit-plan-waits"
    sentence = _("The plan waits for a second person already.")


class PlanReviewed(Refusal):
    """A plan that was decided on before."""

    id = "visit-plan-reviewed"
    sentence = _("The plan was decided on already.")
