"""The answers on this machine: opened, published, watched."""
