"""Which package may import which, and what importing one costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent


def test_the_contracts_on_imports_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize(
    ("package", "heavy"), [("index", {"gradio", "rag", "sentence_transformers", "transformers", "trafilatura", "ui"})]
)
def test_what_is_heavy_loads_when_it_is_used(package: str, heavy: set[str]) -> None:
    code = f"import sys, {package}; print(*sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT).split() == []
