"""The parameters of every node. `launch/params/letan.yaml` sets each of them, and a test compares.

Ranges are stated here once: for the file, for ROS tools (descriptors), and for `--set`. What the
core's own settings hold has their defaults; another test compares those too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, cast

from letan.hearing.params import RANGES, HearingParams
from letan_ros.parameters import Parameter, Schema, Value


def _core(
    name: str, default: Value, words: str, unit: str, low: float, high: float, core: str = ""
) -> Parameter:
    return Parameter(name, default, words, unit, low, high, core=core or name)


_DIALOGUE = (
    Parameter(
        "can_lead", True, "Offer to lead visitors; false where no guide runs", core="can_lead"
    ),
    Parameter(
        "tickets",
        "none",
        "The ticket machine whose numbers are offered",
        choices=("none", "simulated"),
        read_only=True,
    ),
    Parameter(
        "staff_webhook",
        "",
        "Gets a POST when an officer is called; empty: nothing does",
        read_only=True,
    ),
    _core("ask_timeout_s", 3.0, "An answer that takes longer is apologised for", "s", 0.5, 10.0),
    _core("prompt_after_s", 15.0, "Silence after which it asks once for more", "s", 5.0, 60.0),
    _core("end_after_s", 30.0, "Further silence that ends the conversation", "s", 10.0, 300.0),
    _core("farewell_after_s", 8.0, "Silence after a farewell that ends it", "s", 3.0, 30.0),
    _core("failures_before_staff", 2, "Turns not understood before an officer is called", "", 1, 2),
    _core("staff_after_s", 30.0, "An officer who did not answer is given up", "s", 10.0, 120.0),
    _core("greet_again_after_s", 10.0, "Back sooner: not greeted again", "s", 0.0, 60.0),
    _core("say_timeout_s", 60.0, "A voice that never ends is given up", "s", 5.0, 120.0),
    _core("lead_timeout_s", 300.0, "A guide that never ends is given up", "s", 30.0, 900.0),
    _core(
        "answer_unseen_at",
        0.9,
        "Nobody served, nobody seen: what is heard is answered from this probability on",
        "",
        0.5,
        1.0,
    ),
    _core("answer_far_at", 0.97, "The same for talk softer than far_dbfs", "", 0.5, 1.0),
    _core(
        "far_dbfs", -38.0, "A visitor before the robot is louder than this", "dBFS", -80.0, -10.0
    ),
    _core("others_db", 12.0, "So much softer than the visitor: another one", "", 3.0, 40.0),
)

_GUIDE = (
    _core("robot_radius_m", 0.3, "Of the round footprint", "m", 0.15, 0.6, "robot_radius"),
    _core("visitor_radius_m", 0.25, "Half the shoulder width", "m", 0.15, 0.5, "visitor_radius"),
    _core(
        "full_speed_gap_m",
        1.3,
        "Up to this gap behind it the robot drives at full speed",
        "m",
        0.5,
        3.0,
        "full_speed_gap",
    ),
    _core("stop_gap_m", 2.6, "At this gap it stands", "m", 1.0, 5.0, "stop_gap"),
    _core("resume_gap_m", 1.9, "Below this gap it drives on", "m", 0.5, 4.0, "resume_gap"),
    _core("cruise_speed_mps", 0.8, "Highest speed while leading", "m/s", 0.1, 1.0, "cruise"),
    _core("lost_after_s", 2.0, "Nobody seen that long: it waits", "s", 0.5, 15.0, "lost_after"),
    _core("call_after_s", 3.0, "Waited that long: it calls", "s", 1.0, 30.0, "call_after"),
    _core("call_every_s", 8.0, "Time between calls", "s", 3.0, 60.0, "call_every"),
    _core("give_up_after_s", 45.0, "Waited that long: given up", "s", 10.0, 300.0, "give_up_after"),
    _core("arrive_gap_m", 1.9, "A visitor this near has arrived too", "m", 0.5, 4.0, "arrive_gap"),
    _core("fetch_after_s", 7.0, "Waited that long: back to him", "s", 3.0, 60.0, "fetch_after"),
    _core("fetch_gap_m", 0.9, "That near to him it leads on", "m", 0.5, 2.0, "fetch_gap"),
    _core("near_goal_m", 1.3, "So near it can point at the place", "m", 0.3, 3.0, "near_goal"),
    _core("near_for_s", 6.0, "Kept from the last steps that long", "s", 2.0, 60.0, "near_for"),
    _core("ask_after_s", 2.0, "Kept from driving that long: asks", "s", 0.5, 20.0, "ask_after"),
    _core("ask_every_s", 12.0, "Time between such askings", "s", 5.0, 120.0, "ask_every"),
    Parameter("battery_low", 0.15, "Charge at which it goes home and stays", "", 0.05, 0.5),
)

_NAVIGATOR = (
    _core("radius_m", 0.3, "Of the round footprint", "m", 0.15, 0.6, "radius"),
    _core("cruise_speed_mps", 0.8, "Speed on a free way", "m/s", 0.1, 1.0, "cruise"),
    _core("acceleration_mps2", 0.6, "Speeding up", "m/s^2", 0.1, 2.0, "acceleration"),
    _core("braking_mps2", 0.8, "Slowing down", "m/s^2", 0.1, 2.0, "braking"),
    _core("reverse_mps", 0.4, "Highest speed of a step back", "m/s", 0.1, 0.8, "reverse"),
    _core("turn_radps", 1.0, "Highest turn rate", "rad/s", 0.2, 2.0),
    _core("turn_acceleration_radps2", 2.0, "", "rad/s^2", 0.2, 6.0, "turn_acceleration"),
    _core("goal_tolerance_m", 0.12, "Counts as reached", "m", 0.03, 0.5, "goal_tolerance"),
    _core(
        "goal_yaw_tolerance_rad", 0.12, "Counts as reached", "rad", 0.03, 1.0, "goal_yaw_tolerance"
    ),
    _core("stop_before_m", 0.3, "Gap kept to what is in the way", "m", 0.1, 1.0, "stop_before"),
    _core("detour_after_s", 2.0, "Blocked that long: another way", "s", 0.5, 30.0, "detour_after"),
    _core("detour_for_s", 6.0, "How long a detour is followed", "s", 1.0, 60.0, "detour_for"),
    _core(
        "give_up_after_s",
        45.0,
        "No progress that long: the goal ends as blocked",
        "s",
        5.0,
        300.0,
        "give_up_after",
    ),
    _core("stale_after_s", 0.5, "Oldest scan that is used", "s", 0.1, 2.0, "stale_after"),
)

_COLLISION_MONITOR = (
    _core("radius_m", 0.3, "Of the round footprint", "m", 0.15, 0.6, "radius"),
    _core("margin_m", 0.08, "Kept between footprint and anything", "m", 0.02, 0.5, "margin"),
    _core("max_speed_mps", 0.8, "Cap, whoever commands", "m/s", 0.1, 1.0, "max_speed"),
    _core("max_turn_radps", 1.2, "Cap of the turn rate", "rad/s", 0.2, 2.5),
    _core("braking_mps2", 0.8, "What the drive surely has", "m/s^2", 0.1, 3.0, "braking"),
    _core("reaction_s", 0.15, "Delay from scan to wheels", "s", 0.02, 1.0, "reaction"),
    _core("horizon_s", 2.5, "How far ahead a command is followed", "s", 0.5, 5.0, "horizon"),
    _core("stale_after_s", 0.5, "Oldest data that is believed", "s", 0.1, 1.0, "stale_after"),
    _core(
        "future_tolerance_s",
        0.1,
        "How far a stamp may lie ahead of the clock",
        "s",
        0.0,
        0.5,
        "future_tolerance",
    ),
    _core("blind_share", 0.5, "Share of failed beams that counts as blind", "", 0.1, 1.0),
    _core("person_radius_m", 0.28, "Of somebody who moves", "m", 0.15, 0.6, "person_radius"),
    _core("frozen_after_s", 1.0, "Odometry that does not change", "s", 0.3, 5.0, "frozen_after"),
)

_UNITS = {"_s": "s", "_dbfs": "dBFS", "_llr": "ln"}


def _documented(settings: type[Any]) -> dict[str, str]:
    """Return the first sentence on each attribute of a settings class, from its docstring."""
    text = " ".join((settings.__doc__ or "").partition("Attributes:")[2].split())
    names = "|".join(field.name for field in fields(settings))
    parts = re.split(rf"(?:^|\s)({names}): ", text)
    return {
        name: re.split(r"[.;] ", words)[0].rstrip(". ")
        for name, words in zip(parts[1::2], parts[2::2], strict=True)
    }


def _hearing_numbers() -> Iterator[Parameter]:
    """Yield what `HearingParams` holds: its defaults, its ranges, its words."""
    words = _documented(HearingParams)
    for item in fields(HearingParams):
        name, default = item.name, cast(Value, item.default)
        unit = next((unit for end, unit in _UNITS.items() if name.endswith(end)), "")
        low, high = RANGES.get(name, (None, None))
        yield Parameter(name, default, words[name], unit, low, high, read_only=True, core=name)


_HEARING = (
    Parameter(
        "source",
        "device",
        "Where sound comes from: a microphone, or /audio/in",
        choices=("device", "topic"),
        read_only=True,
    ),
    Parameter("device", "", "Part of the microphone's name; empty: the system's", read_only=True),
    Parameter(
        "engine",
        "embedded",
        "Recogniser",
        choices=("embedded", "vosk", "sherpa", "whisper", "wheel"),
        read_only=True,
    ),
    Parameter(
        "suppress_noise",
        0,
        "Noise suppression before the recogniser; 0: off. Hurts in a quiet hall: docs/hearing.md",
        "",
        0,
        4,
        read_only=True,
    ),
    Parameter(
        "cancel_echo",
        True,
        "Take the robot's own voice (/audio/out) out of what the ear hears, where libspeexdsp is",
        read_only=True,
    ),
    *_hearing_numbers(),
)

_FAQ = (
    Parameter("pack", "", "Folder of the content pack; empty: the shipped one", read_only=True),
    Parameter("now", "", "ISO 8601 date for trials; empty: the real one", read_only=True),
)

_VOICE = (
    Parameter(
        "engine",
        "espeak",
        "Speech engine",
        choices=("espeak", "pyttsx3", "piper"),
        read_only=True,
    ),
    Parameter(
        "dialect",
        "north",
        "Pronunciation and words for numbers",
        choices=("north", "central", "south"),
        read_only=True,
    ),
    Parameter(
        "sink",
        "device",
        "Where sound goes: a loudspeaker, or /audio/out alone",
        choices=("device", "topic"),
        read_only=True,
    ),
    Parameter("device", "", "Part of the loudspeaker's name; empty: the system's", read_only=True),
    Parameter("publish_audio", False, "Publish /audio/out beside the loudspeaker", read_only=True),
    Parameter("rate", 1.0, "Speed, ratio of normal", "", 0.5, 2.0),
    Parameter("volume", 0.7, "Loudness; 0.7 is the engine's own, 1 twice that", "", 0.0, 1.0),
    Parameter("pitch", 1.0, "Pitch, ratio of normal", "", 0.5, 2.0),
)

_ATTENTION = (
    Parameter(
        "camera",
        "auto",
        "Where pictures come from: a camera if there is one, a camera that must be there, "
        "/camera/image_raw, or none",
        choices=("auto", "device", "topic", "none"),
        read_only=True,
    ),
    Parameter("camera_device", "/dev/video0", "Path or address of the camera", read_only=True),
    Parameter(
        "camera_rate_hz", 5.0, "Pictures looked at a second", "Hz", 1.0, 15.0, read_only=True
    ),
    Parameter("camera_fov_rad", 1.047, "Horizontal field of view", "rad", 0.5, 2.0, read_only=True),
    Parameter("camera_height_m", 1.2, "Of the lens above the floor", "m", 0.5, 1.8, read_only=True),
    Parameter(
        "camera_pitch_rad", 0.15, "Tilt of the lens, upwards", "rad", -0.4, 0.6, read_only=True
    ),
    Parameter(
        "base_marker",
        -1,
        "Number of the ArUco marker (4x4, 50) over the base; -1: none",
        low=-1,
        high=49,
        read_only=True,
    ),
    Parameter("base_marker_m", 0.15, "Side of its black square", "m", 0.05, 0.5, read_only=True),
    _core("near_m", 1.2, "Somebody who stands this near is a visitor", "m", 0.3, 3.0, "near"),
    _core("gone_m", 2.0, "Beyond this he has left", "m", 0.5, 5.0, "gone"),
    _core("settle_s", 0.6, "He must stand for that long", "s", 0.0, 5.0, "settle"),
    _core("still_mps", 0.35, "Slower than this is standing", "m/s", 0.05, 1.0, "still"),
    _core("stay_s", 2.0, "Not seen that long: he has left", "s", 0.5, 30.0, "stay"),
    _core(
        "quiet_s", 20.0, "Touched or spoke, but not seen: stays that long", "s", 5.0, 120.0, "quiet"
    ),
    _core("robot_radius_m", 0.3, "Of the round footprint", "m", 0.15, 0.6, "robot_radius"),
)

_SCREEN = (
    Parameter("host", "127.0.0.1", "Address the visitor's screen is served on", read_only=True),
    Parameter("port", 8080, "Its port; 0: a free one", "", 0, 65535, read_only=True),
    Parameter("staff_host", "127.0.0.1", "Address of the staff's pages", read_only=True),
    Parameter("staff_port", 8081, "Their port; 0: a free one", "", 0, 65535, read_only=True),
    Parameter("phone_address", "", "Where telephones reach the robot; empty: off", read_only=True),
    Parameter("phone_host", "127.0.0.1", "Address their page is served on", read_only=True),
    Parameter("phone_port", 8082, "Its port; 0: a free one", "", 0, 65535, read_only=True),
    Parameter("names", "", "More host names of these pages, by blanks", read_only=True),
    Parameter("certificate", "", "File for TLS beyond this machine", read_only=True),
    Parameter("key", "", "File with the certificate's key", read_only=True),
    Parameter("inches", 21.5, "Diagonal of the screen, for sizes", "in", 5.0, 65.0, read_only=True),
)

_SIM = (
    Parameter("seed", 1, "Of people, sensors and noise", "", 0, 1_000_000, read_only=True),
    Parameter(
        "speed",
        1.0,
        "Simulated seconds a second, at most; above 1 sound is out of step",
        "",
        0.1,
        20.0,
        read_only=True,
    ),
    Parameter("people", 6, "Walkers in the hall", "", 0, 60, read_only=True),
    Parameter("queues", 2, "Longest queue at a counter", "", 0, 8, read_only=True),
    Parameter(
        "snr_db", 20.0, "Speech above the babble of the hall", "dB", -5.0, 60.0, read_only=True
    ),
    Parameter("rt60_s", 0.6, "Reverberation time", "s", 0.0, 3.0, read_only=True),
    Parameter(
        "visitors", "", "Script of visitors; demo: the shipped one; empty: none", read_only=True
    ),
    Parameter("voice_loop", False, "The ear hears the robot's own voice", read_only=True),
    Parameter("camera", False, "Draw what a camera sees, on /camera/image_raw", read_only=True),
    Parameter(
        "localised",
        False,
        "Another node finds the robot on the map; else the true pose is told",
        read_only=True,
    ),
    Parameter(
        "tracked",
        False,
        "Another node tracks the people; else they are told as they truly are",
        read_only=True,
    ),
)

_SURROUNDINGS = (
    Parameter(
        "start_at_base", True, "The robot starts at its base; else it searches", read_only=True
    ),
    Parameter(
        "publish_people", True, "Track people by the lidar on /people/tracks", read_only=True
    ),
)

_RECORDER = (
    Parameter("path", "letan.mcap", "MCAP file that is written", read_only=True),
    Parameter("sound", False, "Keep what is heard and said too", read_only=True),
    Parameter("keep_free_mb", 200, "Recording stops when less is free", "MB", 0, 100_000),
)

SCHEMA: Schema = {
    "hearing": _HEARING,
    "faq": _FAQ,
    "voice": _VOICE,
    "attention": _ATTENTION,
    "gesture": (),
    "screen": _SCREEN,
    "sim": _SIM,
    "surroundings": _SURROUNDINGS,
    "recorder": _RECORDER,
    "dialogue": _DIALOGUE,
    "guide": _GUIDE,
    "navigator": _NAVIGATOR,
    "collision_monitor": _COLLISION_MONITOR,
}


def core_arguments(node: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return the keyword arguments of the core's settings that a node's parameters set."""
    return {p.core: values[p.name] for p in SCHEMA[node] if p.core}
