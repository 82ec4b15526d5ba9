"""Recordings: the `mcap` library reads them with our types; a full disk loses nothing else."""

from pathlib import Path

import pytest
from mcap.reader import make_reader
from mcap_ros2.decoder import DecoderFactory
from rclpy.serialization import serialize_message

from letan.hearing.utterance import PhraseScore, Utterance
from letan.kernel.faults import LetanError
from letan_apps.recording import Recording, message_definition
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg


def utterance(text: str) -> bytes:
    said = Utterance("t1", text, phrases=(PhraseScore("xa_hoi.huu_tri_75", "", -0.5),))
    cdr: bytes = serialize_message(utterance_to_msg(said, 3.0))
    return cdr


def test_own_types_are_read_back(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "new" / "a.mcap")
    channel = recording.channel("/hearing/utterance", "letan_msgs/msg/Utterance")
    for count in range(3):
        recording.write(channel, count * 1_000_000_000, utterance(f"câu {count}"))
    recording.close()
    with (tmp_path / "new" / "a.mcap").open("rb") as file:
        reader = make_reader(file, decoder_factories=[DecoderFactory()])
        found = [
            (channel.topic, message.log_time, said.text, said.phrases[0].intent)
            for _, channel, message, said in reader.iter_decoded_messages()
        ]
    assert found == [
        ("/hearing/utterance", count * 1_000_000_000, f"câu {count}", "xa_hoi.huu_tri_75")
        for count in range(3)
    ]


@pytest.mark.parametrize("topic", topics.recordable().values(), ids=lambda topic: topic.name)
def test_every_topic_of_the_graph_has_a_definition(topic: topics.Topic) -> None:
    package = topic.type.__module__.split(".")[0]
    text = message_definition(f"{package}/msg/{topic.type.__name__}").split("=" * 80)[0]
    told = {word for line in text.splitlines() for word in line.partition("#")[0].split()[1:2]}
    assert set(topic.type.get_fields_and_field_types()) <= told


def test_a_definition_holds_each_part_once() -> None:
    text = message_definition("letan_msgs/msg/GuideState")
    parts = [line for line in text.splitlines() if line.startswith("MSG: ")]
    assert len(parts) == len(set(parts))
    assert {"MSG: nav_msgs/Path", "MSG: geometry_msgs/Quaternion", "MSG: std_msgs/Header"} <= set(
        parts
    )


def test_an_unknown_type_is_told() -> None:
    with pytest.raises(LetanError, match="its definition is not installed"):
        message_definition("letan_msgs/msg/Nothing")


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.mcap").write_text("kept")
    recording = Recording(tmp_path / "a.mcap")
    recording.close()
    assert recording.path == tmp_path / "a-2.mcap"
    assert (tmp_path / "a.mcap").read_text() == "kept"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LetanError, match="cannot be written"):
        Recording(tmp_path / "file" / "a.mcap")


def test_a_full_disk_is_an_error_and_the_file_can_be_let_go() -> None:
    recording = Recording(Path("/dev/full"))
    channel = recording.channel("/hearing/utterance", "letan_msgs/msg/Utterance")
    said = utterance("câu " * 200)

    def fill() -> None:
        for count in range(2000):
            recording.write(channel, count, said)

    with pytest.raises(OSError, match="No space left"):
        fill()
    recording.abandon()
    recording.close()
