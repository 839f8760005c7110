"""The thumbnail grid: ids in a model, cards painted by a delegate, thumbnails loaded beside."""
