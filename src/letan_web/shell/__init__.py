"""What every page of the house stands on: guards, streams, the server. It knows no page."""
