"""Named gestures as joint keyframes, in step with speech."""
