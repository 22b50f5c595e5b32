"""JavaRosa, which fills forms on devices (ODK Collect): it comes within pyxform, and needs Java."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pyxform

JAR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
JAVA = shutil.which("java")


def ask(forms: Sequence[str]) -> list[str]:
    """This function will give for each form "=" and what it computes, or "!" and the fault."""
    assert JAVA
    command = [JAVA, "-Duser.timezone=Etc/GMT-5", "-cp", str(JAR), str(Path(__file__).with_name("Device.java"))]
    lines = "\n".join(form.replace("\n", "\\n") for form in forms)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()
