from .log import NOTHING as NOTHING
from .log import EventLog as EventLog
from .log import Part as Part
from .log import Words as Words
from .log import log_of as log_of
