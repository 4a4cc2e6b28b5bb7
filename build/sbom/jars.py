"""The bills of the fat jars: Maven's, held against what packaging was given."""

import hashlib
from pathlib import Path

from sbom.bill import Component, Document, read


def bill(jar: Path, jobs: Path) -> Document:
    """What Maven says of a job's jar, with the jar's digest.

    Raises ValueError where it names other libraries than the class path that the jar was made of.
    """
    document = read(jar.with_name("bill.json"))
    class_path = (jar.parent / "parts" / "classpath.txt").read_text(encoding="utf-8").strip().split(":")
    # Of our own libraries Maven knows folders of classes there, which have no digest: these go by their names.
    packed = {path.name if path.is_relative_to(jobs) else digest(path) for path in map(Path, class_path)}
    stated = {_file(library): library["name"] for library in document["components"]}
    if packed != stated.keys():
        wrong = sorted(stated.get(one, one) for one in packed ^ stated.keys())
        raise ValueError(f"{jar}: expected the libraries of its class path in Maven's bill, found others: {', '.join(wrong)}")
    document["metadata"]["component"]["hashes"] = [{"alg": "SHA-256", "content": digest(jar)}]
    return document


def digest(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _file(library: Component) -> str:
    digests = [one["content"] for one in library.get("hashes", []) if one["alg"] == "SHA-256"]
    return digests[0] if digests else f"{library['name']}-{library['version']}.jar"
