"""The staff's pages on this machine: content, journal and accounts handed to letan_web."""
