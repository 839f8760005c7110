# Everything a newcomer needs: `make demo` and `make test` set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO ?= demo-photos
DEMO_LIBRARY ?= demo-library
PACKAGES ?= dist
# No more threads than two, so that tests and benchmarks mean the same on every machine.
export OMP_NUM_THREADS ?= 2

.PHONY: demo run test test-slow lint format translations bench package test-package install-desktop uninstall-desktop clean help

help:  ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Photo Curator needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)  ## Make a small library, index it, show the ranking and the window
	$(BIN)/photo-curator demo $(DEMO)
	$(BIN)/photo-curator --library $(DEMO_LIBRARY) index $(DEMO)
	$(BIN)/photo-curator --library $(DEMO_LIBRARY) list
	$(BIN)/photo-curator --library $(DEMO_LIBRARY) problems
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	  $(BIN)/photo-curator --library $(DEMO_LIBRARY) gui; \
	else \
	  $(BIN)/photo-curator --library $(DEMO_LIBRARY) gui --picture demo-window.png \
	    && echo "There is no display: the window was saved as $(CURDIR)/demo-window.png" \
	    || echo "The window was left out; the terminal commands above work without it."; \
	fi

run: $(STAMP)  ## Open the window on your own library
	$(BIN)/photo-curator

test: $(STAMP)  ## The fast tests
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

test-slow: $(STAMP)  ## Fault injection, kill tests, the wheel
	$(BIN)/python -m pytest -m slow

lint: $(STAMP)  ## Style, types, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)  ## Let ruff tidy up
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: $(STAMP)  ## Collect the texts anew and compile the translations
	$(BIN)/pyside6-lupdate -no-obsolete -locations none -source-language en -target-language de photo_curator/domain/sentences.py $$(find photo_curator/gui -name '*.py') -ts resources/translations/photo_curator_de.ts
	$(BIN)/pyside6-lupdate -no-obsolete -locations none -source-language en -target-language en -pluralonly photo_curator/domain/sentences.py $$(find photo_curator/gui -name '*.py') -ts resources/translations/photo_curator_en.ts
	for ts in resources/translations/*.ts; do $(BIN)/pyside6-lrelease $$ts -qm $${ts%.ts}.qm; done

package: $(STAMP)  ## One folder that runs without Python: PACKAGES/photo-curator, and its size
	$(BIN)/python -m pip install --quiet -e '.[package]'
	$(BIN)/python packaging/build.py --target $(PACKAGES)

test-package: $(STAMP)  ## The package indexes, lists and opens its window outside the checkout
	PHOTO_CURATOR_PACKAGE=$(PACKAGES)/photo-curator $(BIN)/python -m pytest -m package

install-desktop: $(STAMP)  ## Into the desktop's menu and “Open with”: the package if there is one, else this checkout
	$(BIN)/python packaging/install_desktop.py $(or $(wildcard $(PACKAGES)/photo-curator/photo-curator),$(CURDIR)/$(BIN)/photo-curator)

uninstall-desktop: $(STAMP)  ## Out of them again
	$(BIN)/python packaging/install_desktop.py --uninstall

bench: $(STAMP)  ## Print the figures the README quotes
	$(BIN)/python -m benchmarks

clean:  ## Remove what make demo made, and caches
	rm -rf $(DEMO) $(DEMO_LIBRARY) demo-window.png build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
