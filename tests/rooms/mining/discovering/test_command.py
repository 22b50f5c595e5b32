"""`tirek log discover`: keys that stay, a drawing in a file, and a sentence where there is nothing to draw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rooms.mining.describing import real
from tirek.command.__main__ import main
from tirek.mining.describing.variants import variants_of
from tirek.mining.discovering.discovery import tree_of_variants
from tirek.mining.models.reading import net_of, read_model

PAGE = Path(__file__).parents[4] / "docs" / "look-up" / "log-command.md"
LOG = str(real.LOGS / "interval_event_log.csv")


def test_it_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "model.bpmn"
    assert main(["log", "discover", LOG, "--json", "--out", str(out)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert sorted(answer) == ["activities", "algorithm", "bpmn", "noise", "tree"]
    told = PAGE.read_text(encoding="utf-8").partition("\n## discover\n")[2].partition("\n## ")[0]
    assert all(f"`{key}`" in told for key in answer)
    assert (answer["algorithm"], answer["noise"], answer["bpmn"]) == ("inductive", 0.0, str(out))
    assert answer["tree"] == str(tree_of_variants(variants_of(real.log("interval_event_log.csv"))))
    assert list(net_of(read_model(out)).activities) == answer["activities"]


@pytest.mark.parametrize("algorithm", ["inductive-infrequent", "from-graph"])
def test_other_ways_to_find_a_model(algorithm: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "discover", LOG, "--json", "--algorithm", algorithm, "--noise", "0.1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["algorithm"], answer["noise"], "bpmn" in answer) == (algorithm, 0.1, False)


@pytest.mark.parametrize("noise", ["2", "-1", "much", "nan"])
def test_noise_is_a_share(noise: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["log", "discover", LOG, f"--noise={noise}"])
    assert end.value.code == 2
    assert "--noise" in capsys.readouterr().err
