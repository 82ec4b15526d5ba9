"""The faq node swaps releases between two questions; what it answers from is played here."""

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import rclpy
from letan_msgs import srv
from letan_msgs.msg import FaultReport
from rclpy.executors import SingleThreadedExecutor
from tests.ros.graph import Watcher, free_domain
from tests.unit.faq.packs import RELEASE

from letan.faq.faq import AskContext, Faq
from letan.faq.reply import Card, Reply, ReplyKind
from letan.hearing.utterance import Utterance
from letan.kernel.faults import LetanError
from letan_ros import topics
from letan_ros.convert.words import utterance_to_msg
from letan_ros.faq import Answers, FaqNode


@dataclass
class Slow:
    """Answers once it is let go."""

    release: str
    asked: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def reply(self, utterance: Utterance, context: AskContext | None = None) -> Reply:
        self.asked.set()
        assert self.go.wait(20)
        return Reply(ReplyKind.ANSWER, utterance.text, Card("", "", ""), release=self.release)


class Shelf:
    """Releases by id; `pointer` is what was published."""

    def __init__(self) -> None:
        self.faqs: dict[str, Any] = {name: Slow(name) for name in ("one", "two")}
        self.pointer = "one"

    def wanted(self) -> str:
        if self.pointer == "unreadable":
            raise LetanError("the pointer", "names no release", "Roll back")
        return self.pointer

    def load(self, release: str = "") -> Answers:
        name = release or self.pointer
        if name == "damaged":
            return Answers(self.faqs["one"], "one", "release damaged: its bundle is damaged")
        if name not in self.faqs:
            raise LetanError(f"release {name}", "is not there", "Publish again")
        return Answers(self.faqs[name], name)


@dataclass
class Desk:
    """The node, and somebody who asks it."""

    shelf: Shelf
    node: FaqNode
    watcher: Watcher
    ask: Any
    use: Any

    def question(self, turn_id: str) -> Any:
        utterance = utterance_to_msg(Utterance(turn_id, "làm giấy khai sinh"), 0.0)
        return self.ask.call_async(srv.Ask.Request(utterance=utterance, language="vi"))

    def answered_by(self, question: Any) -> str:
        self.watcher.until(question.done, 20, "an answer")
        return str(question.result().reply.release)

    def told(self) -> list[str]:
        return [str(message.data) for message in self.watcher.of(topics.RELEASE)]

    def use_release(self, release: str) -> tuple[bool, str]:
        called = self.use.call_async(srv.UseRelease.Request(release=release))
        self.watcher.until(called.done, 20, "the service")
        return called.result().ok, called.result().message

    def faults(self) -> list[tuple[str, int, dict[str, str]]]:
        return [
            (m.code, m.severity, {pair.key: pair.value for pair in m.fields})
            for m in self.watcher.of(topics.FAULTS)
        ]


@pytest.fixture
def desk() -> Iterator[Desk]:
    domain = free_domain()
    rclpy.init(domain_id=domain)
    shelf = Shelf()
    node = FaqNode({"pack": "", "now": ""}, shelf)
    executor = SingleThreadedExecutor()
    executor.add_node(node)
    spinning = threading.Thread(target=executor.spin, daemon=True)
    node.trigger_configure()
    node.trigger_activate()
    spinning.start()
    watcher = Watcher(domain)
    watcher.watch(topics.RELEASE, topics.FAULTS, topics.DIAGNOSTICS)
    ask = watcher.node.create_client(srv.Ask, topics.ASK_SERVICE)
    use = watcher.node.create_client(srv.UseRelease, topics.USE_RELEASE_SERVICE)
    watcher.until(lambda: ask.service_is_ready() and use.service_is_ready(), 20, "the services")
    yield Desk(shelf, node, watcher, ask, use)
    for slow in shelf.faqs.values():
        if isinstance(slow, Slow):
            slow.go.set()
    watcher.close()
    executor.shutdown()
    spinning.join(5)
    node.close()
    rclpy.try_shutdown()


def test_a_running_turn_keeps_its_release_while_another_is_published(desk: Desk) -> None:
    first = desk.question("t1")
    desk.watcher.until(desk.shelf.faqs["one"].asked.is_set, 20, "the question")
    desk.shelf.pointer = "two"
    desk.watcher.until(lambda: desk.told() == ["one", "two"], 20, "the swap")
    second = desk.question("t2")
    desk.shelf.faqs["one"].go.set()
    desk.shelf.faqs["two"].go.set()
    assert [desk.answered_by(first), desk.answered_by(second)] == ["one", "two"]
    desk.shelf.pointer = "one"  # rolled back
    desk.watcher.until(lambda: desk.told() == ["one", "two", "one"], 20, "the way back")
    assert desk.answered_by(desk.question("t3")) == "one"
    assert desk.faults() == []


def test_the_service_swaps_and_names_what_it_cannot_use(desk: Desk) -> None:
    for slow in desk.shelf.faqs.values():
        slow.go.set()
    assert desk.use_release("two") == (True, "release two answers now")
    assert desk.answered_by(desk.question("t1")) == "two"
    assert desk.use_release("three") == (False, "release three: is not there. Publish again.")
    assert desk.answered_by(desk.question("t2")) == "two"


@pytest.mark.parametrize(
    ("pointer", "reason"),
    [
        ("damaged", "release damaged: its bundle is damaged"),
        ("lost", "release lost: is not there. Publish again."),
        ("unreadable", "the pointer: names no release. Roll back."),
    ],
)
def test_what_is_damaged_is_a_fault_and_the_last_good_one_answers(
    desk: Desk, pointer: str, reason: str
) -> None:
    desk.shelf.faqs["one"].go.set()
    desk.shelf.pointer = pointer
    desk.watcher.until(desk.faults, 20, "the fault")
    assert desk.faults() == [("FAQ-001", FaultReport.WARN, {"reason": reason, "release": "one"})]
    desk.watcher.until(
        lambda: any(
            status.message.endswith("FAQ-001")
            for message in desk.watcher.of(topics.DIAGNOSTICS)
            for status in message.status
        ),
        20,
        "the fault in the diagnostics",
    )
    assert desk.answered_by(desk.question("t1")) == "one"
    desk.shelf.pointer = "two"  # published again, whole
    desk.watcher.until(lambda: len(desk.faults()) == 2, 20, "the fault's end")
    assert desk.faults()[1][:2] == ("FAQ-001", FaultReport.CLEARED)
    assert desk.told() == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("😀 🤖", id="emoji"),
        pytest.param("你好 привет", id="other scripts"),
        pytest.param("\x07\x1b[31m\u202e", id="control characters"),
        pytest.param("khai sinh " * 5_000, id="10,000 words"),
        pytest.param(unicodedata.normalize("NFD", "đổi thẻ căn cước"), id="NFD"),
    ],
)
def test_any_text_gets_a_reply_and_no_fault(desk: Desk, text: str) -> None:
    desk.shelf.faqs["two"] = Faq(RELEASE)
    assert desk.use_release("two") == (True, "release two answers now")
    utterance = utterance_to_msg(Utterance("t1", text), 0.0)
    question = desk.ask.call_async(srv.Ask.Request(utterance=utterance, language="vi"))
    assert desk.answered_by(question) == RELEASE.id
    assert question.result().reply.text
    assert desk.faults() == []
