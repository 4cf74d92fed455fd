#!/bin/sh
# Creates 10,000 fixtures in a temporary folder, checks them with 1, 2, 4 and 8 jobs, and compares the complete output.
# Exits with 1 if it differs.
#
#     Benchmarks/many-files.sh [APPTLINT] [NUMBER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
apptlint=${1:-.build/release/apptlint}
case $apptlint in /*) ;; *) apptlint=$PWD/$apptlint ;; esac
number=${2:-10000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Some bookings have the wrong status, a code in the wrong letter case, a missing comma or an invalid NHS number, or are truncated.
mkdir -p "$folder/json" "$folder/xml"
awk -v number="$number" -v folder="$folder" '
  FNR == 1 { file++ }
  { text[file] = text[file] $0 "\n" }
  END {
    for (i = 1; i <= number; i++) {
      kind = i % 4 == 0 ? 2 : 1
      payload = text[kind]
      if (i % 3 == 0) sub(/"status": "booked"/, "\"status\": \"arrived\"", payload)
      if (i % 5 == 0) sub(/"status": "booked",/, "\"status\": \"booked\"", payload)
      if (i % 7 == 0) sub(/value="booked"/, "value=\"Booked\"", payload)
      if (i % 11 == 0) sub(/9990000018|[0-9]{10}/, "1234567890", payload)
      if (i % 101 == 0) payload = substr(payload, 1, i % 2000)
      name = sprintf("%s/%s/%05d.%s", folder, kind == 2 ? "xml" : "json", i, kind == 2 ? "xml" : "json")
      printf "%s", payload > name
      close(name)
    }
  }' "$here/Payloads/booking.json" "$here/Payloads/booking.xml"
echo '{ "suppress": [ { "rule": "BKL003", "files": "json/0*", "reason": "To suppress something." } ] }' > "$folder/.apptlint.json"

cd "$folder"
status=0
compare() {
  title=$1
  shift
  line=""
  first=""
  for jobs in 1 2 4 8; do
    start=$(date +%s%N)
    sum=$("$apptlint" "$@" --jobs "$jobs" . 2>&1 | sha256sum | cut -c1-16)
    end=$(date +%s%N)
    line="$line  $(( (end - start) / 1000000 )) ms"
    if [ -z "$first" ]; then first=$sum; fi
    if [ "$sum" != "$first" ]; then status=1; line="$line (differs)"; fi
  done
  printf '%-24s%s  %s\n' "$title" "$line" "$first"
}

echo "$number fixtures; time with 1, 2, 4 and 8 jobs, and the hash of the output:"
for format in $("$apptlint" help check | sed -n '/^Formats:/,/^$/s/^  *\([a-z]*\) .*/\1/p' | sort -u); do
  compare "check, $format" check --format "$format"
done
"$apptlint" check --quiet --write-baseline .baseline.json json > /dev/null 2>&1 || true
compare "check with a baseline" check --format concise --baseline .baseline.json
compare "check --diff" check --diff
compare "check --statistics" check --statistics
compare "verify" verify
compare "coverage" coverage --format json
exit $status
