"""A clerk publishes while the robot runs: every node swaps, none is started anew."""

from pathlib import Path

import pytest
from letan_msgs import srv
from tests.ros.graph import Graph, Watcher, free_domain
from tests.unit.faq.documents import answer, pack

from letan.faq.content.bundle import release_of
from letan.faq.content.parts import Document
from letan.hearing.utterance import Utterance
from letan_engines.content_store.release_folder import ReleaseFolder
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg

QUIET = (
    "--profile",
    "desk",
    "--set",
    "screen.port=0",
    "--set",
    "screen.staff_port=0",
    "--set",
    "hearing.device=no-such-device",
)


def publish(folder: ReleaseFolder, documents: dict[str, Document]) -> str:
    release = release_of(documents).id
    with folder.building(release) as coming:
        folder.seal(coming, release, documents, {})
    folder.point_at(release)
    return release


def releases(watcher: Watcher) -> dict[str, str]:
    """Return the release that each node told last."""
    return {
        status.name: pair.value
        for message in watcher.of(topics.DIAGNOSTICS)
        for status in message.status
        for pair in status.values
        if pair.key == "release"
    }


@pytest.mark.timeout(300)
def test_the_running_robot_swaps_to_what_is_published_and_back(tmp_path: Path) -> None:
    folder = ReleaseFolder(tmp_path)
    first = publish(folder, pack())
    domain = free_domain()
    graph, watcher = Graph(tmp_path, domain, QUIET), Watcher(domain)
    try:
        watcher.watch(topics.DIAGNOSTICS, topics.FAULTS)
        nodes = ("faq", "hearing")
        watcher.until(lambda: all(graph.told("active", n) for n in nodes), 120, f"{nodes}")
        client = watcher.node.create_client(srv.Ask, topics.ASK_SERVICE)
        watcher.until(client.service_is_ready, 30, "the faq")

        def spoken() -> tuple[str, str]:
            utterance = utterance_to_msg(Utterance("q", "làm giấy khai sinh"), 0.0)
            asked = client.call_async(srv.Ask.Request(utterance=utterance, language="vi"))
            watcher.until(asked.done, 20, "an answer")
            return asked.result().reply.release, asked.result().reply.text

        assert spoken() == (first, "Khai sinh cần giấy chứng sinh ạ.")
        edited = pack()
        answer(edited, 0)["spoken"] = {"vi": "Khai sinh nay làm ở quầy một ạ.", "source": "s"}
        second = publish(folder, edited)
        both = {"faq": second, "hearing": second}
        watcher.until(lambda: releases(watcher) == both, 30, f"{both}")
        assert spoken() == (second, "Khai sinh nay làm ở quầy một ạ.")

        edited = pack()
        answer(edited, 0)["spoken"] = {"vi": "Hỏng ạ.", "source": "s"}
        third = release_of(edited).id
        (folder.folder(third)).mkdir()
        (folder.folder(third) / "bundle.json").write_text("{", encoding="utf-8")
        folder.point_at(third)
        watcher.until(
            lambda: [f.code for f in watcher.of(topics.FAULTS) if f.node == "faq"] == ["FAQ-001"],
            30,
            "the fault",
        )
        assert spoken() == (second, "Khai sinh nay làm ở quầy một ạ.")

        folder.point_at(first)
        both = {"faq": first, "hearing": first}
        watcher.until(lambda: releases(watcher) == both, 30, f"{both}")
        assert spoken() == (first, "Khai sinh cần giấy chứng sinh ạ.")
        assert not graph.told("restarted")
    finally:
        watcher.close()
        graph.close()
