"""The networks. The only room that imports torch and its family."""
