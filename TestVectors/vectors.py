#!/usr/bin/env python3
"""Reads test vectors, for scripts: files, and members of text archives under their path, such as bars/book.txtar/complete.json.

    TestVectors/vectors.py FOLDER ENDING    copy all vectors with an ending, such as .json, to a folder, one file each
"""
import pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent


def members(archive):
    """The text of each member of an archive, by name."""
    parts = re.split(rb"^-- (.+) --\n", archive.read_bytes(), flags=re.MULTILINE)
    return {name.decode(): text for name, text in zip(parts[1::2], parts[2::2])}


def read(path):
    """The bytes of a vector, given by its path in TestVectors."""
    archive, found, member = path.partition(".txtar/")
    return members(HERE / (archive + ".txtar"))[member] if found else (HERE / path).read_bytes()


def every(ending):
    """The path and the bytes of each vector with an ending; hidden files are not vectors."""
    for file in sorted(HERE.rglob("*")):
        path = file.relative_to(HERE).as_posix()
        texts = members(file) if file.suffix == ".txtar" else {"": file.read_bytes()} if file.is_file() else {}
        for name, text in texts.items():
            whole = f"{path}/{name}" if name else path
            if whole.endswith(ending) and not any(part.startswith(".") for part in whole.split("/")):
                yield whole, text


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder, ending = pathlib.Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in every(ending):
        (folder / path.replace("/", "-")).write_bytes(text)


if __name__ == "__main__":
    main()
