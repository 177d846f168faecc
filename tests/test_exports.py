"""What the two packages export is what they say they export."""

from __future__ import annotations

from types import ModuleType

import pytest

import index
import rag


@pytest.mark.parametrize("package", [index, rag])
def test_all_is_what_is_exported_in_order(package: ModuleType) -> None:
    exported = [n for n, v in vars(package).items() if not n.startswith("_") and not isinstance(v, ModuleType)]
    assert package.__all__ == sorted(set(exported) - {"annotations"})
