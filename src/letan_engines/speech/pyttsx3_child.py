"""The process that pyttsx3 works in: one request on standard input, one WAV file, and out.

Started by `letan_engines.speech.pyttsx3_engine` as a script, so that it needs nothing of
letan; everything that pyttsx3 prints goes to standard error.
"""

import contextlib
import json
import sys

import pyttsx3


def main() -> None:
    """Save the request's text: keys text, voice, words_per_minute, volume, pitch, out."""
    request = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        engine = pyttsx3.init("espeak")
        engine.setProperty("voice", request["voice"])
        engine.setProperty("rate", request["words_per_minute"])
        engine.setProperty("volume", request["volume"])
        engine.setProperty("pitch", request["pitch"])
        engine.save_to_file(request["text"], request["out"])
        engine.runAndWait()


if __name__ == "__main__":
    main()
