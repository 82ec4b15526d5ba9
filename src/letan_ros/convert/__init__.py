"""Core types to messages and back; nothing is decided here.

`*_to_msg` and `*_from_msg` are inverse for every value that the message can hold (its floats have
32 bits). A message that holds what no core type can (an unknown enum value, another language)
raises ValueError with the field's name: a peer sent it, so the node drops it and goes on.
"""
