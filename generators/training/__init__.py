"""The recipe of the bundled checkpoint: `python -m generators.training all`."""
