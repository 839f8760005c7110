"""The window. The only room beside app.py that imports Qt."""
