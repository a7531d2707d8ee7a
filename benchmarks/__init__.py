"""Programs that measure: `riffbridge bench NAME`, or `python -m benchmarks.NAME` in a copy of the repository."""
