#!/usr/bin/env bash
# Shows the hall and the robot in Gazebo classic (11), where that is installed. Usage: sim/gazebo_classic.sh [SITE.yaml]
# It is a look at the world and a test drive (`gz topic`); letan itself runs with Gazebo Harmonic: launch/gazebo.launch.py.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
command -v gazebo >/dev/null || { echo "Gazebo classic is not installed: no command 'gazebo'. Install Gazebo 11, or use launch/gazebo.launch.py." >&2; exit 2; }
site=${1:-$root/sim/worlds/phuong_mau.yaml}
folder=$(mktemp -d)
trap 'kill "${world:-0}" 2>/dev/null || true; rm -rf "$folder"' EXIT
"$root/letan" site build "$site" --out "$folder"
gazebo --verbose "$folder/world.classic.sdf" &
world=$!
until gz topic -l >/dev/null 2>&1; do kill -0 "$world" || exit 1; done
gz model --spawn-file="$folder/robot.classic.urdf" --model-name=letan -x 12 -y 3 -z 0.02
wait "$world"
