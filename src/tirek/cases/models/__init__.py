"""Tables of cases. What people told is sealed; what the house must sort, count and warn by is not, and names nobody.

Sealed is: who the parties are and how they may be reached, what is said of a case, notes, documents, reasons, and the
state of its procedure. A case has a data key, and so has each party, so that one person can be erased from a case that
goes on. Which column is sealed under which key stands in `seals`.
"""

from tirek.cases.models.case import Case as Case
from tirek.cases.models.case import Confidentiality as Confidentiality
from tirek.cases.models.case import Party as Party
from tirek.cases.models.case import SearchKey as SearchKey
from tirek.cases.models.course import Breach as Breach
from tirek.cases.models.course import Clock as Clock
from tirek.cases.models.course import Happening as Happening
from tirek.cases.models.course import Task as Task
from tirek.cases.models.course import Timer as Timer
from tirek.cases.models.course import Warned as Warned
from tirek.cases.models.held import HeldAnswers as HeldAnswers
from tirek.cases.models.held import HeldVersion as HeldVersion
from tirek.cases.models.held import Worker as Worker
from tirek.cases.models.names import Erasure as Erasure
from tirek.cases.models.names import ErasureReview as ErasureReview
from tirek.cases.models.names import Unsealing as Unsealing
from tirek.cases.models.office_work import Assignment as Assignment
from tirek.cases.models.office_work import Closure as Closure
from tirek.cases.models.office_work import Document as Document
from tirek.cases.models.office_work import Link as Link
from tirek.cases.models.office_work import LinkReview as LinkReview
from tirek.cases.models.office_work import Note as Note
from tirek.cases.models.office_work import Transfer as Transfer
from tirek.cases.models.visits import PlannedVisit as PlannedVisit
from tirek.cases.models.visits import PlanProposal as PlanProposal
from tirek.cases.models.visits import PlanReview as PlanReview
from tirek.cases.models.visits import RiskReason as RiskReason
