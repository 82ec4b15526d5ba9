"""Lifecycle nodes: they wire, the core decides."""
