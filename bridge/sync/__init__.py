"""Clocks to follow: MIDI clock, Ableton Link, the JACK transport; and how to follow one."""
