# A package for Debian and its derivatives: `make deb`. See Packaging/deb.
.PHONY: deb

deb: static-binary ## Build a Debian package of the static command, with manual page and completions
	Packaging/deb .build/static-binary/release/apptlint .build

# A release: `make release VERSION=1.2.3`. See Packaging/release.
.PHONY: release
release: setup ## Tag VERSION and build its files: static command, Debian package, bill of materials, checksums
	Packaging/release "$(VERSION)" .build/release-files
