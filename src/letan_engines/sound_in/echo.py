"""The machine's echo canceller, where it has one."""

from letan.kernel.faults import LetanError
from letan.ports.echo import EchoCanceller


def echo_canceller() -> EchoCanceller | None:
    """Return a fresh echo canceller; None where the system has no libspeexdsp.

    Without one the ear is deaf to all but command words while the robot speaks.
    """
    from letan_engines.sound_in.speex_echo import SpeexEchoCanceller

    try:
        return SpeexEchoCanceller()
    except LetanError:
        return None
