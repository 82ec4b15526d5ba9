"""The bridge between threads: nothing that counts is lost, nothing old is kept."""

import asyncio
import threading

from letan.kernel.geometry import Pose2
from letan_web.visitor.screen_feed import ScreenFeed
from letan_web.visitor.screen_state import HeardCaption, RobotMoved, SessionCleared, WordsHeard


def test_a_slow_reader_gets_the_newest_value_of_each_field() -> None:
    feed = ScreenFeed()

    async def read() -> tuple[dict[str, object], dict[str, object]]:
        with feed.open_mailbox() as (mailbox, _):
            publisher = threading.Thread(target=_publish_much, args=(feed,))
            publisher.start()
            await asyncio.to_thread(publisher.join)
            await mailbox.wake.wait()
            return feed.collect(mailbox), feed.collect(mailbox)

    first, second = asyncio.run(read())
    assert first == {"heard": HeardCaption("câu 999", True), "robot": Pose2(999.0, 0.0, 0.0)}
    assert second == {}


def _publish_much(feed: ScreenFeed) -> None:
    for n in range(1000):
        feed.publish(WordsHeard(f"câu {n}", True), RobotMoved(Pose2(float(n), 0.0, 0.0)))


def test_a_waiting_mailbox_holds_no_words_after_a_wipe() -> None:
    feed = ScreenFeed()

    async def read() -> dict[str, object]:
        with feed.open_mailbox() as (mailbox, _):
            feed.publish(WordsHeard("tên là Lan", True))
            feed.publish(SessionCleared())
            return feed.collect(mailbox)

    assert asyncio.run(read()) == {"session": 1, "heard": HeardCaption()}


def test_publishing_outlives_a_stream_whose_loop_has_ended() -> None:
    feed = ScreenFeed()

    opened = feed.open_mailbox()

    async def leave_open() -> None:
        opened.__enter__()

    asyncio.run(leave_open())
    assert feed.streams == 1
    feed.publish(WordsHeard("còn đây", True))
    assert feed.state.heard == HeardCaption("còn đây", True)
