"""The figures the README quotes. `python -m benchmarks` prints those that need no outside data."""
