# What one does with this project. `make` alone tells.

PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/.ready

.PHONY: help run test quick setup deps check format lint types contracts catalogue bench golden migration lock wheel frozen deb clean

help:
	@echo 'make run        installeert wat ontbreekt en opent het venster'
	@echo 'make test       alle proeven, ook de regels van het huis'
	@echo 'make setup      bouwt alleen .venv met de vastgelegde pakketten'
	@echo 'make check      opmaak, regels, typen, lagen, vertaling en alle proeven'
	@echo 'make quick      proeven zonder de langzame'
	@echo 'make bench      meet snelheid tegen de ondergrens van deze machine'
	@echo 'make deps       installeert alleen wat van het systeem nodig is'
	@echo 'make migration NAME="person phone"   schrijft de migratie van een gewijzigd model'
	@echo 'make golden     legt de tekst van de rapporten opnieuw vast, om na te lezen'
	@echo 'make catalogue  zoekt de te vertalen zinnen bij elkaar'
	@echo 'make lock       legt de pakketten opnieuw vast'
	@echo 'make wheel      bouwt dist/stvcrm-….whl'

run:
	@sh packaging/system.sh window
	@$(MAKE) --no-print-directory $(READY)
	@sh packaging/run.sh

setup: $(READY)

# Wheels only, each with its hash; then the program itself, so that `stvcrm` is a command in .venv/bin.
$(READY): requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) sh packaging/system.sh
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo 'Pakketten in .venv zetten (eenmalig)…'
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input \
		--require-hashes --only-binary :all: -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

deps:
	@sh packaging/system.sh window

test:
	@sh packaging/system.sh qt
	@$(MAKE) --no-print-directory $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n auto

quick: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n auto -m 'not slow'

check: lint types contracts test

format: $(READY)
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lint: $(READY)
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types: $(READY)
	$(PY) -m mypy

contracts: $(READY)
	.venv/bin/lint-imports

catalogue: $(READY)
	$(PY) packaging/catalogue.py

bench: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) bench/run.py

golden: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n0 tests/reports --update
	@git --no-pager diff --stat -- tests/reports

migration: $(READY)
	$(PY) -m stvcrm.store.migrations.new "$(NAME)"

# uv only writes the lock; plain pip installs it everywhere. No address of an index is in it. Extras stay, because
# with hashes pip takes `coverage[toml]` for another package than the `coverage` that is pinned.
lock: $(READY)
	$(PY) -m pip install --quiet uv
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-strip-extras pyproject.toml --extra dev -o requirements.lock

wheel: $(READY)
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

# Needs pyinstaller and binutils, which are no part of the locked packages: `.venv/bin/pip install pyinstaller`.
frozen: $(READY)
	$(PY) -m PyInstaller --noconfirm --log-level WARN --distpath build/frozen --workpath build/work packaging/stvcrm.spec

deb: frozen
	sh packaging/deb.sh

clean:
	rm -rf .venv build dist
