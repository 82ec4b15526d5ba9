"""Units of measure, as aliases: they document a signature and cost nothing at run time."""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Seconds: TypeAlias = float
"""A duration, or a moment on the clock that the caller passes in (its origin is the caller's)."""

Metres: TypeAlias = float
MetresPerSecond: TypeAlias = float
Radians: TypeAlias = float
"""Counter-clockwise, REP-103; angles are kept in (-pi, pi]."""

RadiansPerSecond: TypeAlias = float
Probability: TypeAlias = float
"""0..1."""

Ratio: TypeAlias = float
Dbfs: TypeAlias = float
"""dB relative to a full-scale sine (AES17), -120..0."""

Pcm: TypeAlias = NDArray[np.int16]
"""Mono samples, int16[n], full scale -32768..32767."""

Language: TypeAlias = Literal["vi", "en"]
"""BCP 47 tags of the languages the robot speaks."""
