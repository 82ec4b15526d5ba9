"""Alembic's migrations of the store; `docs/adr/0001-content-store.md` tells how to add one."""
