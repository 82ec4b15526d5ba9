"""Answers /faq/ask: an utterance and its context in, a reply and a card out; swaps releases."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from letan_msgs.srv import Ask, UseRelease
from rclpy.callback_groups import ReentrantCallbackGroup
from std_msgs.msg import String

from letan.faq.faq import AskContext
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.faults import Fault, LetanError
from letan.kernel.moment import parse_moment
from letan_ros import topics
from letan_ros.convert.moment import language_from_msg
from letan_ros.convert.words import card_to_msg, reply_to_msg, utterance_from_msg
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA
from letan_ros.worker import Worker

DAMAGED_CONTENT = "FAQ-001"
_LOOK_S = 1.0
"""How often it looks whether something was published: at one small file, with the heartbeat."""
_CLOCK_IS_SET_AFTER = datetime(2026, 1, 1, tzinfo=UTC)


class Answering(Protocol):
    """What answers: `letan.faq.faq.Faq`."""

    def reply(self, utterance: Utterance, context: AskContext | None = None) -> Reply:
        """Decide on one utterance."""
        ...


@dataclass(frozen=True, slots=True)
class Answers:
    """One release, ready to be asked.

    Attributes:
        faq: Its matcher and texts.
        release: Its id.
        damage: Why it is a stopgap, in one line; "" if it is what should run.
    """

    faq: Answering
    release: str
    damage: str = ""


class AnswerSource(Protocol):
    """Where answers come from: `letan_apps.content.answers.PublishedAnswers`."""

    def wanted(self) -> str:
        """Return a text that changes when something else should answer; quick.

        Raises:
            LetanError: If that cannot be found out.
        """
        ...

    def load(self, release: str = "") -> Answers:
        """Read and compile a release, by default the one that should run; takes up to seconds.

        Raises:
            LetanError: If there is nothing whole to answer from.
        """
        ...


class FaqNode(LetanNode):
    """Carries `letan.faq` out. Parameters: launch/params/letan.yaml, section `faq`.

    Services /faq/ask and /faq/use_release. Out: /faq/release. Matching and loading run in threads
    of their own, so that the process's other nodes never wait for them. A release that was
    published or rolled back is loaded while the old one answers; the swap lies between two
    questions. One that is damaged is a fault, and the old one goes on.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        source: AnswerSource,
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node; `source` reads the release, when the node is configured."""
        super().__init__("faq", SCHEMA["faq"], values, use_sim_time=use_sim_time, remaps=remaps)
        self._source = source
        self._answers: Answers | None = None
        self._worker: Worker | None = None
        self._loader: Worker | None = None
        self._asked = 0

    def on_start(self) -> None:
        """Load the release and offer the service."""
        now = self.word("now")
        self._fixed_now = parse_moment(now, "faq.now") if now else None
        self._wanted = self._look_up("")
        answers = self._source.load()
        self._worker = Worker("faq", self.mailbox)
        self._loader = Worker("faq-load", self.mailbox)
        self._release_out = self.talk(topics.RELEASE)
        # Awaiting an answer must hold nothing else of the node.
        group = ReentrantCallbackGroup()
        service = self.create_service(Ask, topics.ASK_SERVICE, self._on_ask, callback_group=group)
        self.keep(self.destroy_service, service)
        service = self.create_service(
            UseRelease, topics.USE_RELEASE_SERVICE, self._on_use_release, callback_group=group
        )
        self.keep(self.destroy_service, service)
        self.every(_LOOK_S, self._look, steady=True)
        self._swap(answers)

    def on_stop(self) -> None:
        """End the threads."""
        for worker in (self._worker, self._loader):
            if worker is not None:
                worker.close()
        self._worker = self._loader = None

    def diagnostics(self) -> Mapping[str, str]:
        """Return how much was asked, and of which release."""
        return {"asked": str(self._asked), "release": self._release_id}

    @property
    def _release_id(self) -> str:
        return "" if self._answers is None else self._answers.release

    # Another release

    def _look(self) -> None:
        """Load what was published since the last look, and swap when it is there."""
        wanted = self._look_up(self._wanted)
        if wanted == self._wanted or self._loader is None:
            return
        self._wanted = wanted
        self._loader.submit(self._source.load).add_done_callback(self._on_loaded)

    def _look_up(self, before: str) -> str:
        try:
            return self._source.wanted()
        except LetanError as error:
            self._report(str(error))
            return before

    def _on_loaded(self, done: Any) -> None:
        error = done.exception()
        if self._loader is None:
            return
        if error is not None:
            self._report(str(error) if isinstance(error, LetanError) else type(error).__name__)
        elif done.result().damage:  # what runs is good, and a visitor may be in the middle of it
            self._report(done.result().damage)
        else:
            self._swap(done.result())

    async def _on_use_release(
        self, request: UseRelease.Request, response: UseRelease.Response
    ) -> UseRelease.Response:
        """Swap to a published release; the one that runs goes on where it is damaged."""
        if self._loader is None:
            response.message = "the node is not configured. Wait until it is, then try again"
            return response
        wanted = self._look_up(self._wanted)
        try:
            answers = await self._loader.submit(lambda: self._source.load(request.release))
        except LetanError as error:
            response.message = str(error)
            return response
        if answers.damage:
            response.message = answers.damage
            return response
        self._wanted = wanted
        self._swap(answers)
        response.ok, response.message = True, f"release {answers.release} answers now"
        return response

    def _swap(self, answers: Answers) -> None:
        """Answer from it from the next question on; one that is being answered keeps its own."""
        self._answers = answers
        self._release_out(String(data=answers.release))
        if answers.damage:
            self._report(answers.damage)
        else:
            self.clear(DAMAGED_CONTENT)

    def _report(self, reason: str) -> None:
        self.report(Fault(DAMAGED_CONTENT, {"reason": reason, "release": self._release_id}))

    # Questions

    async def _on_ask(self, request: Ask.Request, response: Ask.Response) -> Ask.Response:
        """Answer; a question that cannot be answered gets an empty reply, without a turn id."""
        if not self.active or self._worker is None or self._answers is None:
            return response
        try:
            utterance = utterance_from_msg(request.utterance)
            context = AskContext(
                request.context_intent, language_from_msg(request.language), self._now()
            )
        except ValueError as error:
            self.get_logger().warning(f"refused a question: {error}")
            return response
        faq, began = self._answers.faq, time.perf_counter()
        try:
            reply = await self._worker.submit(lambda: faq.reply(utterance, context))
        except Exception as error:  # noqa: BLE001  one bad question must not end the process
            # The type alone: the text of an error may repeat what a visitor said.
            self.get_logger().error(f"a question could not be answered: {type(error).__name__}")
            return response
        self._asked += 1
        response.took_ms = (time.perf_counter() - began) * 1000.0
        response.reply = reply_to_msg(reply, utterance.turn_id, self.now_s)
        response.card = card_to_msg(reply.card, utterance.turn_id, self.now_s)
        return response

    def _now(self) -> datetime | None:
        """Return the real date, None while the machine's clock is not set."""
        if self._fixed_now is not None:
            return self._fixed_now
        now = datetime.now(UTC)
        return now if now >= _CLOCK_IS_SET_AFTER else None
