"""The sheet that writes post-worthy photos to a folder."""
