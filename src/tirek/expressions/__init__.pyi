from .errors import ExpressionRefused as ExpressionRefused
from .evaluation import Values as Values
from .evaluation import evaluate as evaluate
from .evaluation import holds as holds
from .parsing import Expression as Expression
from .parsing import parse as parse
from .values import Value as Value
