"""What the core asks of the world: Protocols that engines and simulators fulfil.

The data that crosses a port is defined beside its Protocol. Each port has one contract
suite in `tests/engines`, run on every engine and on its fake.
"""
