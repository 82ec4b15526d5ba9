"""Composition of the graph's nodes: a core faculty, its engines and ROS, one module a node.

Each module offers `build(context) -> LetanNode`. A process is started by
`python -m letan_apps.nodes --process NAME --profile PROFILE`.
"""
