"""Installed Python packages, with the digests that their lock allows."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from packageurl import PackageURL
from packaging.utils import canonicalize_name
from pip_requirements_parser import RequirementsFile

from sbom.bill import SPECIFICATION, Component, Document, by_package_url, read

# What a wheel says of the libraries that were compiled into it (PEP 770) is itself a bill, in any version of the specification.
BUNDLED = ("type", "name", "version", "purl", "licenses")


def packages(folder: Path, lock: Path | None) -> tuple[list[Component], dict[str, set[str]]]:
    """The packages of a site-packages folder, and which needs which.

    With a lock, each package must be one of it, and has the SHA-256 digests of all files that the lock allows; one of them was
    installed. Raises ValueError for a package that is not in the lock in this version.
    """
    found = _environment(folder)
    components = {component["bom-ref"]: by_package_url(component) for component in found.get("components", [])}
    allowed = _digests(lock) if lock else {}
    for component in components.values():
        key = (canonicalize_name(component["name"]), component["version"])
        if lock and key not in allowed:
            raise ValueError(f"{folder}: expected packages of {lock} only, found {component['name']} {component['version']}")
        if key in allowed:
            component["hashes"] = [{"alg": "SHA-256", "content": digest} for digest in allowed[key]]
        bundled = _bundled(folder, component)
        if bundled:
            component["components"] = bundled
    needs = {
        components[one["ref"]]["bom-ref"]: {components[needed]["bom-ref"] for needed in one.get("dependsOn", [])}
        for one in found.get("dependencies", [])
        if one["ref"] in components
    }
    return list(components.values()), needs


def locked(lock: Path, name: str) -> Component:
    """A package as its lock says, where it is delivered without its metadata; raises ValueError where the lock lacks it."""
    for (locked_name, version), digests in _digests(lock).items():
        if locked_name == name:
            purl = PackageURL("pypi", None, name, version).to_string()
            hashes = [{"alg": "SHA-256", "content": digest} for digest in digests]
            return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": hashes}
    raise ValueError(f"{lock}: expected {name}, found no line of it")


def _environment(folder: Path) -> Document:
    """What cyclonedx-py finds in a folder: it asks an interpreter for its folders, and this one answers with just that."""
    with tempfile.TemporaryDirectory() as made:
        interpreter = Path(made, "python")
        interpreter.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps([str(folder)])}\nEND\n", encoding="utf-8")
        interpreter.chmod(0o700)
        written = Path(made, "bill.json")
        options = [
            "--spec-version",
            SPECIFICATION.to_version(),
            "--output-reproducible",
            "--no-validate",
            "--output-file",
            written,
        ]
        command = [sys.executable, "-m", "cyclonedx_py", "environment", *options, interpreter]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ValueError(f"{folder}: expected a bill from cyclonedx-py, found {done.stderr.strip()}")
        return read(written)


def _digests(lock: Path) -> dict[tuple[str, str], list[str]]:
    """By name and version of the locked packages: the SHA-256 digests of their files."""
    return {
        (canonicalize_name(line.name), line.get_pinned_version): sorted(
            text.removeprefix("sha256:") for text in line.hash_options
        )
        for line in RequirementsFile.from_file(str(lock)).requirements
    }


def _bundled(folder: Path, package: Component) -> list[Component]:
    """The libraries that the package's own bills name, each once."""
    key = canonicalize_name(package["name"])
    parts: dict[str, Component] = {}
    for path in sorted(folder.glob("*.dist-info/sboms/*.json")):
        if canonicalize_name(path.parts[-3].split("-")[0]) == key:
            for part in read(path).get("components", []):
                if canonicalize_name(part["name"]) != key:
                    kept = {field: part[field] for field in BUNDLED if field in part}
                    parts.setdefault(json.dumps(kept, sort_keys=True), kept)
    return list(parts.values())
