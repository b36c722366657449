# Needs Swift 6.3 and Python 3.11; scripts/setup fetches the rest into .deps/.
ROUNDS ?= 5
PREFIX ?= /usr/local
SWIFT ?= swift
LINTED := Package.swift Sources Tests Benchmarks

ifneq ($(shell uname -s),Darwin)
export PKG_CONFIG_PATH := $(CURDIR)/.deps/arrow/lib/pkgconfig:$(PKG_CONFIG_PATH)
endif
# Warnings are errors here (Package.swift reads this), not for packages that depend on this one.
export LIGHTTABLE_STRICT := 1

.DEFAULT_GOAL := help
.PHONY: help setup build debug test lint format demo bench install clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## check the tools and fetch Apache Arrow C++ into .deps/
	@scripts/setup core

build: setup ## build the release command: .build/release/lighttable
	@$(SWIFT) build --configuration release --product lighttable

debug: setup ## build everything for debugging
	@$(SWIFT) build

test: setup lint ## lint, build and run all tests, with a real Label Studio
	@SWIFT="$(SWIFT)" scripts/test

lint: ## check the format of the sources
	@$(SWIFT) format lint --strict --recursive --parallel $(LINTED)

format: ## format the sources
	@$(SWIFT) format --in-place --recursive --parallel $(LINTED)

demo: build ## pictures, table, Label Studio, annotations, Parquet (KEEP=1 leaves Label Studio up)
	@scripts/setup label-studio readers stamps
	@.deps/readers/bin/python Demo/demo.py $(if $(KEEP),--keep)

bench: build ## compare imports, the store, exports, Label Studio and queries with others (ROUNDS=5 SKIP="pixeltable ...")
	@scripts/setup bench label-studio
	@.deps/bench/bin/python Benchmarks/bench.py --rounds $(ROUNDS) $(foreach peer,$(SKIP),--skip $(peer))
	@$(SWIFT) build --configuration release --product StoreBenchmark
	@.deps/bench/bin/python Benchmarks/imports.py --rounds $(ROUNDS) $(if $(findstring pixeltable,$(SKIP)),--skip pixeltable)
	@.deps/bench/bin/python Benchmarks/store.py --rounds $(ROUNDS) $(if $(findstring pixeltable,$(SKIP)),--skip pixeltable)
	@.deps/bench/bin/python Benchmarks/exports.py --rounds $(ROUNDS) $(if $(findstring pixeltable,$(SKIP)),--skip pixeltable)
	@.deps/bench/bin/python Benchmarks/label.py
	@$(SWIFT) build --configuration release --product QueryBenchmark
	@.deps/bench/bin/python Benchmarks/query.py --rounds $(ROUNDS)

install: build ## install below PREFIX (default /usr/local)
	@scripts/install "$(DESTDIR)$(PREFIX)"

clean: ## remove what was built (.deps/ stays: remove it by hand)
	@rm -rf .build .demo .bench
