"""Composition of the graph's processes: one module a node puts a core faculty, its engines and a ROS node together.

Each module offers `build(context) -> LetanNode`. A process is started by
`python -m letan_apps.nodes --process NAME --profile PROFILE`.
"""
