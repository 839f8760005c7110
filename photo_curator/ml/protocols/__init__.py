"""The papers' experiments, runnable on any folder of labelled pictures."""
