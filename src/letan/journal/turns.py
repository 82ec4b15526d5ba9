"""Makes the journal's records out of what the conversation takes and wants; pure of any store."""

from dataclasses import dataclass, field

from letan.dialogue.commands import (
    Ask,
    CallStaff,
    Command,
    EndSession,
    KeepFeedback,
    KeepQuestion,
    KeepRating,
    Say,
)
from letan.dialogue.events import (
    Event,
    Heard,
    Replied,
    SayFinished,
    SpeechStarted,
    Touched,
)
from letan.faq.reply import Reply, ReplyKind
from letan.journal.grouping import group_of
from letan.kernel.units import Seconds
from letan.ports.journal import (
    FeedbackRecord,
    Outcome,
    QuestionRecord,
    RatingRecord,
    Record,
    TurnRecord,
)
from letan.privacy.redaction import redact

_OUTCOMES = {
    ReplyKind.ANSWER: Outcome.ANSWERED,
    ReplyKind.ASK_BACK: Outcome.ASKED_BACK,
    ReplyKind.REFER: Outcome.REFERRED,
    ReplyKind.COMMAND: Outcome.OBEYED,
}
_MOST_OPEN = 16
"""Turns that are under way at once; older ones are closed, whatever became of them."""


@dataclass(slots=True)
class _Open:
    turn_id: str
    start: Seconds
    source: str
    heard: Seconds | None = None
    asked: bool = False
    reply: Reply | None = None
    replied: Seconds | None = None
    spoke: Seconds | None = None
    said: int = 0
    done: Seconds | None = None
    cut: bool = False
    staff: bool = False
    kept: Outcome | None = None


@dataclass(slots=True)
class TurnLog:
    """Watches one conversation after the other; `see` returns what is ready to be kept."""

    _open: dict[str, _Open] = field(default_factory=dict)

    def see(self, thing: Event | Command, now: Seconds) -> tuple[Record, ...]:
        """Take an event or a command at its moment."""
        match thing:
            case SpeechStarted(turn_id):
                self._begin(turn_id, "microphone", now)
            case Heard(utterance):
                turn = self._begin(utterance.turn_id, utterance.source.name.lower(), now)
                turn.heard, turn.source = now, utterance.source.name.lower()
            case Touched(_, _, turn_id):
                if turn_id:
                    self._begin(turn_id, "touch", now).heard = now
            case Ask(utterance):
                self._begin(utterance.turn_id, utterance.source.name.lower(), now).asked = True
            case Replied(turn_id, reply):
                if turn_id in self._open:
                    self._open[turn_id].reply, self._open[turn_id].replied = reply, now
            case Say(say_id, _, _, turn_id):
                return self._say(say_id, turn_id, now)
            case SayFinished(say_id, completed):
                return self._said(say_id, completed, now)
            case CallStaff(_, turn_id):
                if turn_id in self._open:
                    self._open[turn_id].staff = True
            case KeepQuestion() | KeepFeedback() | KeepRating():
                return self._keep(thing)
            case EndSession():
                return self.close()
            case _:
                pass
        return ()

    def close(self) -> tuple[Record, ...]:
        """Return what is still open; the conversation is over."""
        records = tuple(_record(turn) for turn in self._open.values() if turn.heard is not None)
        self._open.clear()
        return records

    def _begin(self, turn_id: str, source: str, now: Seconds) -> _Open:
        while len(self._open) > _MOST_OPEN:
            self._open.pop(next(iter(self._open)))
        return self._open.setdefault(turn_id, _Open(turn_id, now, source))

    def _say(self, say_id: int, turn_id: str, now: Seconds) -> tuple[Record, ...]:
        """A voice begins for a turn; turns before it that were left in silence are closed."""
        turn = self._open.get(turn_id)
        if turn is None:
            return ()
        turn.spoke = turn.spoke if turn.spoke is not None else now
        turn.said = say_id
        return ()

    def _said(self, say_id: int, completed: bool, now: Seconds) -> tuple[Record, ...]:
        turn = next((turn for turn in self._open.values() if turn.said == say_id), None)
        if turn is None or not say_id:
            return ()
        turn.done, turn.cut = now, not completed
        del self._open[turn.turn_id]
        older = [t for t in self._open.values() if t.heard is not None and t.start < turn.start]
        for silent in older:
            del self._open[silent.turn_id]
        return tuple(_record(t) for t in (*older, turn))

    def _keep(self, thing: KeepQuestion | KeepFeedback | KeepRating) -> tuple[Record, ...]:
        match thing:
            case KeepQuestion(text, turn_id, intent, referred):
                if turn_id in self._open and not referred:
                    self._open[turn_id].kept = Outcome.NOT_UNDERSTOOD
                clean = redact(text).text
                if not clean:
                    return ()
                return (QuestionRecord(clean, group_of(clean), intent, referred),)
            case KeepFeedback(kind, text, _):
                return (FeedbackRecord(kind.value, redact(text).text),)
            case KeepRating(stars, _):
                return (RatingRecord(stars),)


def _record(turn: _Open) -> TurnRecord:
    reply = turn.reply
    if turn.kept is not None:
        outcome = turn.kept
    elif reply is not None:
        outcome = _OUTCOMES[reply.kind]
    elif turn.asked:
        outcome = Outcome.NO_ANSWER
    else:
        outcome = Outcome.OBEYED if turn.spoke is not None else Outcome.IGNORED
    return TurnRecord(
        turn.turn_id,
        outcome,
        turn.source,
        (reply.intent or "") if reply is not None else "",
        reply.facet if reply is not None else "",
        round(reply.probability, 3) if reply is not None else 0.0,
        turn.staff,
        _after(turn, turn.heard),
        _after(turn, turn.replied),
        _after(turn, turn.spoke),
        _after(turn, turn.done),
        turn.cut,
    )


def _after(turn: _Open, moment: Seconds | None) -> Seconds | None:
    return None if moment is None else round(moment - turn.start, 3)
