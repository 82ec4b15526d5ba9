"""The process that pyttsx3 works in: one request on standard input, one WAV file, and out.

Started by `letan_engines.speech.pyttsx3_engine` as a script, so that it needs nothing of
letan; everything that pyttsx3 prints goes to standard error.
"""

import contextlib
import json
import os
import sys
import threading

import pyttsx3


def main() -> None:
    """Save the request's text: keys text, voice, words_per_minute, pitch, out."""
    request = json.load(sys.stdin)
    finished = threading.Event()
    with contextlib.redirect_stdout(sys.stderr):
        engine = pyttsx3.init("espeak")
        engine.connect("finished-utterance", lambda **_: finished.set())
        engine.setProperty("voice", request["voice"])
        engine.setProperty("rate", request["words_per_minute"])
        engine.setProperty("pitch", request["pitch"])
        engine.save_to_file(request["text"], request["out"])
        engine.runAndWait()
        # runAndWait (2.99) returns while eSpeak's own thread still works: the parent ends a wait
        # that lasts too long.
        finished.wait()
    os._exit(0)  # unloading eSpeak beside its thread crashes now and then


if __name__ == "__main__":
    main()
