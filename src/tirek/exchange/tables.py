"""What leaves the house with a programme and comes back: every table, every column, by name; and what stays, and why.

A field that is neither here nor in LEFT_OUT fails a test: nothing is forgotten, and nothing leaves by accident. Where a
row was stored in its chain travels as its moment (see `moments`), salts and hashes never do.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """One table of the file: a sheet of the workbook, a list of the JSON.

    `of` is the lookup that leads from a row to its programme, or several with a bar between. A column with a dot is
    named by that field of the row it refers to (`person.code`), any other reference by the key of the row. `called` are
    the columns that name a row to a reader. `once` names the columns of which an office needs one row only, whichever
    programme brought it. `heads` is a column that holds positions of chains; it travels as moments.
    """

    name: str
    model: str
    of: str
    columns: str
    called: str = ""
    once: str = ""
    heads: str = ""


_ACTIVITY = "activity__output__programme"
_EVENT = "event__activity__output__programme"
_OFFICES = "office__programme|office__report__programme"
_PIECE = "activity office entered_by.username entered_at title source synthetic"
_REVIEW = "verdict reason reviewed_by.username reviewed_at"
_SAID = "said_by.username said_at"

TABLES = (
    Table(
        "programme",
        "plans.Programme",
        "pk",
        "code title office document starts ends currency outcome gender_marker supersedes.code cover synthetic",
        called="code title",
    ),
    Table(
        "plan documents",
        "plans.PlanDocument",
        "programme",
        "office name content received_at received_by.username synthetic",
        called="name",
    ),
    Table("readings", "plans.Reading", "document__programme", "document plan"),
    Table(
        "findings",
        "plans.RecordedFinding",
        "document__programme",
        "document ordinal code severity message advice facts where printed computed",
        called="ordinal code",
    ),
    Table(
        "settlements",
        "plans.Settlement",
        "finding__document__programme",
        "finding kind reason settled_by.username settled_at",
    ),
    Table("outputs", "plans.Output", "programme", "programme number title narrated_title line", called="number title"),
    Table(
        "activities",
        "plans.Activity",
        "output__programme",
        "output number title responsible_party fund account_code line added_because marks",
        called="number title",
    ),
    Table("plan money", "plans.BudgetLine", "programme", "programme activity kind year amount printed line"),
    Table(
        "monitoring actions",
        "plans.MonitoringAction",
        "programme",
        "programme activity purpose frequency expected_action line",
        called="activity",
    ),
    Table(
        "periods",
        "plans.ReportingPeriod",
        "programme",
        "programme key begins ends due closed_at closed_by.username",
        called="key",
    ),
    Table(
        "schedule changes",
        "plans.ScheduleChange",
        _ACTIVITY,
        "activity begins ends reason changed_by.username changed_at",
    ),
    Table("persons", "directory.Person", f"attendances__{_EVENT}", "code sex"),
    Table("events", "evidence.Event", _ACTIVITY, f"{_PIECE} topic starts ends place region", called="starts title"),
    Table(
        "attendance files",
        "evidence.AttendanceFile",
        _EVENT,
        "event name content received_by.username received_at",
        called="name",
    ),
    Table("attendances", "evidence.Attendance", _EVENT, "event person.code unit region role file file_row"),
    Table("deliverables", "evidence.Deliverable", _ACTIVITY, f"{_PIECE} kind date language file_name file"),
    Table("measurements", "evidence.Measurement", _ACTIVITY, f"{_PIECE} kind value unit date"),
    Table("decisions", "evidence.Decision", _ACTIVITY, f"{_PIECE} kind number date body"),
    Table("funds", "money.Fund", "programme", "programme code title donor donor_reference", called="code title"),
    Table(
        "budget revisions",
        "money.BudgetRevision",
        "programme",
        "programme number title reason fee_rate fee_base drafted_by.username drafted_at",
        called="number title",
    ),
    Table("budget reviews", "money.RevisionReview", "revision__programme", f"revision {_REVIEW}"),
    Table(
        "budget rows",
        "money.BudgetRow",
        "revision__programme",
        "revision kind activity fund account_code year amount",
    ),
    Table(
        "exchange rates",
        "money.ExchangeRate",
        "office__programme",
        "office base currency month units source",
        once="office base currency month",
    ),
    Table(
        "contributions",
        "money.Contribution",
        "fund__programme",
        "fund kind day amount reference entered_by.username entered_at",
    ),
    Table(
        "cost reports",
        "money.CostReport",
        "programme",
        "programme name content sha256 begins ends line_count amount commitment printed_total printed_sum"
        " received_by.username received_at"
        " synthetic",
        called="begins ends name",
    ),
    Table(
        "cost lines",
        "money.CostLine",
        "programme",
        "report programme row activity_code fund_code account_code description day currency rate printed_amount"
        " printed_commitment amount commitment kind activity fund",
        called="row",
    ),
    Table(
        "assignments",
        "money.Assignment",
        "line__programme",
        "line activity fund account_code reason assigned_by.username assigned_at",
    ),
    Table(
        "variance reasons",
        "money.VarianceReason",
        _ACTIVITY,
        "activity period text explained_by.username explained_at",
    ),
    Table("figures", "indicators.FigureDefinition", "programme", "programme code version spec", called="code version"),
    Table(
        "indicators",
        "indicators.FrameworkIndicator",
        "programme",
        "programme code output activity baseline baseline_on baseline_source",
        called="code",
    ),
    Table("targets", "indicators.Target", "indicator__programme", "indicator period value"),
    Table(
        "reported values",
        "indicators.ReportedValue",
        "programme",
        "programme code period version value splits note late_for entered_by.username entered_at synthetic",
        called="code version",
    ),
    Table("value files", "indicators.ValueFile", "value__programme", "value name content"),
    Table("value reviews", "indicators.ValueReview", "value__programme", f"value {_REVIEW}"),
    Table(
        "progress",
        "monitoring.Progress",
        _ACTIVITY,
        f"{_SAID} activity period status text next_steps began ended",
    ),
    Table(
        "actions done",
        "monitoring.ActionDone",
        "action__programme",
        f"{_SAID} action period round day note file_name file",
    ),
    Table(
        "risks",
        "monitoring.Risk",
        "programme",
        "programme number edition category cause event impact recorded_by.username recorded_at",
        called="number event",
    ),
    Table(
        "risk assessments",
        "monitoring.RiskAssessment",
        "risk__programme",
        f"{_SAID} risk day likelihood impact owner treatment closed",
    ),
    Table("lessons", "monitoring.Lesson", "programme", f"{_SAID} programme period activity text advice"),
    Table("quality reviews", "monitoring.QualityReview", "programme", f"{_SAID} programme stage day ratings text"),
    Table(
        "course corrections",
        "monitoring.CourseCorrection",
        "programme",
        f"{_SAID} programme number day change reason consulted finding figure figure_value risk",
    ),
    Table(
        "reports",
        "reports.Report",
        "programme",
        "programme office title kind period fund party language started_by.username started_at",
        called="title",
    ),
    Table(
        "report texts",
        "reports.ReportText",
        "report__programme",
        "report version narrative written_by.username written_at",
        called="version",
    ),
    Table("reviews asked", "reports.ReviewAsked", "text__report__programme", "text asked_by.username asked_at"),
    Table("text reviews", "reports.TextReview", "text__report__programme", f"text {_REVIEW}"),
    Table(
        "excuses",
        "reports.Excuse",
        "report__programme",
        "report quote sentence reason excused_by.username excused_at",
    ),
    Table(
        "publications",
        "reports.PublishedReport",
        "report__programme",
        "report number title narrative figures excuses as_of root elsewhere published_by.username published_at"
        " synthetic",
        heads="as_of",
    ),
    Table(
        "narrative templates",
        "reports.NarrativeTemplate",
        _OFFICES,
        "office kind language content kept_by.username kept_at",
        once="office kind language",
    ),
    Table(
        "Word templates",
        "reports.WordTemplate",
        _OFFICES,
        "office kind name content kept_by.username kept_at",
        once="office kind",
    ),
)

HOUSE = (
    *("id", "stored_chain", "stored_position", "stored_salt"),
    *("entered_position", "withdrawn_position", "withdrawn_because"),
    "brought_by",
)
"""Columns that the house itself fills: the key and the moments leave the house, the salt never does; who brought a row
with a file each house says of its own import."""

LEFT_OUT = {
    "plans.ReadingProgress": "How far a reading is; thrown away with no loss, and written again by the import.",
    "reports.ImportReview": "Each house confirms for itself: a confirmation in a file would be the importer's own.",
    "reports.ChangeRelease": "Each house releases for itself, as it confirms for itself.",
    "reports.Picture": "Drawn again from the frozen figures when one is missing.",
    "money.FundGrant": "Who may see a fund is for each house to say: access does not travel in a file.",
    "monitoring.CalendarFeed": "A secret address of an account.",
    "monitoring.ReminderSent": "Says only that a reminder went out.",
    "directory.Region": "Comes from the folder of the country; rows refer to it by code.",
    "directory.Office": "Comes from the folder of the country; rows refer to it by code.",
    "directory.Account": "Accounts are opened by each house; rows refer to one by name, with its office and roles.",
    "directory.RoleGrant": "Roles are granted by each house.",
    "packs.Mechanism": "A mechanism travels as its folder, not with a programme.",
    "packs.Edition": "A mechanism travels as its folder, not with a programme.",
    "packs.EditionFile": "A mechanism travels as its folder, not with a programme.",
    "packs.EditionReview": "A mechanism travels as its folder; each house reviews who may see what for itself.",
    "packs.PackForm": "Compiled from the folder of its mechanism.",
    "packs.Access": "Who may see what is for each house to say: access does not travel in a file.",
    "answers.Device": "Access does not travel in a file.",
    "answers.FeedKey": "Access does not travel in a file.",
    "answers.Submission": "What people told an office belongs to no programme and stays under the key of the office.",
    "answers.Attachment": "What people told an office belongs to no programme and stays under the key of the office.",
    "answers.Aside": "What people told an office belongs to no programme and stays under the key of the office.",
    "answers.Reading": "Made again from its submission at any time.",
    "answers.Draft": "Not sent yet; its writer's own.",
    "studies.Study": "A study of a service belongs to no programme.",
    "studies.StudyLog": "A study of a service belongs to no programme; its log stays under the key of the office.",
    "studies.LogReading": "A study of a service belongs to no programme.",
    "studies.Drawing": "A study of a service belongs to no programme.",
    "studies.RuleTable": "A study of a service belongs to no programme.",
    "studies.ReportedFigure": "Leads back to a study of this house; the file of evidence travels with its value.",
    "studies.Work": "How far long work is; done again at any time.",
    "cases.Case": "A case belongs to no programme and stays under the key of its office.",
    "cases.Party": "A case belongs to no programme and stays under the key of its office.",
    "cases.HeldAnswers": "A view of cases.",
    "cases.HeldVersion": "A view of cases.",
    "cases.Worker": "A view of cases.",
    "cases.Warned": "Says only that a warning went out.",
    "cases.SearchKey": "A case belongs to no programme and stays under the key of its office.",
    "cases.Task": "A case belongs to no programme and stays under the key of its office.",
    "cases.Happening": "A case belongs to no programme and stays under the key of its office.",
    "cases.Timer": "A case belongs to no programme and stays under the key of its office.",
    "cases.Clock": "A case belongs to no programme and stays under the key of its office.",
    "cases.Breach": "A case belongs to no programme and stays under the key of its office.",
    "cases.Assignment": "A case belongs to no programme and stays under the key of its office.",
    "cases.Transfer": "A case belongs to no programme and stays under the key of its office.",
    "cases.Note": "A case belongs to no programme and stays under the key of its office.",
    "cases.Document": "A case belongs to no programme and stays under the key of its office.",
    "cases.Link": "A case belongs to no programme and stays under the key of its office.",
    "cases.LinkReview": "A case belongs to no programme and stays under the key of its office.",
    "cases.Closure": "A case belongs to no programme and stays under the key of its office.",
    "cases.Unsealing": "A case belongs to no programme and stays under the key of its office.",
    "cases.PlannedVisit": "The yearly plan of visits belongs to no programme; what is agreed leaves as its own table.",
    "cases.PlanProposal": "The yearly plan of visits belongs to no programme; what is agreed leaves as its own table.",
    "cases.PlanReview": "Each house agrees on its plan for itself.",
    "cases.RiskReason": "The register of places belongs to no programme.",
    "directory.Authority": "Comes from the folder of the country; rows refer to it by code.",
    "directory.PlaceOfDetention": "The register of places belongs to no programme.",
    "findings.Finding": "A finding is of its case or its study, and stays under its key.",
    "findings.Recommendation": "A finding is of its case or its study, and stays under its key.",
    "findings.Response": "A finding is of its case or its study, and stays under its key.",
    "findings.FollowUp": "A finding is of its case or its study, and stays under its key.",
    "cases.Erasure": "A case belongs to no programme and stays under the key of its office.",
    "cases.ErasureReview": "A case belongs to no programme and stays under the key of its office.",
    "directory.Country": "Comes from the folder of the country.",
    "directory.PlaceKind": "Comes from the folder of the country.",
    "ledger.Chain": "Every house has its own ledger.",
    "ledger.Entry": "Every house has its own ledger.",
    "ledger.Payload": "Every house has its own ledger.",
    "ledger.RowDigest": "Every house has its own ledger.",
    "ledger.Root": "Every house has its own ledger.",
}
"""Tables that stay, and why."""
