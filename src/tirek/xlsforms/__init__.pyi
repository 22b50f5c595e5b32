from .conversion import convert as convert
from .converted import Choice as Choice
from .converted import ConvertedForm as ConvertedForm
from .converted import Field as Field
from .errors import FormRefused as FormRefused
