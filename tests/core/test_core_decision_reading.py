"""What the decision engine reads out of an objective."""

from __future__ import annotations

import pytest

from podium.core.decision.features import domain_scores, features
from podium.core.decision.lexicon_domains import DOMAINS
from podium.core.decision.reading import read
from podium.core.decision.words import stem, table


def _value(objective: str, name: str) -> float:
    return features(read(objective))[name].value


@pytest.mark.parametrize(
    ("objective", "language"),
    [
        ("Add the button to the page", "en"),
        ("Agregar un botón para los usuarios en la página", "es"),
        ("Ajouter une page pour les utilisateurs", "fr"),
        ("Füge die Suche auf der Seite ein und teste", "de"),
        ("Добавить кнопку", "ru"),
        ("検索を追加する", "ja"),
        ("添加搜索按钮", "zh"),
        ("검색 추가", "ko"),
    ],
)
def test_the_language_is_detected(objective, language):
    assert read(objective).language == language


@pytest.mark.parametrize("word", ["migrate", "migrates", "migrated", "migrating"])
def test_forms_of_a_word_meet_in_one_stem(word):
    assert stem(word) == "migrat"


def test_the_longest_term_hides_the_shorter_one():
    assert [match.text for match in read("Write a health check").matches] == ["health check"]
    assert domain_scores(read("Write a health check")) == ()


def test_an_english_word_keeps_its_english_meaning():
    assert table().terms["architectur"].work == (("open_design", 0.85),)


def test_a_subject_weighs_little_where_only_a_text_about_it_is_wanted():
    assert _value("Implement quantum key distribution", "novelty") > 0.6
    assert _value("Write an article on quantum key distribution", "novelty") < 0.2
    assert _value('Fix the link "Quantum key distribution" in the sidebar', "novelty") < 0.2


def test_documents_promised_along_with_larger_work_do_not_make_it_small():
    assert _value("Design a tenant isolation strategy with documentation", "documentation") < 0.3


def test_one_unusual_term_is_as_new_as_several_of_the_same_field():
    one, many = "Build a satellite", "Build a satellite with orbit, thruster, avionics and attitude control"
    assert _value(many, "novelty") <= 1.5 * _value(one, "novelty")


def test_everyday_terms_never_add_up_to_novelty():
    assert _value("Add checkout, billing, login, upload, search, cache and a dashboard with React", "novelty") == 0


def test_unknown_standards_and_acronyms_count_as_new():
    assert _value("Support the XQZT profile of ISO 19650", "novelty") > 0.3
    assert _value("Return JSON from the REST API over HTTPS", "novelty") == 0


def test_what_stands_late_in_a_long_text_weighs_less():
    filler = "The users page lists names. " * 40
    assert _value(f"Rename the column. {filler} blockchain", "novelty") < 0.2 < _value("blockchain", "novelty")


def test_parts_and_steps_are_counted():
    assert _value("Move the photos, the database and the mail, then switch over", "deliverables") == pytest.approx(0.8)
    assert _value("Rename the column", "deliverables") == 0


def test_every_measure_lies_between_zero_and_one():
    loud = " ".join(term for domain in DOMAINS for term in domain.core.replace("\n", " ").split(","))
    assert all(0 <= feature.value <= 1 for feature in features(read(loud)).values())


def test_every_domain_has_its_own_name_and_at_least_one_role():
    assert len({domain.name for domain in DOMAINS}) == len(DOMAINS)
    assert all(domain.roles for domain in DOMAINS)
