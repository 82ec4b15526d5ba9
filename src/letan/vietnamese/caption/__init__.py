"""Captions: what a recogniser gives (small letters, no signs) as a person would write it."""
