# Benchmarks: `make bench` prints tables that compare the command with other programs, measures parsing, rules and reports, and
# compares cold starts with xmllint. See docs/speed.md.
.PHONY: bench bench-command bench-check cold-start static static-binary

bench: bench-command cold-start ## Measure the command, reading, checking, reports and cold starts
	swift build -c release --product apptlint-benchmarks
	.build/release/apptlint-benchmarks

bench-command: build
	Benchmarks/command.py $(APPTLINT)

bench-check: build ## Count instructions (valgrind), and fail if they differ from the recorded counts by more than 3%
	Benchmarks/counts.py $(APPTLINT) $(if $(UPDATE),--update)

cold-start: build
	# Use a copy, like an installed command: if a linker wrote the file in small pieces, the kernel maps less of it at a time.
	cp $(APPTLINT) .build/apptlint
	Benchmarks/cold-start.sh .build/apptlint

# A command that needs no shared libraries, and starts slightly faster. libxml2 uses ICU for encodings that no FHIR
# payload has, so ICU's own data (30 MB) is omitted: encodings other than UTF-8 are reported before libxml2 sees them.
ICU_ARCHIVE ?= /usr/lib/x86_64-linux-gnu/libicuuc.a
static: static-binary ## Build a command that needs no shared libraries, and measure its start-up time
	Benchmarks/cold-start.sh .build/static-binary/release/apptlint

static-binary: setup
	mkdir -p .build/static-binary
	nm $(ICU_ARCHIVE) 2>/dev/null | sed -n 's/.* U \(icudt[0-9]*_dat\)$$/\1/p' | head -1 | \
	  sed 's/.*/const unsigned char &[64] __attribute__((aligned(16))) = {0};/' | \
	  clang -x c -O2 -c -o .build/static-binary/no-icu-data.o -
	swift build -c release --static-swift-stdlib --scratch-path .build/static-binary --product apptlint $(COMMAND_FLAGS) \
	  -Xlinker -u -Xlinker xmlInitParser -Xlinker -u -Xlinker xmlNewParserCtxt -Xlinker -u -Xlinker xmlFreeParserCtxt \
	  -Xlinker -u -Xlinker xmlCtxtReadMemory -Xlinker -u -Xlinker xmlFreeDoc -Xlinker -u -Xlinker xmlByteConsumed \
	  -Xswiftc -static-executable -Xlinker $(CURDIR)/.build/static-binary/no-icu-data.o -Xlinker -licuuc \
	  -Xlinker -llzma -Xlinker -lz -Xlinker -lm -Xlinker -lstdc++ -Xlinker -s

.PHONY: many-files
many-files: build ## Check 10,000 fixtures with 1 to 8 jobs, and compare the output
	Benchmarks/many-files.sh $(APPTLINT)

# Measures everything that can occur many times in an input, at n, 10 n and 100 n: ten times as many may cost at most 12 times as
# much.
.PHONY: bench-growth
bench-growth: build ## Measure how cost grows with the input, and fail if growth is more than linear
	Benchmarks/growth.py $(APPTLINT)

.PHONY: bench-lsp
bench-lsp: build ## Measure how long an editor waits for findings after a change
	Benchmarks/lsp.py $(APPTLINT)

.PHONY: bench-python
bench-python: library ## Compare a check through the Python package with the underlying C call
	Benchmarks/python.py $(LIBRARY)/libapptlint.so.0

.PHONY: bench-server
bench-server: build server ## Measure the server against the library and the command, also with hostile connections
	swift build -c release --static-swift-stdlib --product apptlint-benchmarks $(COMMAND_FLAGS) $(STATIC_CXX) $(USE_LLD) $(SWIFT_FLAGS)
	Benchmarks/server.py $(SERVER) $(APPTLINT)
