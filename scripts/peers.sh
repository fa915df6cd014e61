#!/usr/bin/env bash
# Installs the programs of other people that some tests talk to, where this is Debian and we may: GnuPG, Sequoia's sq, Dovecot,
# xmllint, rpm, Ruby's gem versions, strace. The product needs none of them; a test whose peer is missing says so and counts
# as skipped.
set -uo pipefail
wanted=(gpg:gnupg sq:sq dovecot:dovecot-imapd xmllint:libxml2-utils rpm:rpm ruby:ruby strace:strace)
missing=()
for pair in "${wanted[@]}"; do
  command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "not installed, their tests are skipped: ${missing[*]}"
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null ||
  echo "could not be installed, their tests are skipped: ${missing[*]}"
