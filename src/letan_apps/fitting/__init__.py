"""The matcher's weights, fitted anew from tables of questions."""
