"""Makes the journal's records out of what the conversation takes and wants; pure of any store."""

from dataclasses import dataclass, field

from letan.dialogue.commands import (
    Ask,
    CallStaff,
    Command,
    Disregard,
    EndSession,
    KeepFeedback,
    KeepQuestion,
    KeepRating,
    Say,
)
from letan.dialogue.events import (
    CodeShown,
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
"""Turns that are under way at once; when one more begins, the oldest is closed with a record."""


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
    sounded: bool = False
    said: list[int] = field(default_factory=list)
    done: Seconds | None = None
    cut: bool = False
    staff: bool = False
    kept: Outcome | None = None


@dataclass(slots=True)
class TurnLog:
    """Watches one conversation after the other; `see` returns what is ready to be kept.

    The turn that ended last waits for its record until another one begins or everything is over:
    its speaker may go on, and then all of it is one turn.
    """

    _open: dict[str, _Open] = field(default_factory=dict)
    _last: _Open | None = None
    _ended: list[_Open] = field(default_factory=list)

    def see(self, thing: Event | Command, now: Seconds) -> tuple[Record, ...]:
        """Take an event or a command at its moment."""
        kept = self._see(thing, now)
        ended, self._ended = self._ended, []
        return (*(_record(turn) for turn in ended if turn.heard is not None), *kept)

    def voice_began(self, say_id: int, at: Seconds | None) -> None:
        """Take when a speech was first heard; to be told before its `SayFinished`.

        Without it a voice counts as begun when it is ordered.

        Args:
            say_id: Of the speech.
            at: On the clock of `see`; None if it ended without a sound.
        """
        turn = self._turn_of(say_id)
        if turn is not None and not turn.sounded:
            turn.spoke, turn.sounded = at, at is not None

    def _see(self, thing: Event | Command, now: Seconds) -> tuple[Record, ...]:
        match thing:
            case SpeechStarted(turn_id):
                self._begin(turn_id, "microphone", now)
            case Heard(utterance):
                turn = self._begin(utterance.turn_id, utterance.source.name.lower(), now)
                turn.heard, turn.source = now, utterance.source.name.lower()
            case Touched(turn_id=turn_id) | CodeShown(turn_id=turn_id):
                if turn_id:
                    source = "touch" if isinstance(thing, Touched) else "camera"
                    self._begin(turn_id, source, now).heard = now
            case Ask(utterance):
                self._begin(utterance.turn_id, utterance.source.name.lower(), now).asked = True
            case Replied(turn_id, reply):
                if turn_id in self._open:
                    self._open[turn_id].reply, self._open[turn_id].replied = reply, now
            case Say(say_id, _, _, turn_id):
                self._say(say_id, turn_id, now)
            case SayFinished(say_id, completed):
                self._said(say_id, completed, now)
            case CallStaff(_, turn_id):
                if turn_id in self._open:
                    self._open[turn_id].staff = True
            case KeepQuestion() | KeepFeedback() | KeepRating():
                return self._keep(thing)
            case Disregard(turn_id):
                self._open.pop(turn_id, None)  # other people's talk leaves no record
            case EndSession():
                self._end_all()
            case _:
                pass
        return ()

    def close(self) -> tuple[Record, ...]:
        """Return what is still open; the conversation is over."""
        self._end_all()
        ended, self._ended = self._ended, []
        return tuple(_record(turn) for turn in ended if turn.heard is not None)

    def _end_all(self) -> None:
        self._ended += [*self._flushed(), *self._open.values()]
        self._open.clear()

    def _flushed(self) -> list[_Open]:
        last, self._last = self._last, None
        return [] if last is None else [last]

    def _begin(self, turn_id: str, source: str, now: Seconds) -> _Open:
        """Return the turn of that id: open, gone on with, or new."""
        if turn_id in self._open:
            return self._open[turn_id]
        if len(self._open) >= _MOST_OPEN:
            self._ended.append(self._open.pop(next(iter(self._open))))
        last = self._last
        if last is not None and last.turn_id == turn_id:
            self._last = None
            self._open[turn_id] = _Open(turn_id, last.start, last.source, staff=last.staff)
        else:
            self._ended += self._flushed()
            self._open[turn_id] = _Open(turn_id, now, source)
        return self._open[turn_id]

    def _say(self, say_id: int, turn_id: str, now: Seconds) -> None:
        """A voice is ordered for a turn; a turn may have several, one after the other."""
        turn = self._open.get(turn_id)
        if turn is not None:
            turn.spoke = turn.spoke if turn.spoke is not None else now
            turn.said.append(say_id)

    def _turn_of(self, say_id: int) -> _Open | None:
        return next((turn for turn in self._open.values() if say_id in turn.said), None)

    def _said(self, say_id: int, completed: bool, now: Seconds) -> None:
        """A voice ended: its turn is closed, and turns before it that were left in silence."""
        turn = self._turn_of(say_id)
        if turn is None or turn.said[-1] != say_id:
            return
        turn.done, turn.cut = now, not completed
        del self._open[turn.turn_id]
        older = [t for t in self._open.values() if t.heard is not None and t.start < turn.start]
        for silent in older:
            del self._open[silent.turn_id]
        self._ended += [*self._flushed(), *older]
        self._last = turn

    def _keep(self, thing: KeepQuestion | KeepFeedback | KeepRating) -> tuple[Record, ...]:
        match thing:
            case KeepQuestion(text, turn_id, intent, referred):
                turn = self._open.get(turn_id, self._last)
                if turn is not None and turn.turn_id == turn_id and not referred:
                    turn.kept = Outcome.NOT_UNDERSTOOD
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
        outcome = Outcome.OBEYED if turn.said else Outcome.IGNORED
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
        reply.card.language if reply is not None else "",
    )


def _after(turn: _Open, moment: Seconds | None) -> Seconds | None:
    return None if moment is None else round(moment - turn.start, 3)
