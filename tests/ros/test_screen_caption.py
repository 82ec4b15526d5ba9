"""What the page shows of an utterance; the message itself keeps what the matcher reads."""

import pytest
from letan_msgs import msg

from letan_apps.nodes.screen_view import caption_of

pytestmark = pytest.mark.ros

HEARD = "bác bảy mươi lăm tuổi làm ở đâu"


@pytest.mark.parametrize(
    ("kind", "source", "language", "caption"),
    [
        (msg.Utterance.FINAL, msg.Utterance.SOURCE_MICROPHONE, "vi", "Bác 75 tuổi làm ở đâu?"),
        (msg.Utterance.PARTIAL, msg.Utterance.SOURCE_MICROPHONE, "vi", "Bác 75 tuổi làm ở đâu"),
        (msg.Utterance.FINAL, msg.Utterance.SOURCE_TYPED, "vi", HEARD),
        (msg.Utterance.FINAL, msg.Utterance.SOURCE_MICROPHONE, "en", HEARD),
    ],
)
def test_only_vietnamese_speech_is_rewritten(
    kind: int, source: int, language: str, caption: str
) -> None:
    message = msg.Utterance(kind=kind, source=source, language=language, text=HEARD)
    assert caption_of(message) == caption
    assert message.text == HEARD
