"""What `letan bench` measures: one module an area, each with `measure() -> tuple[Figure, ...]`."""
