"""The simulated hall as a node: sensors, sound, people and visitors out; wheels and voice in."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticArray
from geometry_msgs.msg import TransformStamped, Twist
from letan_msgs import msg
from rosgraph_msgs.msg import Clock
from sensor_msgs.msg import BatteryState
from tf2_msgs.msg import TFMessage

from letan.kernel.geometry import Pose2, compose, inverse
from letan.kernel.units import Pcm, Seconds
from letan.ports.synthesiser import Prosody, Synthesiser
from letan.site.site import Site
from letan.voice.script import write_script
from letan_apps.nodes.context import Context
from letan_apps.resources import shipped
from letan_apps.sound import synthesiser
from letan_apps.visitors import load_visitors
from letan_engines.site_yaml import load_site
from letan_engines.sound_in.audio_file import read_sound
from letan_ros import topics
from letan_ros.convert.body import (
    chunk_from_msg,
    chunk_to_msg,
    odometry_to_msg,
    people_to_msg,
    pose_to_msg,
    scan_to_msg,
    twist_from_msg,
)
from letan_ros.convert.moment import time_from_msg, time_to_msg
from letan_ros.convert.sight import image_to_msg
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA
from letan_ros.worker import Worker
from letan_sim.acoustics import Room, RoomSettings, resample
from letan_sim.camera import HallCamera
from letan_sim.cast import Cast, RobotSigns, VisitorEvent, VisitorEventKind
from letan_sim.ear import Ear
from letan_sim.hall import Hall, HallSettings
from letan_sim.pace import STEP_S, Pace
from letan_sim.population import CrowdSettings
from letan_sim.script import VisitorScript

_OWN_VOICE_M = 0.4
_OWN_VOICE_DBFS = -30.0
_VISITOR_M = 1.2
_BATTERY_EVERY = 100
_BATTERY_HOURS = 8.0
_RECORDING_HZ = 16_000
_LEADING = ("leading", "waiting", "calling", "resuming")


def build(context: Context) -> "SimNode":
    """Return the node; the hall is the profile's site."""
    values = context.values["sim"]
    script = str(values["visitors"])
    path = shipped("sim/visitors/demo.yaml") if script == "demo" else Path(script)
    return SimNode(
        site=load_site(context.require_site()),
        visitors=load_visitors(path) if script else (),
        recordings=path.parent,
        partners=frozenset(context.profile.nodes) - {"sim"},
        load_voice=lambda: synthesiser("espeak", "north", context.home),
        **context.arguments("sim"),
    )


