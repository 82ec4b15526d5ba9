"""The checks of `letan doctor`."""
