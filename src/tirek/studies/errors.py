"""What the room of studies refuses."""

from django.utils.translation.trans_null import gettext_noop as _

from tirek.refusals import Refusal


class LogsNowhere(Refusal):
    """No folder for the events of studies."""

    id = "logs-nowhere"
    sentence = _("It is not said where event logs are to lie.")
    hint = _("Name a folder outside the database in TIREK_LOGS.")


class LogFileDamaged(Refusal):
    """A kept file that does not hold what was put into it."""

    id = "log-file-damaged"
    sentence = _("The kept file of this log is cut off or damaged.")
    hint = _("Take it back from the backup, or take the log in again.")


class LogFileMissing(Refusal):
    """No file, or one of no bytes."""

    id = "log-file-missing"
    sentence = _("No file was sent, or an empty one.")
    hint = _("Choose the log and send it again.")


class LogFileTooLarge(Refusal):
    """A file of more bytes than the page takes."""

    id = "log-file-too-large"
    sentence = _("The file is larger than %(limit)s MB.")
    hint = _("Send a part of it, or the same compressed (.xes.gz), which is smaller.")


class LogNotRead(Refusal):
    """A question to a log that has not been read."""

    id = "log-not-read"
    sentence = _("This log has not been read yet.")
    hint = _("Say which column is what; it is read then.")


class LogReadAlready(Refusal):
    """Columns said again of a log that was read."""

    id = "log-read-already"
    sentence = _("This log was read already.")
    hint = _("To read it in another way, take it in once more and withdraw this one.")


class StudyIncomplete(Refusal):
    """A study without a name or an owner."""

    id = "study-incomplete"
    sentence = _("A study needs the name of the service and who answers for it.")
    hint = _("Fill in both and send it again.")


class StudyNameTaken(Refusal):
    """A second study of the same code."""

    id = "study-code-taken"
    sentence = _("There is a study with the code %(code)s already.")
    hint = _("Go on with that one, or choose another code.")


class StudyCodeWrong(Refusal):
    """A code that cannot be part of an address."""

    id = "study-code-wrong"
    sentence = _("“%(code)s” cannot be the code of a study.")
    hint = _("Use small letters, digits and hyphens, 60 at most, and begin with a letter.")


class DrawingUnreadable(Refusal):
    """A drawing that is no process that can be read."""

    id = "study-drawing-unreadable"
    sentence = _("The drawing cannot be read: %(reason)s")
    hint = _("Draw it again, or take a file in BPMN 2.0.")


class WorkIsOver(Refusal):
    """Cancelling what has ended."""

    id = "study-work-over"
    sentence = _("This work has ended already.")
    hint = _("Look at what came of it.")


class NotDrawnYet(Refusal):
    """A simulation of a service that nobody has drawn."""

    id = "study-not-drawn-yet"
    sentence = _("The service is not drawn yet.")
    hint = _("Draw how it is out of its log first; a change of it is drawn from that.")


class RulesUnreadable(Refusal):
    """A table of rules that cannot be read."""

    id = "study-rules-unreadable"
    sentence = _("Row %(row)s of the rules cannot be read: %(reason)s")
    hint = _("Each row has an id, a rule, a severity, a legal basis and what it says in words.")


class FigureOfSomebody(Refusal):
    """A figure for a report of chosen cases, or of what one worker did."""

    id = "study-figure-of-somebody"
    sentence = _("A figure for a report is not about chosen cases or one person's work.")
    hint = _("Take off the filter that names them.")


class TooFewCases(Refusal):
    """A figure that would tell of one to four cases."""

    id = "too-few-cases"
    sentence = _("This figure would tell of fewer than five cases, or by what is left out of them.")
    hint = _("Choose more cases, or another figure.")


class NoSuchMeasure(Refusal):
    """A measure that this log does not have."""

    id = "study-measure-unknown"
    sentence = _("This log has no such figure now.")
    hint = _("Choose one of those that the page lists.")


class FigureMadeUp(Refusal):
    """A figure of a log that was made up, for a programme that was not."""

    id = "study-figure-made-up"
    sentence = _("This log is made up; what it says is no figure of programme %(programme)s, which is real.")
    hint = _("Choose a log of the service itself.")


class RecordTooSmall(Refusal):
    """A log of so few cases that one of them could be told."""

    id = "study-record-too-small"
    sentence = _("Of fewer than %(fewest)s cases no log is made: what happened in one of them would be told.")
    hint = _("Choose a longer period, or ask the national office, which may take all offices together.")


class RecordPeriodWrong(Refusal):
    """A period that ends before it begins."""

    id = "study-record-period-wrong"
    sentence = _("The period ends before it begins.")
    hint = _("Choose a last day that is not before the first.")


class CasesKeptBack(Refusal):
    """Told beside a log, whose cases are not all there are."""

    id = "study-cases-kept-back"
    sentence = _("Cases under the seal and erased ones are not in this log: at least %(count)s.")
    hint = ""
