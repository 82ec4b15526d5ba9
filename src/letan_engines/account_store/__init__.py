"""Accounts, sessions and the audit in SQLite, and argon2 for passwords."""
