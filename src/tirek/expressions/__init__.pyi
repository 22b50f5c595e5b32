from .errors import ExpressionRefused as ExpressionRefused
from .evaluation import Value as Value
from .evaluation import evaluate as evaluate
from .parsing import Expression as Expression
from .parsing import parse as parse
