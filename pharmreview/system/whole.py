"""Files that are written whole or not at all."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from pharmreview.domain.errors import InputProblem, PaperProblem, PharmReviewError

_NO_SPACE = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}


def write_whole(path: Path, content: bytes, refusal: type[PharmReviewError] = PaperProblem) -> None:
    """Write a file so that its name holds either all of the new bytes or all of the old.

    The bytes go to a temporary file beside it, reach the disk, and take the name in one step. Only the
    owner can read the file. Raises `refusal` with a sentence for a full disk, a folder that is gone or
    may not be written to, and a file another program holds; then nothing is left behind.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        raise refusal(*_sentence(path, error), errno.errorcode.get(error.errno or 0, "OSError")) from error


def read_whole(path: Path, most: int) -> bytes:
    """All bytes of a file of no more than `most`. Raises InputProblem for a larger or unreadable one."""
    try:
        if path.stat().st_size > most:
            raise InputProblem(
                f"{path.name} is larger than {most // 1_000_000} MB.", "Choose a smaller file."
            )
        return path.read_bytes()
    except OSError as error:
        raise InputProblem(
            f"{path.name} could not be read.",
            "Close it if another program has it open, or choose another file.",
            errno.errorcode.get(error.errno or 0, "OSError"),
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name itself reach the disk, where the platform lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(path: Path, error: OSError) -> tuple[str, str]:
    if error.errno in _NO_SPACE:
        return f"There is no space left to write {path.name}.", "Free some space on the disk and try again."
    if error.errno in _NOT_ALLOWED:
        return (
            f"{path.name} may not be written in the folder {path.parent}.",
            "Close the file if another program has it open, or choose another folder.",
        )
    if error.errno in _NO_FOLDER:
        return f"The folder {path.parent} is not there.", "Choose another folder, or put it back."
    return f"{path.name} could not be written.", "Check that the disk is still connected and try again."
