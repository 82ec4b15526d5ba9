"""What is missing at the start: it is told, the rest works, and it comes up when it is there."""

import socket
import time
from pathlib import Path

import pytest
from letan_msgs import msg
from tests.ros.graph import Graph, Watcher, free_domain

from letan.hearing.utterance import Utterance
from letan_apps.journal import journal_path
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg

NOWHERE = "no-such-device-4711"


@pytest.mark.timeout(300)
def test_without_sound_and_port_the_rest_works_and_the_port_is_tried_again(tmp_path: Path) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    domain = free_domain()
    words = (
        *("--profile", "desk", "--set", f"screen.port={port}"),
        *("--set", f"hearing.device={NOWHERE}", "--set", f"voice.device={NOWHERE}"),
    )
    journal = journal_path(tmp_path / "home")
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"garbage" * 100)
    graph, watcher = Graph(tmp_path / "home", domain, words), Watcher(domain)
    try:
        watcher.watch(*topics.recordable().values())
        watcher.until(lambda: graph.told("refused", "screen"), 90, "the screen's refusal")
        assert f"127.0.0.1:{port}" in graph.told("refused", "screen")[0]["detail"]
        others = ("hearing", "voice", "dialogue", "faq")
        watcher.until(lambda: all(graph.told("active", n) for n in others), 120, f"{others}")

        watcher.publish(
            topics.TYPED, utterance_to_msg(Utterance("q", "lệ phí khai sinh"), time.time())
        )
        marks = watcher.of(topics.SPEECH_MARK)
        watcher.until(lambda: any(m.kind == msg.SpeechMark.END for m in marks), 90, "the captions")
        faults = watcher.of(topics.FAULTS)
        missing = {"HEAR-004", "VOICE-001", "JOURNAL-001"}
        watcher.until(lambda: {f.code for f in faults} >= missing, 30, "faults")
        assert len(list(journal.parent.glob("journal.sqlite.damaged-*"))) == 1
        watcher.until(lambda: graph.told("fault", "hearing"), 30, "the fault before the operator")
        assert graph.told("fault", "hearing")[0]["detail"] == (
            "HEAR-004 The microphone cannot be opened. The screen still works. "
            "Plug it in; it is retried."
        )

        taken.close()
        watcher.until(lambda: graph.told("ready"), 60, "the screen on its port")
    finally:
        taken.close()
        watcher.close()
        graph.close()
