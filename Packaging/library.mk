# The library for other languages: libapptlint.so with its header, and the Python package built from it. See docs/c-library.md.
LIBRARY := .build/library
# Static linking of Swift's own libraries is a compiler option here, which changes every object file: hence the separate folder.
LIBRARY_FLAGS := --scratch-path .build/static-library -Xswiftc -static-stdlib \
  $(filter-out -Xlinker --no-export-dynamic,$(COMMAND_FLAGS)) -Xlinker -soname=libapptlint.so.0 \
  -Xlinker --version-script=$(CURDIR)/Sources/ApptLintC/apptlint.map

.PHONY: library wheel
library: setup ## Build libapptlint.so and apptlint.h, for other languages, in .build/library
	swift build -c release --product CApptLint $(LIBRARY_FLAGS) $(SWIFT_FLAGS)
	@mkdir -p $(LIBRARY)
	strip -o $(LIBRARY)/libapptlint.so.0 .build/static-library/release/libCApptLint.so
	ln -sf libapptlint.so.0 $(LIBRARY)/libapptlint.so
	cp Sources/ApptLintC/apptlint.h $(LIBRARY)

wheel: library build ## Build the Python package as a wheel in .build/wheel
	Bindings/Python/make-wheel $(LIBRARY)/libapptlint.so.0 $(APPTLINT) .build/wheel

.PHONY: test-integration
test-integration: library wheel server ## Run the integration tests, and list what was skipped (INTEGRATION: only these)
	Tests/Integration/run.py $(INTEGRATION)
