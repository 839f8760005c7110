"""Files to pixels and metadata, and back to caches: scan, decode, metadata, thumbnails, sidecars."""
