#!/usr/bin/env python3
"""Packs the package with its native library into a wheel, of the standard library alone.

    hosts/python/make_wheel.py LIBRARY FOLDER      writes FOLDER/waitlist-….whl and prints its path

The same files give the same bytes. Without a library there is no wheel.
"""

import base64
import ctypes
import hashlib
import sys
import sysconfig
import zipfile
from pathlib import Path

HERE = Path(__file__).parent


def version_of(library):
    loaded = ctypes.CDLL(str(library.resolve()))
    loaded.wl_version.restype = ctypes.c_char_p
    return loaded.wl_version().decode()


def main(library, folder):
    version = version_of(library)
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    info = f"waitlist-{version}.dist-info"
    files = {f"waitlist/{path.name}": path.read_bytes() for path in sorted((HERE / "waitlist").glob("*.py"))}
    files["waitlist/py.typed"] = b""
    files["waitlist/libwaitlist_c.so"] = library.read_bytes()
    files[f"{info}/METADATA"] = (f"Metadata-Version: 2.1\nName: waitlist\nVersion: {version}\n"
                                 "Summary: Orders waiting lists by need and explains every place\n"
                                 "Requires-Python: >=3.9\n").encode()
    files[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: make_wheel\nRoot-Is-Purelib: false\n"
                              f"Tag: py3-none-{platform}\n").encode()
    record = "".join(f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b'=').decode()},"
                     f"{len(content)}\n" for name, content in files.items())
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"waitlist-{version}-py3-none-{platform}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return wheel


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if not Path(sys.argv[1]).is_file():
        sys.exit(f"{sys.argv[1]}: no native library, so no wheel")
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))
