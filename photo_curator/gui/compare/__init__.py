"""Photos side by side: the frames of a burst, or photos the user selected."""
