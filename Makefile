# Assay. What you can ask for:
#
#   make demo      train on two noisy circles, then judge the network: numbers, intervals, plots
#   make test      every test, in release (the kernels' checks are too slow unoptimised)
#   make lint      style and leftovers, as the continuous integration sees them
#   make format    put every source file into the project's style
#   make docs      the documentation as a web site, in .build-docs/site
#   make golden    make the golden numbers anew from scikit-learn and Keras (needs Python and a network)
#   make bench     measure speed and memory, beside the peers that are installed
#   make peers     install those peers in Benchmarks/.venv (needs Python and a network)
#   make clean     remove what the others built
#
# Options go to the demo and to the benchmarks by ARGUMENTS:   make bench ARGUMENTS="--quick"

ARGUMENTS ?=
PYTHON ?= python3
LIBRARIES := AssayCore AssayTensors AssayDatasets AssayNetworks AssayEvaluation AssayPlots Assay
SWIFT_FILES := $(wildcard Sources Tests Snippets Benchmarks/Sources Package.swift Benchmarks/Package.swift)

.PHONY: demo test lint format docs golden bench peers clean

demo:
	swift run -c release assay demo $(ARGUMENTS)

test:
	swift test -c release -Xswiftc -enable-testing --scratch-path .build-test

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	@# Leftovers: files that stand in for others, notes to ourselves, folders of somebody's machine.
	@! git ls-files --cached --others --exclude-standard | grep -i 'placeholder' \
	  || { echo 'lint: the files above stand in for something to come'; exit 1; }
	@! git grep --untracked -nIE '\b(TODO|FIXME|XXX)\b|/(home|Users|root|work)/|lorem ipsum|@@[A-Z]+@@' \
	  -- . ':!Makefile' || { echo 'lint: the lines above are leftovers'; exit 1; }

format:
	swift format --in-place --recursive --parallel $(SWIFT_FILES)

docs:
	rm -rf .build-docs/archives .build-docs/site
	mkdir -p .build-docs/symbols .build-docs/archives
	swift build --scratch-path .build-docs --target Assay -Xswiftc -emit-symbol-graph \
	  -Xswiftc -emit-symbol-graph-dir -Xswiftc .build-docs/symbols
	@# One archive a module, then one site of all.
	for module in $(LIBRARIES); do \
	  mkdir -p .build-docs/graphs/$$module && \
	  find .build-docs/symbols \( -name "$$module.symbols.json" -o -name "$$module@*.symbols.json" \) \
	    -exec cp {} .build-docs/graphs/$$module \; && \
	  docc convert --additional-symbol-graph-dir .build-docs/graphs/$$module \
	    --fallback-display-name $$module --fallback-bundle-identifier $$module \
	    --output-path .build-docs/archives/$$module.doccarchive || exit 1; \
	done
	docc merge .build-docs/archives/*.doccarchive --synthesized-landing-page-name Assay \
	  --output-path .build-docs/site
	@echo 'Serve it:  $(PYTHON) -m http.server --directory .build-docs/site   then open /documentation'

golden: .venv/made
	.venv/bin/python Tests/Golden/make.py $(ARGUMENTS)

.venv/made: Tests/Golden/requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --requirement $<
	touch $@

bench:
	swift build -c release --product assay
	swift run -c release --package-path Benchmarks benchmark $(ARGUMENTS)

peers: Benchmarks/.venv/made

Benchmarks/.venv/made: Benchmarks/Peers/requirements.txt
	$(PYTHON) -m venv Benchmarks/.venv
	Benchmarks/.venv/bin/pip install --quiet --requirement $<
	touch $@

clean:
	rm -rf .build .build-test .build-docs Benchmarks/.build
