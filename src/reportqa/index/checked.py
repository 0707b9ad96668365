"""Which files of an index were read and found as written, so that each is hashed once, not at each
question: `checked.json` beside the manifest holds what the disk says of them.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import msgspec

FileHashes = dict[str, tuple[int, str]]
# Size, time of the last change of the content, and of the file: the last can't be set back.
_Stamp = tuple[int, int, int]
_Checked = dict[str, tuple[str, _Stamp]]

_CHECKED = "checked.json"


def damaged_file(folder: Path, files: FileHashes) -> str | None:
    """The first file that is missing or not as written; None where all are.

    A file is read only where it, or what it should be, changed since it was last found good.
    """
    checked = _read(folder / _CHECKED)
    found: _Checked = {}
    for name, (size, sha256) in files.items():
        stamp = _stamp(folder / name)
        if stamp is None or stamp[0] != size:
            return name
        if checked.get(name) != (sha256, stamp) and hash_file(folder / name) != sha256:
            return name
        found[name] = (sha256, stamp)
    if found != checked:
        _write(folder / _CHECKED, found)
    return None


def remember(folder: Path, files: FileHashes) -> None:
    """Note that files which were just hashed are as written."""
    stamps = {name: (sha256, _stamp(folder / name)) for name, (_, sha256) in files.items()}
    _write(folder / _CHECKED, {n: (h, stamp) for n, (h, stamp) in stamps.items() if stamp})


def hash_file(path: Path) -> str:
    """The sha256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> _Stamp | None:
    """What the disk says of a file; None for one that isn't there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _read(path: Path) -> _Checked:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Checked)
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError):
        return {}


def _write(path: Path, checked: _Checked) -> None:
    """Put it in place at once; where nothing can be written, files are hashed again next time."""
    draft = path.with_name(f".{path.name}-{os.getpid()}.part")
    with suppress(OSError):
        draft.write_bytes(msgspec.json.encode(checked))
        os.replace(draft, path)
