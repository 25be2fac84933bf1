# Assay. What you can ask for:
#
#   make demo      train on two noisy circles, then judge the network: numbers, intervals, plots
#   make test      every test, in release (the kernels' checks are too slow unoptimised)
#   make lint      style and leftovers, as the continuous integration sees them
#   make format    put every source file into the project's style
#   make resume-check  kill 200 trainings, start them again, compare what they end with
#   make gzip-check  build with the trait Gzip (needs zlib1g-dev), and run the tests of data and packed tables
#   make docs      the documentation as a web site, in .build-docs/site
#   make golden    make the golden numbers anew from scikit-learn and Keras (needs Python and a network)
#   make bench     measure speed, memory and what networks learn, beside the peers that are installed
#   make peers     install those peers in Benchmarks/.venv (needs Python and a network)
#   make python    build the C library into the Python package, which then works in its place
#   make wheel     the package as a wheel, in dist (needs Python and a network)
#   make wheel-check  install the wheel in an empty environment, and run its tests there
#   make conformance  judge the Python package by scikit-learn's own tests (ARGUMENTS: planted, or speed)
#   make c-example compile and run the example of the C interface, as C and as C++
#   make clean     remove what the others built
#
# Options go to the demo and to the benchmarks by ARGUMENTS:   make bench ARGUMENTS="--quick"

ARGUMENTS ?=
PYTHON ?= python3
LIBRARIES := AssayCore AssayTensors AssayDatasets AssayNetworks AssayEvaluation AssayPlots Assay
SWIFT_FILES := $(wildcard Sources Tests Snippets Benchmarks/Sources Package.swift Benchmarks/Package.swift)

.PHONY: demo test lint format resume-check gzip-check docs golden bench peers python wheel wheel-check conformance c-example clean

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

resume-check:
	swift build -c release --product assay
	Tests/kill.sh .build/release/assay $(ARGUMENTS)

gzip-check:
	swift test -Xcc -O2 --traits Gzip --scratch-path .build-gzip --filter 'AssayDatasetsTests|GzipCommandTests'

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

# The C library for Python: with Swift's own library inside, and nothing to be seen but the functions
# of the header.
INTERFACE := Sources/AssayCInterface/include
FUNCTIONS = sed -nE 's/^[a-z0-9_]+ \**(assay_[a-z0-9_]+)\(.*/\1/p' $(INTERFACE)/assay.h
ifeq ($(shell uname),Darwin)
PYTHON_LIBRARY := libAssayC.dylib
EXPORTED := $(FUNCTIONS) | sed 's/^/_/'
LINKING := -Xlinker -exported_symbols_list -Xlinker .build-python/exported -Xlinker -dead_strip
else
PYTHON_LIBRARY := libAssayC.so
EXPORTED := { echo '{ global:'; $(FUNCTIONS) | sed 's/$$/;/'; echo 'local: *; };'; }
LINKING := -Xswiftc -static-stdlib -Xlinker --version-script=.build-python/exported \
  -Xlinker -soname=libAssayC.so -Xlinker --gc-sections -Xlinker -s
endif
BUILD_LIBRARY := swift build -c release --product AssayC --scratch-path .build-python $(LINKING)

python:
	mkdir -p .build-python Python/assay/_lib
	$(EXPORTED) > .build-python/exported
	$(BUILD_LIBRARY)
	@# A new file: a process that has the old one open keeps it.
	cp "$$($(BUILD_LIBRARY) --show-bin-path)/$(PYTHON_LIBRARY)" Python/assay/_lib/new
	mv Python/assay/_lib/new Python/assay/_lib/$(PYTHON_LIBRARY)

wheel: python
	rm -rf .build-python/packing dist
	$(PYTHON) -m venv .build-python/packing
	.build-python/packing/bin/pip wheel --quiet --no-deps --wheel-dir dist ./Python

wheel-check: wheel
	rm -rf .build-python/check
	$(PYTHON) -m venv .build-python/check
	.build-python/check/bin/pip install --quiet dist/*.whl
	.build-python/check/bin/pip list --format freeze
	@# What the tests need; of the package's own needs nothing is left to come.
	.build-python/check/bin/pip install --quiet pytest
	cd .build-python && check/bin/python -m pytest -q ../Python/tests
	@for file in dist/*.whl Python/assay/_lib/$(PYTHON_LIBRARY); do \
	  echo "$$file: $$(($$(wc -c < "$$file") / 1000)) kB"; done

conformance: python
	Conformance/run $(ARGUMENTS)

# Arguments: a compiler, and its options for the language.
define run-c-example
$(1) -Wall -Wextra -Werror -I $(INTERFACE) Snippets/C/two_models.c -x none \
  Python/assay/_lib/$(PYTHON_LIBRARY) -Wl,-rpath,$(CURDIR)/Python/assay/_lib -o .build-python/two_models
.build-python/two_models
endef

c-example: python
	$(call run-c-example,cc -std=c11)
	$(call run-c-example,c++ -std=c++17 -x c++)

clean:
	rm -rf .build .build-test .build-gzip .build-docs .build-python Benchmarks/.build Python/assay/_lib dist
