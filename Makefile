# The app on a Frappe of its own; see local_bench/README.md. With BENCH=<path> and SITE=<name>: on an existing bench.
PYTHON ?= python3
CLIENTS ?= 120
SEED ?= 1
ARGS ?=
export BENCH SITE

platform = $(PYTHON) -m local_bench

.PHONY: demo demo-anew stop test test-long bench translations lint

demo: ## The desk with invented people, served on this machine
	@$(platform) demo --clients $(CLIENTS) --seed $(SEED)

demo-anew: ## The same from the beginning: what was entered is thrown away
	@$(platform) demo --clients $(CLIENTS) --seed $(SEED) --anew

stop: ## Ends what `make demo` started
	@$(platform) stop

test: ## All tests but the long ones; make test ARGS="-k word"
	@$(platform) test $(if $(ARGS),,--on-all-cores) -m "not long" $(ARGS)

test-long: ## The tests marked long
	@$(platform) test -m long $(ARGS)

bench: ## Measurements; make bench ARGS="--sizes 2000,20000"
	@$(platform) module benchmarks $(ARGS)

translations: ## Collects the app's texts; writes main.pot, fr.po and fr.csv
	@$(platform) module css_case_mgmt.translating

lint:
	@$(platform) lint
