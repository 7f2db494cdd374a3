# private-pip.sh DIR ARGUMENT...  Runs the pip that debian-packages.sh unpacked into DIR.
set -euo pipefail
root=$(cd "$1" && pwd -P)
shift
triple=$(cd "$root/usr/lib" && echo *-linux-gnu)
pythons=("$root"/usr/bin/python3.*)
wheels=("$root"/usr/share/python-wheels/pip-*.whl)
# Only for this one program: set for everything, it would feed foreign libraries to the system's own.
LD_LIBRARY_PATH=$root/usr/lib/$triple:$root/lib/$triple exec "${pythons[0]}" "${wheels[0]}/pip" "$@"
