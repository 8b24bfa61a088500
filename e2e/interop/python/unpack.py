"""Takes files out of a package: `unpack.py ARCHIVE FOLDER NAME...`, each by its last name."""

import pathlib
import sys
import tarfile
import zipfile


def members(archive):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                yield name, lambda name=name: opened.read(name)
    else:
        with tarfile.open(archive) as opened:
            for member in opened.getmembers():
                if member.isfile():
                    yield member.name, lambda member=member: opened.extractfile(member).read()


def main(archive, folder, *names):
    for name, read in members(archive):
        last = name.rsplit("/", 1)[-1]
        if last in names:
            (pathlib.Path(folder) / last).write_bytes(read())


main(*sys.argv[1:])
