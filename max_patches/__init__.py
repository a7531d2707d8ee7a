"""Patches for Max, Max for Live and Pd, and what makes them."""
