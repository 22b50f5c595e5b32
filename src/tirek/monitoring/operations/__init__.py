"""What can be done in monitoring, one verb a file. What was said is never changed: it is withdrawn and said anew.

All that concerns a programme is written into the chain of the programme's office, whoever does it: under that lock
what a decision rests on is read again, numbers are given, and what was just said is not written twice.
"""

from .assess_quality import assess_quality as assess_quality
from .assess_risk import assess_risk as assess_risk
from .calendar_feed import close_calendar as close_calendar
from .calendar_feed import open_calendar as open_calendar
from .correct_course import correct_course as correct_course
from .keep_lesson import keep_lesson as keep_lesson
from .mark_done import mark_done as mark_done
from .record_risk import record_risk as record_risk
from .remind import Sending as Sending
from .remind import remind as remind
from .remind import sends_mail as sends_mail
from .report_progress import report_progress as report_progress
from .withdraw import withdraw as withdraw
