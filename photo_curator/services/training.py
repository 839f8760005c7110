"""Starting a trainer: a process of its own, since the terminal never loads the networks."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence

from photo_curator.domain.errors import EngineError
from photo_curator.services.own_process import Part, part_command


def trainer_command(arguments: Sequence[str]) -> list[str]:
    """How to start a trainer."""
    return part_command(Part.TRAINER, arguments)


def run_trainer(arguments: Sequence[str]) -> int:
    """Run a trainer on this terminal to its end; Ctrl-C is handed on once, so that it can stop in order.

    Args:
        arguments: name of the trainer, and what it is told.

    Returns:
        Its exit status; of a trainer that a signal ended, 128 and the signal, as shells have it.

    Raises:
        EngineError: it could not be started.
    """
    trainer: subprocess.Popen[bytes] | None = None

    def hand_on(number: int, _frame: object) -> None:
        if trainer is None:
            raise KeyboardInterrupt
        trainer.send_signal(getattr(signal, "CTRL_BREAK_EVENT", number))

    before = {number: signal.signal(number, hand_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        # Of a session of its own: the terminal sends Ctrl-C to all of a session's foreground, and a
        # trainer that got it twice would be ended while it writes its checkpoint.
        trainer = subprocess.Popen(
            trainer_command(arguments),
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        status = trainer.wait()
    except OSError as error:
        raise EngineError(f"The trainer could not be started: {error.strerror or error}.") from error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return status if status >= 0 else 128 - status
