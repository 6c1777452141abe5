"""Bytes become Documents whose text is final, and labels on that text."""
