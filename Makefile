# Tirek. “make help” lists what can be asked; each step of the setup is done only when what it is made from has changed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name))))
UV ?= .tirek/bin/uv
MADE := .tirek/made
VENV := .venv/bin
FRONT := $(shell find front -name node_modules -prune -o -type f -print)
CATALOGUES := $(wildcard src/tirek/web/locale/*/LC_MESSAGES/django.po)
CHECKS := format lint types layers migrations messages docs front
export UV_PYTHON_DOWNLOADS := never
# npm is the machine's, or lies in the environment beside Python.
export npm_config_update_notifier := false
export PATH := $(CURDIR)/$(VENV):$(PATH)

.PHONY: help
help: ## list what can be asked
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

.PHONY: setup
setup: $(MADE)/python $(MADE)/front $(MADE)/messages ## install all that is needed; afterwards the command is .venv/bin/tirek
	@:

.PHONY: demo
demo: setup ## serve the demonstration and print its address and logins; PLAN=file takes another plan in, PORT=8000
	@exec $(VENV)/tirek demo $(if $(PLAN),--plan "$(PLAN)") $(if $(PORT),--port $(PORT))

.PHONY: test
test: setup ## run every test on all cores, the browser's too; TESTS=path for some of them, on one
	@$(VENV)/python -m pytest $(if $(TESTS),$(TESTS),--numprocesses auto --dist loadfile --no-loadscope-reorder)

.PHONY: check
check: setup ## format, lint, types, layers, migrations, translations, documentation: every failure is printed
	@$(MAKE) --no-print-directory --keep-going $(CHECKS:%=check-%) || { echo "Not all is well: see above."; exit 1; }

.PHONY: $(CHECKS:%=check-%)
check-format:
	$(VENV)/ruff format --check
check-lint:
	$(VENV)/ruff check
check-types:
	$(VENV)/mypy src scripts bench $(wildcard tests/cast.py)
check-layers:
	$(VENV)/lint-imports
check-migrations:
	$(VENV)/python scripts/check_migrations.py
check-messages:
	$(VENV)/python scripts/messages.py check
check-docs:
	$(VENV)/tirek docs --check
check-front:
	npm --prefix front run --silent check

.PHONY: format
format: setup ## put the code into its form
	@$(VENV)/ruff check --select I --fix --quiet
	@$(VENV)/ruff format

.PHONY: messages
messages: setup ## bring the translation catalogues up to the code
	@$(VENV)/python scripts/messages.py extract

.PHONY: docs
docs: setup ## write the pages of docs/look-up that are generated from the code
	@$(VENV)/tirek docs

.PHONY: pictures
pictures: setup ## take the pictures of the tutorials anew
	@TIREK_PICTURES=write $(VENV)/python -m pytest tests/journeys/test_tutorial.py tests/journeys/test_quarter_tutorial.py

.PHONY: bench
bench: setup ## measure what the house promises about speed
	@$(VENV)/python -m bench

.PHONY: clean
clean: ## remove all that was made: environment, built pages, the demonstration with its database
	@if [ -x $(VENV)/tirek ]; then $(VENV)/tirek db remove; fi
	@rm -rf .venv .tirek front/node_modules src/tirek/web/static/built src/tirek/web/locale/*/LC_MESSAGES/django.mo

$(UV):
	@$(if $(PYTHON),,echo "Python 3.11 or later is needed: apt-get install python3" >&2; exit 1)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed.")'
	$(PYTHON) scripts/get_uv.py $@

$(MADE)/python: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --python $(PYTHON) $$(scripts/node-on-path || echo --group assets)
	@mkdir -p $(@D) && touch $@

$(MADE)/packages: front/package.json front/package-lock.json | $(MADE)/python
	npm --prefix front ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(MADE)/front: $(MADE)/packages $(FRONT)
	npm --prefix front run --silent build -- --logLevel error
	@touch $@

$(MADE)/messages: scripts/messages.py $(CATALOGUES) | $(MADE)/python
	$(VENV)/python scripts/messages.py compile
	@touch $@
