"""A wheel is a zip file whose last member, RECORD, names all the others with their hashes."""

import base64
import hashlib
import zipfile

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Every member's time: the same contents give the same wheel."""


class Archive:
    """A wheel being written; a context manager."""

    def __init__(self, path, info_folder):
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._info_folder = info_folder
        self._record = []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            name = self._info_folder + "/RECORD"
            self._write(name, "".join(self._record + [name + ",,\n"]).encode(), 0o644)
        self._zip.close()

    def add(self, name, content, executable=False):
        """Adds a file; `name` with slashes and no comma."""
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        self._record.append("%s,sha256=%s,%d\n" % (name, digest, len(content)))
        self._write(name, content, 0o755 if executable else 0o644)

    def _write(self, name, content, mode):
        member = zipfile.ZipInfo(name, EARLIEST)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = (0o100000 | mode) << 16
        self._zip.writestr(member, content)
