"""The engine of ODK Collect (JavaRosa, from the jar of ODK Validate that pyxform carries), driven from Python.

`java()` gives the engine, or skips the test with the reason why there is none. `engine.faults_of(xform)` is what ODK
Validate says; `engine.fill(xform, answers)` fills a form as Collect does and gives the submission's bytes.
"""

from tests.javarosa.engine import AnswerRefused, Engine, NeverAsked, java

__all__ = ["AnswerRefused", "Engine", "NeverAsked", "java"]
