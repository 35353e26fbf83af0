"""Topics that an answer about something else tends to be about, with the words that betray them. Data only.

`home` words tell that the work itself belongs to the topic; `telling` ones that a text is about it. Words that are
terms of computing as well (`cookie`, `tree`, `branch`, `cloud`) stand in none.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: words of work that belongs to it, and words that tell of it."""

    home: str
    telling: str


TOPICS: tuple[Topic, ...] = (
    Topic(
        "meal restaurant catering grocery menu chef kitchen diet nutrition culinary cooking",
        "oven preheat flour butter eggs bake baking cake dough simmer garlic onion tomato potato chicken soup pasta pizza "
        "pancakes sauce delicious recipe banana potassium vegetables dessert chocolate milk cheese omelette noodles eat "
        "spaghetti strawberry salad barbecue tablespoon teaspoon sandwich",
    ),
    Topic(
        "forecast climate meteorology",
        "weather sunshine sunny rainy breeze snowfall thunderstorm humidity drizzle celsius",
    ),
    Topic(
        "trip tourism airline room guest accommodation itinerary travel booking reservation hotel",
        "beach hotels restaurants sightseeing vacation holiday museum eiffel paris rome tourists souvenir suitcase "
        "airport flights",
    ),
    Topic(
        "league club stadium fitness athlete tournament sport sports game gym",
        "football soccer basketball tennis championship striker penalty goalkeeper olympics playoffs jogging",
    ),
    Topic(
        "garden farm agriculture botany biology farming crop",
        "tomato compost watering gardening photosynthesis chloroplasts mitochondria powerhouse "
        "flowers roses violets sunlight lawn dioxide",
    ),
    Topic(
        "pet veterinary animal zoo shelter",
        "puppy dog cats kitten fox horse elephant turtle chicken penguin antarctica dolphins whales parrot dinosaurs pets "
        "veterinarian",
    ),
    Topic(
        "poem poetry literature publishing story writing lyrics song music joke humor",
        "roses violets sonnet rhyme poem haiku ballad guitar melody singer orchestra princess castle dragon unicorn pirate "
        "fairy tale violin piano chicken road",
    ),
    Topic(
        "history historical museum archaeology",
        "empire emperor roman medieval pharaoh dynasty revolution napoleon invasions plague gladiator centuries historians",
    ),
    Topic(
        "health wellness therapy medical clinical meditation patient habit",
        "mindfulness breathing stretching yoga meditate bedtime headache vitamins knitting wedding birthday "
        "shoulders horoscope zodiac astrology",
    ),
    Topic(
        "hr hiring payroll employee people workforce handbook salary",
        "employee handbook salary parental holiday managers",
    ),
    Topic("astronomy space physics satellite", "planets galaxy jupiter astronauts telescope comet nebula"),
    Topic(
        "film cinema movie video streaming entertainment celebrity",
        "movie actor actress cinema popcorn hollywood sequel",
    ),
    Topic(
        "capital geography country",
        "capital france paris berlin mountains volcano everest continent ocean population",
    ),
    Topic(
        "lorem placeholder filler typography",
        "lorem ipsum dolor amet consectetur adipiscing elit eiusmod tempor pangram",
    ),
)
