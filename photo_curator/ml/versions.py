"""Versions of what makes machine facts. Imports nothing: read before torch is."""

from __future__ import annotations

#: Change it whenever the same photo would get other faces or another score: the next index run then
#: analyses every photo anew. Detector, backbone, head, technical path and hazards; a test keeps it in step.
ANALYSIS_VERSION = "mtcnn-1/starter-2+starter-2/technical-1/hazards-1"
#: Likewise for the hazards of a photo: its network or its weights.
HAZARD_VERSION = "hazards-1"
#: How a face is read to tell persons apart; its weights' hash is part of the version beside it.
IDENTITY_READING = "1"
