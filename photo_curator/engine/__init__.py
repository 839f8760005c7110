"""The engine process: all that can hang, crash or eat memory."""
