"""Every fat jar is complete, free of leftovers, and says which build it is."""

import functools
import hashlib
import re
import struct
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.build.jars import JOBS, ROOT, jar_of

CONTENT_ID = "META-INF/churnflow/content-id"
VERSION = "META-INF/churnflow/version.properties"
CLASS = "io/churnflow/build/ContentId.class"
LEFTOVERS = re.compile(
    r"META-INF/[^/]*\.(SF|RSA|DSA|EC)|(.*/)?module-info\.class|META-INF/(versions|maven)/.*|META-INF/INDEX\.LIST"
)


@pytest.fixture(params=JOBS)
def job(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@functools.cache
def contents(jar: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(jar) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def files(job: str) -> dict[str, bytes]:
    return contents(jar_of(job))


def test_each_file_is_there_once(job: str) -> None:
    with zipfile.ZipFile(jar_of(job)) as jar:
        twice = [name for name, count in Counter(jar.namelist()).items() if count > 1]
    assert twice == []


def test_no_leftovers_of_the_dependencies_jars(files: dict[str, bytes]) -> None:
    assert [name for name in files if LEFTOVERS.fullmatch(name)] == []


def test_the_manifest_says_what_starts_the_job_and_nothing_of_the_building_machine(job: str, files: dict[str, bytes]) -> None:
    lines = files["META-INF/MANIFEST.MF"].decode().splitlines()
    main = next(line for line in lines if line.startswith("Main-Class: ")).removeprefix("Main-Class: ")
    assert main.startswith(f"io.churnflow.jobs.{job.replace('-', '')}.")
    assert main.replace(".", "/") + ".class" in files
    assert {line.split(":")[0] for line in lines if line} == {
        "Manifest-Version",
        "Main-Class",
        "Add-Opens",
        "Enable-Native-Access",
    }


def test_no_file_names_the_folder_it_was_built_in(files: dict[str, bytes]) -> None:
    folder = str(ROOT).encode()
    assert [name for name, content in files.items() if folder in content] == []


def test_service_files_are_merged_and_their_providers_are_there(files: dict[str, bytes]) -> None:
    services = {name: content.decode().split() for name, content in files.items() if "/services/" in name}
    missing = [p for providers in services.values() for p in providers if p.replace(".", "/") + ".class" not in files]
    assert missing == []
    assert services["META-INF/services/com.fasterxml.jackson.core.JsonFactory"] == [
        "com.fasterxml.jackson.core.JsonFactory",
        "com.fasterxml.jackson.dataformat.yaml.YAMLFactory",
    ]
    assert len(services["META-INF/services/org.slf4j.spi.SLF4JServiceProvider"]) == 1


def test_one_version_of_each_library(files: dict[str, bytes]) -> None:
    named = {name.split("/")[2] for name in files if name.startswith("META-INF/licenses/")}
    libraries = Counter(re.sub(r"-\d[\w.]*$", "", name) for name in named)
    assert [library for library, count in libraries.items() if count > 1] == []


def test_nothing_of_what_is_excluded(files: dict[str, bytes]) -> None:
    banned = ("org/duckdb/", "tools/jackson/", "ch/qos/logback/")
    assert [name for name in files if name.startswith(banned)] == []


def test_no_job_carries_another(job: str, files: dict[str, bytes]) -> None:
    packages = {name.split("/")[3] for name in files if name.startswith("io/churnflow/jobs/")}
    assert packages == {job.replace("-", "")}


def test_the_content_id_is_the_digest_of_everything_else(files: dict[str, bytes]) -> None:
    digits = files[CONTENT_ID]
    assert files[CLASS].count(digits) == 1
    unsealed = files | {CLASS: files[CLASS].replace(digits, b"0" * 64)}
    digest = hashlib.sha256()
    for name in sorted(unsealed.keys() - {CONTENT_ID, VERSION}):
        digest.update(struct.pack(">ii", len(name.encode()), len(unsealed[name])))
        digest.update(name.encode() + unsealed[name])
    assert digits.decode() == digest.hexdigest()


def test_version_and_commit_are_there(files: dict[str, bytes]) -> None:
    text = files[VERSION].decode()
    assert re.fullmatch(r"version=\d+\.\d+\.\d+\ncommit=([0-9a-f]{40}(-dirty)?|[\w.-]{1,80})\n", text)


def test_classes_are_all_new_enough_for_an_aot_cache(job: str, files: dict[str, bytes]) -> None:
    """A cache takes no class older than Java 6; picocli's are, until packaging renews them."""
    ours = ("io/churnflow/", "picocli/", "com/fasterxml/", "org/apache/arrow/", "smile/", "org/slf4j/")
    old = [name for name, content in files.items() if name.endswith(".class") and content[7] < 50]
    assert [name for name in old if name.startswith(ours)] == [], job
