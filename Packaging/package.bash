# Functions for Debian packages, for Packaging/deb and Packaging/server/deb. The same program and commit always produce the same
# package.

packaging=$(realpath "$(dirname "${BASH_SOURCE[0]}")")

# start_package NAME PROGRAM: sets the variables of the package, and starts a tree for it in $root.
start_package() {
  name=$1
  version=$("$2" --version | cut -d ' ' -f 2)
  architecture=$(dpkg --print-architecture)
  revision="$version-${REVISION:-1}"
  export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$packaging" log -1 --format=%ct 2> /dev/null || date +%s)}"
  # The maintainer is the author of the last commit, unless DEBFULLNAME and DEBEMAIL name another, as with Debian's own tools.
  local author
  author=$(git -C "$packaging" log -1 --format='%an <%ae>' 2> /dev/null || echo "apptlint <root@$(hostname -f)>")
  maintainer="${DEBFULLNAME:-${author% <*}} <${DEBEMAIL:-$(echo "${author##*<}" | tr -d '>')}>"
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  chmod 755 "$root"
  umask 022
  share="$root/usr/share"
  mkdir -p "$root/DEBIAN" "$root/usr/bin" "$share/doc/$name" "$share/lintian/overrides"
  install -m 755 "$2" "$root/usr/bin/$name"
}

# finish_package FOLDER: builds the package. Standard input contains the fields of its control file, from Section on.
finish_package() {
  install -m 644 "$packaging/copyright" "$share/doc/$name/copyright"
  gzip -9n < "$packaging/../CHANGELOG.md" > "$share/doc/$name/changelog.gz"
  gzip -9n > "$share/doc/$name/changelog.Debian.gz" << EOF
$name ($revision) unstable; urgency=medium

  * Package of version $version; see changelog.gz for the changes.

 -- $maintainer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
EOF
  {
    cat << EOF
Package: $name
Version: $revision
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f 1)
EOF
    cat
  } > "$root/DEBIAN/control"
  (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums)
  find "$root/DEBIAN" -type f ! -perm -100 -exec chmod 644 {} +
  mkdir -p "$1"
  dpkg-deb --root-owner-group -Zxz --build "$root" "$1/${name}_${revision}_$architecture.deb"
}
