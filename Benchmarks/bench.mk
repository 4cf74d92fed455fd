# Benchmarks: `make bench` prints tables of the command beside other programs, of parsing, rules and reports, and compares cold
# starts with xmllint. See docs/speed.md.
.PHONY: bench bench-command bench-check cold-start static static-binary

bench: bench-command cold-start ## Measure the command, reading, checking, reports and cold starts
	swift build -c release --product apptlint-benchmarks
	.build/release/apptlint-benchmarks

bench-command: build
	Benchmarks/command.py $(APPTLINT)

bench-check: build ## Count instructions (valgrind), and fail where they differ from those known by more than 3 %
	Benchmarks/counts.py $(APPTLINT) $(if $(UPDATE),--update)

cold-start:
	swift build -c release --static-swift-stdlib --scratch-path .build/static --product apptlint $(COMMAND_FLAGS)
	strip -o .build/static/apptlint .build/static/release/apptlint
	# A copy, as an installed command is: of what a linker writes bit by bit the kernel maps less at once.
	cp .build/static/apptlint .build/apptlint
	Benchmarks/cold-start.sh .build/apptlint

# A command that needs no shared library: it starts in two thirds of the time. libxml2 asks ICU for encodings that no FHIR
# payload has, and ICU's own data, of 30 MB, is left out: what is not UTF-8 is told before libxml2 sees it.
ICU_ARCHIVE ?= /usr/lib/x86_64-linux-gnu/libicuuc.a
static: static-binary ## Build a command that needs no shared library, and measure its start
	Benchmarks/cold-start.sh .build/static-binary/release/apptlint

static-binary: setup
	mkdir -p .build/static-binary
	nm $(ICU_ARCHIVE) 2>/dev/null | sed -n 's/.* U \(icudt[0-9]*_dat\)$$/\1/p' | head -1 | \
	  sed 's/.*/const unsigned char &[64] __attribute__((aligned(16))) = {0};/' | \
	  clang -x c -O2 -c -o .build/static-binary/no-icu-data.o -
	swift build -c release --static-swift-stdlib --scratch-path .build/static-binary --product apptlint $(COMMAND_FLAGS) \
	  -Xswiftc -static-executable -Xlinker $(CURDIR)/.build/static-binary/no-icu-data.o -Xlinker -licuuc \
	  -Xlinker -llzma -Xlinker -lz -Xlinker -lm -Xlinker -lstdc++ -Xlinker -s

.PHONY: many-files
many-files: build ## Check 10,000 fixtures with 1 to 8 jobs, and compare what is printed
	Benchmarks/many-files.sh $(APPTLINT)

# What an input can have many of, at n, 10 n and 100 n: ten times as many may cost 12 times as much.
.PHONY: bench-growth
bench-growth: build ## Measure how cost grows with inputs, and fail where it is more than in proportion
	Benchmarks/growth.py $(APPTLINT)
