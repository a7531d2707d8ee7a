"""riffbridge: a diffusion model played live, from OSC and MIDI to JACK."""

__version__ = "0.1.0"
