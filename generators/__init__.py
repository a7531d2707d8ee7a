"""Generators: what turns a ClipRequest into a Clip."""
