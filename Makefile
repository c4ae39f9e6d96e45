# Sobes. Needs git, make and Python 3.11 or newer; everything else is made here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test check format bench bench-learning prove prove-parameters prove-rules prove-schedule picture lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## Start the bot: with a token in .env on Telegram, without one on a local Bot API server
	@$(BIN)/python -m bot start

test: $(VENV)/dev.stamp ## Run every test
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/dev.stamp ## Format, lint, types and layers of the code; decks, texts, settings and database
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m bot check

format: $(VENV)/dev.stamp ## Put the code in its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp ## Measure speed and memory; prints figures, asserts nothing
	@$(BIN)/python -m tests.bench

bench-learning: $(VENV)/dev.stamp ## Let simulated learners prepare for a date with the bot and with its rivals; exit 1 if a goal is missed
	@$(BIN)/python -m tests.bench.learning

prove: $(VENV)/dev.stamp ## Kill the bot a hundred times under load and compare what was confirmed with what is stored
	@$(BIN)/python -m tests.prove_kills 100

prove-parameters: $(VENV)/dev.stamp ## Fit sixty made-up learners again and again, and compare with what they really remember
	@$(BIN)/python -m tests.prove_parameters

prove-rules: $(VENV)/dev.stamp ## Take each rule of the playground's server away and see that a test misses it
	@$(BIN)/python -m tests.prove_rules

prove-schedule: $(VENV)/dev.stamp ## Live through a month of posts with kills and lost answers, and account for each
	@$(BIN)/python -m tests.prove_schedule

picture: $(VENV)/dev.stamp ## Draw the README's pictures anew (that of the playground needs Chromium)
	@$(BIN)/python -m tests.stats_picture
	@$(BIN)/python -m tests.browser.readme_picture

lock: ## Compile requirements/*.txt anew (needs uv)
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header -q -o requirements/run.txt
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header -c requirements/run.txt -q -o requirements/dev.txt
	@sed -n 's/^optimize = \["\(.*\)"\]$$/\1/p' pyproject.toml | uv pip compile - --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -c requirements/run.txt \
	  -q -o requirements/optimize.txt

clean: ## Remove what was installed here (never data)
	@rm -rf $(VENV)

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sobes needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 ..."; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements/run.txt $(VENV)/python.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/python.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
