"""The sheet that writes ratings to sidecars."""