class SimNode(LetanNode):
    """Runs `letan_sim` in real time. Parameters: launch/params/letan.yaml, section `sim`.

    In: /cmd_vel, /audio/out, /joint_trajectory, /sim/voice, /guide/state, /dialogue/reply,
    /voice/mark, /diagnostics. Out: /clock (20 Hz), /scan, /odom, /tf, /audio/in, /people/tracks,
    /battery_state, /sim/events; people and the map's transform only where no other node tells
    them. The clock starts at the real time, so that a restart never
    turns it back.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        site: Site,
        visitors: tuple[VisitorScript, ...],
        load_voice: Callable[[], Synthesiser],
        recordings: Path,
        partners: frozenset[str],
        *,
        use_sim_time: bool = True,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node for one hall.

        Args:
            values: Parameters.
            site: The hall.
            visitors: Who comes.
            load_voice: Makes the visitors' voice.
            recordings: Folder that the script's sound files are relative to.
            partners: The other nodes: nobody comes in before all of them work.
            use_sim_time: Take the time from /clock.
            remaps: New topic name by old name.
        """
        super().__init__("sim", SCHEMA["sim"], values, use_sim_time=use_sim_time, remaps=remaps)
        self._site, self._visitors, self._load_voice = site, visitors, load_voice
        self._recordings, self._partners = recordings, partners
        self._worker: Worker | None = None

    def on_start(self) -> None:
        """Fill the hall, subscribe, advertise."""
        self._make_hall()
        self._signs = RobotSigns()
        self._steps = 0
        self._trajectories = 0
        self._scan_t = -1.0
        self._voice = self._load_voice()
        self._worker = Worker("visitors", self.mailbox)
        self._outs = {
            topic.name: self.talk(topic)
            for topic in (
                *(topics.CLOCK, topics.SCAN, topics.ODOM, topics.TF, topics.AUDIO_IN),
                *(topics.PEOPLE, topics.BATTERY, topics.SIM_EVENTS, topics.CAMERA_IMAGE),
            )
        }
        self.listen(topics.CMD_VEL, self._on_velocity)
        self.listen(topics.AUDIO_OUT, self._on_own_voice)
        self.listen(topics.JOINTS, self._on_joints)
        self.listen(topics.SIM_VOICE, self._on_voice)
        self._missing = set(self._partners)
        self.listen(topics.DIAGNOSTICS, self._on_diagnostics)
        self.listen(topics.GUIDE_STATE, self._on_guide)
        self.listen(topics.REPLY, self._on_reply)
        self.listen(topics.SPEECH_MARK, self._on_mark)
        self._pace = Pace(self.number("speed"), time.monotonic())
        self._answered: Seconds | None = None
        if self.number("speed") > 1.0 and self.values["localised"]:
            self.listen(topics.TF, self._on_transforms)
        self.every(self._pace.period, self._step, steady=True)

    def on_active(self) -> None:
        """Let time run."""
        self._base_s = time.time() - self._hall.t
        self._pace = Pace(self.number("speed"), time.monotonic())

    def on_stop(self) -> None:
        """End the visitors' voices."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def diagnostics(self) -> Mapping[str, str]:
        """Return figures of the hall."""
        return (
            {
                "t_s": f"{self._hall.t:.1f}",
                "wall_contacts": str(self._hall.wall_contacts),
                "trajectories": str(self._trajectories),
            }
            if self.active
            else {}
        )

    def _make_hall(self) -> None:
        values: Mapping[str, Any] = self.values
        settings = HallSettings(CrowdSettings(people=values["people"], queues=values["queues"]))
        self._hall = Hall(self._site, values["seed"], settings)
        self._cast = Cast(self._visitors, self._hall)
        self._camera = (
            HallCamera(self._site, self._hall, values["seed"]) if values["camera"] else None
        )
        room = RoomSettings(rt60=values["rt60_s"], snr_db=values["snr_db"])
        self._ear = Ear(Room(room, values["seed"]))
        self._hall.step(STEP_S)  # compiles what is compiled at run time, before time runs
        self._ear.read(round(STEP_S * self._ear.sample_rate_hz))

    # Time

    def _step(self) -> None:
        dt = self._pace.step(time.monotonic(), self._hall.t, self._answered)
        if dt <= 0.0:
            return
        self._hall.step(dt)
        self._steps += 1
        self._outs["/clock"](Clock(clock=self._stamp()))
        self._publish_body()
        self._publish_picture()
        self._publish_sound()
        for event in () if self._missing else self._cast.step(self._signs):
            self._happen(event)

    def _stamp(self, t: Seconds | None = None) -> Time:
        return time_to_msg(self._base_s + (self._hall.t if t is None else t))

    def _publish_body(self) -> None:
        hall, base = self._hall, self._base_s
        odometry = hall.odometry()
        self._outs["/odom"](odometry_to_msg(replace(odometry, t=base + odometry.t)))
        transforms = [self._transform("odom", "base_link", odometry.pose)]
        if not self.values["localised"]:
            drift = compose(hall.body.pose, inverse(odometry.pose))
            transforms.append(self._transform("map", "odom", drift))
        self._outs["/tf"](TFMessage(transforms=transforms))
        scan = hall.scan()
        if scan.t != self._scan_t:
            self._scan_t = scan.t
            self._outs["/scan"](scan_to_msg(replace(scan, t=base + scan.t), "base_link"))
        if self._steps % 2 == 0 and not self.values["tracked"]:
            source = msg.Presence.SOURCE_SIMULATOR
            self._outs["/people/tracks"](people_to_msg(hall.people(), base + hall.t, source))
        if self._steps % _BATTERY_EVERY == 1:
            charge = max(0.0, 1.0 - hall.t / (_BATTERY_HOURS * 3600.0))
            battery = BatteryState(percentage=charge, voltage=24.0, present=True)
            battery.header.stamp = self._stamp()
            self._outs["/battery_state"](battery)

    def _transform(self, parent: str, child: str, pose: Pose2) -> TransformStamped:
        message = TransformStamped(child_frame_id=child)
        message.header.frame_id = parent
        message.header.stamp = self._stamp()
        placed = pose_to_msg(pose)
        message.transform.translation.x = placed.position.x
        message.transform.translation.y = placed.position.y
        message.transform.rotation = placed.orientation
        return message

    def _publish_picture(self) -> None:
        """Show what the simulated camera sees, where one was asked for."""
        frame = None if self._camera is None else self._camera.read()
        if frame is not None:
            message = image_to_msg(frame.image, self._base_s + frame.t)
            self._outs["/camera/image_raw"](message)

    def _publish_sound(self) -> None:
        """Hand out what the ear has heard since the last step."""
        first = round(self._ear.t * self._ear.sample_rate_hz)
        count = round(self._hall.t * self._ear.sample_rate_hz) - first
        if count > 0:
            t = self._base_s + self._ear.t
            pcm = self._ear.read(count)
            rate = self._ear.sample_rate_hz
            self._outs["/audio/in"](chunk_to_msg(pcm, rate, first, t, "sim"))

    # The robot

    def _on_velocity(self, message: Twist) -> None:
        try:
            self._hall.drive(twist_from_msg(message))
        except ValueError as error:
            self.get_logger().warning(f"dropped a command: {error}")

    def _on_transforms(self, message: TFMessage) -> None:
        """Note of which moment the robot last told where it is."""
        for transform in message.transforms:
            if transform.header.frame_id == "map":
                self._answered = time_from_msg(transform.header.stamp) - self._base_s

    def _on_own_voice(self, message: msg.AudioChunk) -> None:
        if self.values["voice_loop"]:
            pcm, rate = chunk_from_msg(message), message.sample_rate_hz
            self._ear.say(pcm, rate, self._ear.t, _OWN_VOICE_M, _OWN_VOICE_DBFS)

    def _on_joints(self, message: Any) -> None:
        self._trajectories += 1

    def _on_diagnostics(self, message: DiagnosticArray) -> None:
        """Open the hall's door once everybody works; a later failure does not close it."""
        for status in message.status:
            if any(pair.key == "state" and pair.value == "active" for pair in status.values):
                self._missing.discard(status.name)

    def _on_guide(self, message: msg.GuideState) -> None:
        leading = message.place if message.state in _LEADING else ""
        arrived = message.place if message.state == "arrived" else self._signs.arrived_at
        self._signs = replace(self._signs, leading_to=leading, arrived_at=arrived)

    def _on_reply(self, message: msg.Reply) -> None:
        offered = message.kind == msg.Reply.ANSWER and bool(message.place)
        self._signs = replace(self._signs, offered=offered)

    def _on_mark(self, message: msg.SpeechMark) -> None:
        speaking = message.kind != msg.SpeechMark.END
        begins = speaking and not self._signs.speaking
        replies = self._signs.replies + int(begins)
        self._signs = replace(self._signs, speaking=speaking, replies=replies)

    # The visitors

    def _on_voice(self, message: msg.AudioChunk) -> None:
        """Somebody outside of the script speaks: a test, or `letan demo --wav`."""
        pcm, rate = chunk_from_msg(message), message.sample_rate_hz
        name = message.header.frame_id
        self._tell(name, VisitorEventKind.SAID)
        self._say(pcm, rate, _VISITOR_M, lambda: self._tell(name, VisitorEventKind.HEARD))

    def _happen(self, event: VisitorEvent) -> None:
        line = event.line
        self._tell(event.visitor.name, event.kind, "" if line is None else line.text, event.place)
        if event.kind is not VisitorEventKind.SAID or line is None or self._worker is None:
            return
        visitor, voice = event.visitor, self._voice
        prosody = Prosody(rate=visitor.rate, pitch=visitor.pitch)
        script = write_script(line.text, visitor.language)

        def speak() -> Pcm:
            if line.wav:
                recording = read_sound(self._recordings / line.wav)
                return resample(recording, _RECORDING_HZ, voice.sample_rate_hz)
            blocks = voice.synthesise(script.spoken, visitor.language, prosody)
            return np.concatenate([np.zeros(0, np.int16), *(block.pcm for block in blocks)])

        def spoken(future: Any) -> None:
            self._say(future.result(), voice.sample_rate_hz, event.distance, ended)

        def ended() -> None:
            self._cast.spoken(visitor.name)
            self._tell(visitor.name, VisitorEventKind.HEARD)

        self._worker.submit(speak).add_done_callback(spoken)

    def _say(self, pcm: Pcm, rate: int, distance: float, ended: Callable[[], None]) -> None:
        """Lay a voice on the ear's time line; call `ended` when it has been said."""
        self._ear.say(pcm, rate, self._ear.t, distance)
        seconds = len(pcm) / rate

        def end() -> None:
            timer.cancel()
            self.destroy_timer(timer)
            if self.active:
                ended()

        timer = self.create_timer(max(0.01, seconds), end)

    def _tell(self, name: str, kind: VisitorEventKind, text: str = "", place: str = "") -> None:
        message = msg.SimEvent(visitor=name, event=kind.value, text=text, place=place)
        message.header.stamp = self._stamp()
        self._outs["/sim/events"](message)
