"""Debian packages of a file system, as its dpkg database and its copyright files say."""

import logging
import re
from pathlib import Path

from cyclonedx.spdx import fixup_id
from debian.copyright import Copyright, Error
from debian.deb822 import Deb822
from packageurl import PackageURL

from sbom.bill import Component

STATUS = "var/lib/dpkg/status"
SECTION = "churnflow:debian:section"
# Of what python-debian puts right by itself nobody wants to know.
logging.getLogger("debian.copyright").setLevel(logging.ERROR)


def packages(root: Path) -> list[Component]:
    """What is installed under a root folder; nothing where it has no database."""
    status = root / STATUS
    if not status.is_file():
        return []
    release = _release(root)
    with status.open(encoding="utf-8") as lines:
        installed = [one for one in Deb822.iter_paragraphs(lines) if one.get("Status", "").endswith(" installed")]
    return [_component(root, one, release) for one in installed]


def _release(root: Path) -> str:
    """Such as `debian-12`, as scanners look it up."""
    for name in ("etc/os-release", "usr/lib/os-release"):
        path = root / name
        if path.is_file():
            fields = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', path.read_text(encoding="utf-8"), re.MULTILINE))
            return f"{fields['ID']}-{fields['VERSION_ID']}"
    raise ValueError(f"{root}: expected an os-release beside a dpkg database, found none")


def _component(root: Path, package: Deb822, release: str) -> Component:
    name, version = package["Package"], package["Version"]
    qualifiers = {"arch": package["Architecture"], "distro": release}
    source = package.get("Source", name)
    if source != name:  # "gcc-12 (12.2.0-14)" where versions differ; advisories name the source package
        qualifiers["upstream"] = re.sub(r"^(\S+) \((.+)\)$", r"\1@\2", source)
    purl = PackageURL("deb", "debian", name, version, qualifiers).to_string()
    component: Component = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "properties": [{"name": SECTION, "value": package.get("Section", "")}],
    }
    licences = _licences(root / "usr/share/doc" / name / "copyright")
    if licences:
        component["licenses"] = licences
    return component


def _licences(path: Path) -> list[Component]:
    """The licences that a machine-readable copyright file names; nothing where it is prose."""
    if not path.is_file():
        return []
    try:
        parsed = Copyright(path.read_text(encoding="utf-8", errors="replace").splitlines(), strict=False)
        named = {part.license.synopsis for part in parsed.all_files_paragraphs() if part.license}
    except (Error, ValueError):
        return []
    return [{"license": {"id": fixup_id(name)} if fixup_id(name) else {"name": name}} for name in sorted(named) if name]
