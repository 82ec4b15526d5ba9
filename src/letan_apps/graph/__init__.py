"""The running graph: which nodes, in which processes, brought up in order and kept alive."""
