"""The player: a text becomes sound and marks, pulled piece by piece on the caller's clock."""

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol, runtime_checkable

import numpy as np

from letan.kernel.units import Pcm, Ratio, Seconds
from letan.ports.synthesiser import Prosody, SpeechBlock, Synthesiser, WordMark
from letan.voice.loudness import NORMAL_VOLUME, with_volume
from letan.voice.marks import MarkKind, SpeechMark
from letan.voice.script import Script, ScriptSentence

_FADE_S: Final = 0.008
"""Long enough that a cut is no click, far below the 300 ms a stop may take."""
_LOOKAHEAD_S: Final = 0.4
"""Sound kept ready: the next sentence is asked for this long before the last one ends."""
_NORMAL: Final = Prosody()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a pull gave.

    Attributes:
        pcm: Sound; shorter than asked only at the end of the speech.
        marks: Those that fall into it, by time.
        finished: Nothing follows.
    """

    pcm: Pcm
    marks: tuple[SpeechMark, ...]
    finished: bool


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop gave.

    Attributes:
        tail: A few milliseconds that fade out what was pulled last; may be empty.
        next_word: Written word to resume from: the one that was cut, or the number of words.
    """

    tail: Pcm
    next_word: int


@runtime_checkable
class _Closable(Protocol):
    def close(self) -> None: ...


