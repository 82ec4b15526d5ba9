"""The conversation: events in, commands out.

`conversation.advance(conversation, event, now)` is the whole of it; `state` holds what is
remembered, `events` and `commands` what crosses the boundary, `words` the robot's own lines.
"""
