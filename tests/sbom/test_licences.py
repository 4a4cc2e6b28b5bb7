"""Only what goes with GPL-3.0-only is delivered."""

import platform
from pathlib import Path

import pytest
from sbom import page
from sbom.bill import Component
from sbom.licences import Decision, Policy, judged, key, problems

from tests.sbom.delivered import ROOT, parts

POLICY = Policy(
    allowed=frozenset({"MIT", "Apache-2.0"}),
    names={"The MIT License": "MIT"},
    decisions={"pkg:pypi/looked-up": Decision("GPL-2.0-only", "a person has decided so")},
)


def library(*licences: str, purl: str = "pkg:pypi/library@1.0", **fields: object) -> Component:
    known = [{"expression": one} if " " in one and "The" not in one else {"license": {"name": one}} for one in licences]
    return {"type": "library", "name": "library", "purl": purl, "licenses": known} | fields


@pytest.mark.parametrize("licence", ["MIT", "The MIT License", "MIT OR GPL-2.0-only", "(MIT OR GPL-2.0-only) AND Apache-2.0"])
def test_takes_what_is_on_the_list(licence: str) -> None:
    assert problems([library(licence)], POLICY) == []


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-2.0-only",
        "MIT AND GPL-2.0-only",
        "Apache-2.0 WITH LLVM-exception",
        "(MIT OR Apache-2.0) AND GPL-2.0-only",
        "Proprietary",
        "",
    ],
)
def test_refuses_what_is_not_on_the_list_or_not_known(licence: str) -> None:
    [problem] = problems([library(*[licence][: len(licence)])], POLICY)
    assert problem.startswith("pkg:pypi/library: expected a licence")


def test_takes_several_licences_for_ones_that_all_hold() -> None:
    assert problems([library("MIT", "Apache-2.0")], POLICY) == []
    assert len(problems([library("MIT", "GPL-2.0-only")], POLICY)) == 1


def test_a_decision_goes_before_the_list() -> None:
    assert problems([library("GPL-2.0-only", purl="pkg:pypi/looked-up@2.0")], POLICY) == []


def test_judges_what_is_compiled_into_a_package() -> None:
    inside = library("GPL-2.0-only", purl="pkg:cargo/inside@1")
    assert problems([library("MIT", components=[inside])], POLICY) == [
        "pkg:cargo/inside: expected a licence that goes with GPL-3.0-only, found 'GPL-2.0-only'"
    ]


def test_takes_debians_packages_of_main_only() -> None:
    sections = {"libs": 0, "non-free/libs": 1, "contrib/net": 1}
    for section, count in sections.items():
        package = library(purl="pkg:deb/debian/one@1", properties=[{"name": "churnflow:debian:section", "value": section}])
        assert len(problems([package], POLICY)) == count, section


def test_refuses_a_policy_with_a_licence_that_spdx_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "licences.toml"
    file.write_text('allowed = ["MIT", "MIT-ish"]\n[names]\n[decisions]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="found 'MIT-ish'"):
        Policy.read(file)


def test_all_that_is_delivered_goes_with_gpl_3() -> None:
    delivered = [component for part in parts() for component in part]
    assert len(delivered) > 200
    assert problems(delivered, Policy.read()) == []


def test_each_decision_is_about_something_that_is_delivered() -> None:
    if platform.machine() != "x86_64":
        pytest.skip("wheels of other processors have other libraries in them")
    in_images_only = {"pkg:generic/openjdk"}
    delivered = in_images_only | {key(component) for part in parts() for component in judged(part)}
    assert Policy.read().decisions.keys() - delivered == set()


def test_the_page_of_licences_is_up_to_date() -> None:
    assert (ROOT / "docs" / "licences.md").read_text(encoding="utf-8") == page.written(parts(), Policy.read()), "make licences"