class Speech:
    """One text being spoken. Not thread-safe; holds no clock: sound is pulled.

    Sentences are synthesised one after the other, shortly before they are needed. One
    sentence is requested ahead (`Synthesiser.synthesise` called, nothing taken), so an engine
    that works in its own thread has the length of a whole sentence for the next one.
    """

    def __init__(
        self,
        script: Script,
        synthesiser: Synthesiser,
        prosody: Prosody = _NORMAL,
        from_word: int = 0,
        volume: Ratio = NORMAL_VOLUME,
    ) -> None:
        """Prepare to speak; nothing is made yet.

        Args:
            script: What.
            synthesiser: Who makes the sound.
            prosody: How the engine speaks.
            from_word: Written word to begin at.
            volume: Loudness, 0..1 (`letan.voice.loudness`); the engine's own sound is scaled.
        """
        self._volume = volume
        self._next_rate = prosody.rate
        self._script = script
        self._synthesiser = synthesiser
        self._prosody = prosody
        self._rate = synthesiser.sample_rate_hz
        self._waiting = deque(_from_word(script.sentences, from_word))
        self._requested: deque[tuple[ScriptSentence, Iterator[SpeechBlock]]] = deque()
        self._sentence: ScriptSentence | None = None
        self._sentence_at = 0
        self._ready: deque[Pcm] = deque()
        self._made = 0
        self._pulled = 0
        self._fraction = 0.0
        self._marks: deque[SpeechMark] = deque()
        self._begun: list[SpeechMark] = []
        self._last_word = from_word - 1
        self._from_word = from_word
        self._finished = False
        self._completed = False

    @property
    def sample_rate_hz(self) -> int:
        """Rate of the sound."""
        return self._rate

    @property
    def finished(self) -> bool:
        """True after the last sample was pulled, after a stop, and after a failure."""
        return self._finished

    @property
    def pulled_s(self) -> Seconds:
        """Seconds of sound pulled so far."""
        return self._pulled / self._rate

    def change(self, *, rate: Ratio | None = None, volume: Ratio | None = None) -> None:
        """Speak otherwise from here on; may be called at any time, from any thread.

        Args:
            rate: Speed, 0.5..2, from the next sentence that has not begun: a sentence keeps its
                speed, since its sound is made as a whole.
            volume: Loudness, 0..1, from the next sample.
        """
        self._volume = self._volume if volume is None else volume
        self._next_rate = self._next_rate if rate is None else rate

    def pull(self, samples: int) -> Spoken:
        """Take the next sound.

        Args:
            samples: How many, >= 0.

        Raises:
            LetanError: If the engine fails; the speech is finished then, `stop` tells where.
        """
        if self._finished:
            return Spoken(_silence(0), (), True)
        if self._next_rate != self._prosody.rate:
            self._ask_again(self._next_rate)
        try:
            self._make(self._pulled + samples + round(_LOOKAHEAD_S * self._rate))
        except BaseException:
            self._close()
            raise
        pcm = self._take(samples)
        self._pulled += len(pcm)
        at_end = not (self._requested or self._waiting) and self._pulled == self._made
        if at_end:
            self._marks.append(self._end_mark())
            self._completed = True
            self._close()
        return Spoken(pcm, self._due(at_end), at_end)

    def pull_s(self, duration: Seconds) -> Spoken:
        """Take sound for a time; fractions of a sample are kept for the next call."""
        wanted = duration * self._rate + self._fraction
        samples = math.floor(wanted + 1e-6)
        self._fraction = wanted - samples
        return self.pull(samples)

    def stop(self, heard_s: Seconds | None = None) -> Stopped:
        """End the speech and say where to resume; safe to call again and after the end.

        Args:
            heard_s: Seconds of this speech that left the loudspeaker, where fewer than were pulled.
        """
        tail = self._take(round(_FADE_S * self._rate)) if self._pulled else _silence(0)
        self._close()
        fade = np.linspace(1.0, 0.0, len(tail), endpoint=False)
        heard = self.pulled_s if heard_s is None else heard_s
        return Stopped((tail * fade).astype(np.int16), self._word_at(heard))

    def _word_at(self, heard: Seconds) -> int:
        if self._completed and heard >= self.pulled_s:
            return len(self._script.words)
        words = [
            mark.index for mark in self._begun if mark.kind is MarkKind.WORD and mark.t_s <= heard
        ]
        return words[-1] if words else self._from_word

    def _make(self, samples: int) -> None:
        """Synthesise until `samples` are made or nothing is left."""
        while self._made < samples and self._request():
            sentence, blocks = self._requested[0]
            if self._sentence is not sentence:
                self._begin(sentence)
            block = next(blocks, None)
            if block is None:
                self._requested.popleft()
                continue
            self._mark_words(sentence, block.marks)
            if len(block.pcm):
                self._ready.append(block.pcm)
                self._made += len(block.pcm)

    def _request(self) -> bool:
        """Ask for the current sentence and the one after it; False where there is none."""
        while self._waiting and len(self._requested) < 2:
            sentence = self._waiting.popleft()
            blocks = self._synthesiser.synthesise(
                sentence.spoken, self._script.language, self._prosody
            )
            self._requested.append((sentence, blocks))
        return bool(self._requested)

    def _ask_again(self, rate: Ratio) -> None:
        """Give back the sentences that have not begun: they are asked for at another speed."""
        self._prosody = replace(self._prosody, rate=rate)
        for sentence, blocks in reversed(self._requested):
            if sentence is not self._sentence:
                if isinstance(blocks, _Closable):
                    blocks.close()
                self._waiting.appendleft(sentence)
        self._requested = deque(pair for pair in self._requested if pair[0] is self._sentence)

    def _begin(self, sentence: ScriptSentence) -> None:
        self._sentence = sentence
        self._sentence_at = self._made
        span = sentence.span
        self._marks.append(self._mark(MarkKind.SENTENCE, sentence.index, span.start, span.end, 0.0))

    def _mark_words(self, sentence: ScriptSentence, marks: tuple[WordMark, ...]) -> None:
        for mark in marks:
            at = bisect_right(sentence.words, mark.start, key=lambda word: word.start)
            word = sentence.words[max(0, at - 1)]
            if word.index <= self._last_word:
                continue
            self._last_word = word.index
            span = self._script.words[word.index]
            self._marks.append(
                self._mark(MarkKind.WORD, word.index, span.start, span.end, mark.t_s)
            )

    def _mark(self, kind: MarkKind, index: int, start: int, end: int, t_s: Seconds) -> SpeechMark:
        at = self._sentence_at / self._rate + t_s
        return SpeechMark(kind, index, start, end, self._script.written[start:end], at)

    def _end_mark(self) -> SpeechMark:
        length = len(self._script.written)
        return SpeechMark(MarkKind.END, len(self._script.words), length, length, "", self.pulled_s)

    def _due(self, everything: bool) -> tuple[SpeechMark, ...]:
        due: list[SpeechMark] = []
        while self._marks and (everything or self._marks[0].t_s < self.pulled_s):
            due.append(self._marks.popleft())
        self._begun.extend(due)
        return tuple(due)

    def _take(self, samples: int) -> Pcm:
        taken: list[Pcm] = []
        missing = samples
        while missing and self._ready:
            block = self._ready.popleft()
            if len(block) > missing:
                self._ready.appendleft(block[missing:])
                block = block[:missing]
            taken.append(block)
            missing -= len(block)
        return with_volume(np.concatenate(taken), self._volume) if taken else _silence(0)

    def _close(self) -> None:
        self._finished = True
        for _, blocks in self._requested:
            if isinstance(blocks, _Closable):
                blocks.close()
        self._requested.clear()
        self._waiting.clear()
        self._ready.clear()


def _from_word(sentences: tuple[ScriptSentence, ...], from_word: int) -> Iterator[ScriptSentence]:
    """The sentences from written word `from_word` on, the first cut where the word begins."""
    for sentence in sentences:
        kept = tuple(word for word in sentence.words if word.index >= from_word)
        if not kept:
            continue
        cut = kept[0].start
        moved = tuple(replace(w, start=w.start - cut, end=w.end - cut) for w in kept)
        yield replace(sentence, spoken=sentence.spoken[cut:], words=moved)


def _silence(samples: int) -> Pcm:
    return np.zeros(samples, np.int16)
