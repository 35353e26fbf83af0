"""What the decision engine reads out of an objective."""

from __future__ import annotations

import pytest

from podium.core.decision import decide
from podium.core.decision.features import domain_scores, features
from podium.core.decision.lexicon_domains import DOMAINS
from podium.core.decision.reading import read
from podium.core.decision.terms import table
from podium.core.decision.words import prose, stem, words
from podium.core.values import Catalogue


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
        ("أضف زر بحث", "ar"),
        ("खोज बटन जोड़ें", "hi"),
        ("הוסף כפתור", "he"),
        ("Optimiser le temps de réponse", "fr"),
        ("Lägg till en knapp för att söka på sidan", "sv"),
        ("Quote the word 検索 in the glossary of terms", "en"),
        ("Ajoute un bouton pour exporter la liste", "fr"),
        ("Conçois l'architecture d'une plateforme de commerce", "fr"),
        ("Adiciona paginação à lista de pedidos", "pt"),
        ("Progetta un'architettura per tutta la piattaforma", "it"),
        ("Añade un campo al formulario de registro", "es"),
        ("Muda a cor do menu principal", "pt"),
        ("Corrija erros no relatório mensal", "pt"),
        ("Renomeia o campo email", "pt"),
        ("Correggi il pulsante salva", "it"),
        ("Cambia colore del menu principale", "it"),
        ("Rinomina il campo email", "it"),
        ("Napraw przycisk zapisu", "pl"),
        ("Zmien nazwe pola email", "pl"),
        ("Zaktualizuj bibliotekę płatności", "pl"),
        ("Behebe Fehler im Monatsbericht", "de"),
        ("Verwijder de helppagina", "nl"),
        ("Renomme le champ email", "fr"),
        ("Renombra el campo email", "es"),
        ("Ta bort hjälpsidan", "sv"),
        ("Listeye tarih filtresi ekle", "tr"),
        ("Giriş düğmesi çalışmıyor", "tr"),
    ],
)
def test_the_language_is_detected(objective, language):
    assert read(objective).language == language


@pytest.mark.parametrize(
    "objective",
    [
        "Fix Müller import",
        "Visa payments fail",
        "Los Angeles time zone is wrong",
        "Modifier keys ignored in editor",
        "Toon shader renders black",
        "Retire old endpoint",
        "Configure São Paulo region",
        "Check naïve résumé parser",
        "Rename café menu entry",
        "Translate the button Aggiungi",
        "Remove unused imports",
    ],
)
def test_english_with_names_and_borrowed_words_stays_english(objective):
    assert read(objective).language == "en"


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


@pytest.mark.parametrize("word", ["architecure", "architectture", "archtiecture", "architexture"])
def test_a_long_word_one_letter_wrong_is_read_as_the_known_one(word):
    assert read(word).stemmed == ("architectur",)


@pytest.mark.parametrize("word", ["contract", "overlay", "federal", "genetic", "convention"])
def test_an_ordinary_word_is_not_taken_for_a_misspelt_one(word):
    assert read(word).stemmed == (stem(word),)


@pytest.mark.parametrize(
    "objective",
    [
        "No blockchain, only a form field",
        "Add a button, no need for a blockchain",
        "Add a form instead of a blockchain wallet",
        "You don't need blockchain for this label",
    ],
)
def test_what_is_ruled_out_hardly_counts(objective):
    assert _value(objective, "novelty") < 0.15
    assert "blockchain" not in dict(domain_scores(read(objective)))


def test_a_promise_is_no_negation():
    assert _value("Migrate users without losing customer data", "stakes") >= 0.3
    assert _value("Migrate with no downtime", "guarantees") >= 0.7


def test_pasted_code_and_stack_traces_are_not_read_as_the_request():
    code = "Rename the label\n```\nblockchain.sign(satellite)\n```"
    trace = 'Rename the label\nTraceback (most recent call last):\n  File "quantum.py", line 3, in qubit\n'
    assert _value(code, "novelty") == _value(trace, "novelty") == 0
    assert _value("```\nblockchain.sign(satellite)\n```", "novelty") > 0


def test_capitals_are_a_manner_of_writing():
    assert _value("ADD A TOOLTIP TO THE SAVE BUTTON OF THE FORM", "novelty") == 0
    assert _value("ADD A TOOLTIP TO THE SAVE BUTTON OF THE FORM", "integrations") == 0
    assert _value("Die Suche auf der Seite mit einem Filter versehen", "integrations") == 0


@pytest.mark.parametrize(
    ("objective", "length"),
    [
        ("Add a button and test it", 3),
        ("In the settings page, add a button, then test it", 7),
        ("Add a button", 3),
        ("添加按钮，然后测试", 1),
    ],
)
def test_the_first_clause_ends_where_something_is_added(objective, length):
    assert read(objective).main.length == length


@pytest.mark.parametrize(
    "objective",
    [
        "Design a microservices architecture for all services across every region of the whole company",
        "Migrate the entire codebase from Java 8 to Java 21",
        "Integrate blockchain payments, identity wallets and settlement with every bank",
    ],
)
def test_work_that_is_merely_big_raises_no_question(objective):
    assert decide(objective, catalogue=Catalogue({})).questions == ()


@pytest.mark.parametrize("objective", ["make it better", "fix please", "do something about the thing", "?"])
def test_an_unclear_intent_is_asked_about(objective):
    assert decide(objective, catalogue=Catalogue({})).questions


def test_a_list_with_semicolons_and_a_sentence_with_brackets_are_no_code():
    listed = "Build:\n- login;\n- payments with refunds (later);\nlet users choose (optional)\n> as the customer said"
    assert words(prose(listed)) == words(listed)
