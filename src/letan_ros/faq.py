"""Answers /faq/ask: an utterance and its context in, a reply and a card out."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Protocol

from letan_msgs.srv import Ask
from rclpy.callback_groups import ReentrantCallbackGroup

from letan.faq.faq import AskContext
from letan.faq.reply import Reply
from letan.hearing.utterance import Utterance
from letan.kernel.moment import parse_moment
from letan_ros import topics
from letan_ros.convert.moment import language_from_msg
from letan_ros.convert.words import card_to_msg, reply_to_msg, utterance_from_msg
from letan_ros.node import LetanNode
from letan_ros.parameters import Value
from letan_ros.schema import SCHEMA
from letan_ros.worker import Worker

_CLOCK_IS_SET_AFTER = datetime(2026, 1, 1, tzinfo=UTC)


class Answering(Protocol):
    """What answers: `letan.faq.faq.Faq`."""

    def reply(self, utterance: Utterance, context: AskContext | None = None) -> Reply:
        """Decide on one utterance."""
        ...


class FaqNode(LetanNode):
    """Carries `letan.faq` out. Parameters: launch/params/letan.yaml, section `faq`.

    Service /faq/ask. Matching runs in a thread of its own, so that the process's other nodes
    never wait for it.
    """

    def __init__(
        self,
        values: Mapping[str, Value],
        load: Callable[[], Answering],
        *,
        use_sim_time: bool = False,
        remaps: Mapping[str, str] | None = None,
    ) -> None:
        """Make the node; `load` reads the release, when the node is configured."""
        super().__init__("faq", SCHEMA["faq"], values, use_sim_time=use_sim_time, remaps=remaps)
        self._load = load
        self._worker: Worker | None = None
        self._asked = 0

    def on_start(self) -> None:
        """Load the release and offer the service."""
        now = self.word("now")
        self._fixed_now = parse_moment(now, "faq.now") if now else None
        self._faq = self._load()
        self._worker = Worker("faq", self.mailbox)
        # Awaiting an answer must hold nothing else of the node.
        group = ReentrantCallbackGroup()
        service = self.create_service(Ask, topics.ASK_SERVICE, self._on_ask, callback_group=group)
        self.keep(self.destroy_service, service)

    def on_stop(self) -> None:
        """End the thread."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def diagnostics(self) -> Mapping[str, str]:
        """Return how much was asked."""
        return {"asked": str(self._asked)}

    async def _on_ask(self, request: Ask.Request, response: Ask.Response) -> Ask.Response:
        """Answer; a question that cannot be answered gets an empty reply, without a turn id."""
        if not self.active or self._worker is None:
            return response
        try:
            utterance = utterance_from_msg(request.utterance)
            context = AskContext(
                request.context_intent, language_from_msg(request.language), self._now()
            )
        except ValueError as error:
            self.get_logger().warning(f"refused a question: {error}")
            return response
        faq, began = self._faq, time.perf_counter()
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
