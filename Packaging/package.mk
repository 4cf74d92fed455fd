# Packages for Debian and its derivatives: `make deb` and `make server-deb`. See Packaging/deb and Packaging/server/deb.
.PHONY: deb server-deb

deb: static-binary ## Build a Debian package of the static command, with manual page and completions
	Packaging/deb .build/static-binary/release/apptlint .build

server-deb: server ## Build a Debian package of the server, with its systemd unit
	Packaging/server/deb $(SERVER) .build

# A release: `make release VERSION=1.2.3`. See Packaging/release.
.PHONY: release
release: setup ## Tag VERSION and build its files: static command, Debian packages, bill of materials, checksums
	Packaging/release "$(VERSION)" .build/release-files
