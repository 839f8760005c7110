"""What the system says of files that cannot be written, as it is told to the user."""

from __future__ import annotations

import errno

from photo_curator.domain.sentences import Phrase

#: There is no room left: nothing more can be written there.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: The place may not be written to.
READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def words(error: OSError) -> str:
    """The reason, as part of a sentence."""
    return Phrase.DENIED.value if error.errno == errno.EACCES else error.strerror or str(error)
