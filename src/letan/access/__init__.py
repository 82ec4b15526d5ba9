"""Who may do what on the staff's pages, and what is written down of it."""
