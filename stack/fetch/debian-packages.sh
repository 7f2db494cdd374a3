# debian-packages.sh DIR PACKAGE...  Unpacks Debian packages into DIR without root; apt still checks every signature.
set -euo pipefail
target=$1
shift
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || {
  echo "There is no apt here."
  exit 4
}
work=$(mktemp -d)
trap 'rm -rf "$work" "$target.new"' EXIT
rm -rf "$target.new"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$target.new"
apt=(apt-get -qq -y -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o Debug::NoLocking=1
  -o "APT::Sandbox::User=$(id -un)" -o APT::Update::Post-Invoke=)
# A broken third-party source must not stop us; a broken main source does, at the next line.
"${apt[@]}" update || true
# Without --reinstall a package that the system has already would not be fetched.
"${apt[@]}" install --download-only --reinstall --no-install-recommends "$@"
for package in "$work"/cache/archives/*.deb; do dpkg-deb -x "$package" "$target.new"; done
rm -rf "$target"
mv "$target.new" "$target"
