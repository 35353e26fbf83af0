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


WORK = (
    "access account action add address agent agree algorithm allocate alternative amount analysis answer apply "
    "approach approve architecture argument array asset assume audit available average backup balance bandwidth "
    "baseline benchmark benefit better binary block bottleneck branch bucket budget buffer bug build business "
    "button cache calculate call campaign capacity case cause change channel check class clause clear client close "
    "cluster code column command comment commit compare compile complete complexity compliance component condition "
    "config confirm conflict connect constraint contract control convert copy correct cost count coverage crash "
    "create credential criteria customer cut data database date deadline debug decide decrease default delay delete "
    "deliver demand depend deploy design detail detect developer device difference directory disk document domain "
    "driver drop duplicate edge effect efficient element email employee enable encrypt endpoint engine error "
    "estimate evaluate event evidence example exception expect expensive expire explain export fail fallback false "
    "fast feature fee field file filter finding fix flag flow folder format framework frequency function group "
    "guide handle hardware hash header hint host identify image impact implement import improve include increase "
    "index infrastructure input insert install instance instruction integrate interface internal invalid invoice "
    "issue item iterate job key label language latency law layer layout legacy legal level liability library "
    "license likelihood limit line linear link list load lock log logic login loop loss machine maintain manage "
    "manual map margin market measure memory merge message method metric migrate missing mistake mitigate mode "
    "model module monitor need network node normal note notice number objective offer operate optimize option order "
    "output owner package page paid parallel parameter parse password patch path patient pattern pay payment "
    "penalty performance permission phase pipeline plan platform policy pool port possible post predict prefer "
    "price priority problem process product production profile program progress project proof propose protect "
    "protocol provider publish quality quantity query question queue range rate ratio read reason recommend record "
    "recover recursion reduce reference register regression regulation release reliable remove render repair "
    "replace reply report repository request require resolve resource response result retry return revenue review "
    "risk role roll root row rule run safe sample save scale scan schedule schema score script search section "
    "secure select send sensor sequence server service session set setting setup share shift sign simple size skip "
    "slow software solution source split staff standard start statement status step stock stop storage store "
    "strategy stream structure style supplier supply support switch symptom syntax system table target task team "
    "tenant term test text thread threshold throughput ticket time timeout token tool total trace track traffic "
    "train transaction transfer translate treatment trend trigger type understand unit unknown unused update "
    "upgrade upload usage user valid value variable vendor verify version volume vulnerable warning waste weak web "
    "weight window work worker workflow workload write wrong"
)
"""Words that answers of every trade use; prose of some length without any of them does no work."""

TOPICS: tuple[Topic, ...] = (
    Topic(
        "software code program app api server database deploy repository git commit branch build module function script "
        "cloud container network router website web page login password interface endpoint cache query file data "
        "computer digital online system phone menu url html logger automation pipeline release test model mail",
        "kubernetes docker rebase squash kubectl liveness readiness localhost wifi router "
        "javascript python dictionaries orderdict misconfigured daemonset localstorage webpack typescript dataframe regex compiler debugger yaml ssh vpn npm bluetooth usb",
    ),
    Topic(
        "printer office facility equipment hardware device",
        "printer toner jams stapler photocopier whiteboard projector cubicle",
    ),
    Topic(
        "finance bank trading fund investment stock exchange portfolio economy asset treasury",
        "rallied investors dividend inflation bullish bearish nasdaq brokers mortgage",
    ),
    Topic(
        "vehicle car fleet automotive garage mechanic driver truck bus transport brake",
        "tyre tyres tires sedan windshield horsepower carburettor odometer motorway clutch",
    ),
    Topic(
        "mountain trail outdoor hiking park nature route expedition",
        "hike hiking summit crampons tent campfire backpack alpine glacier kayak snorkelling",
    ),
    Topic(
        "fashion textile clothing garment apparel retail",
        "denim sweater necklace lipstick perfume jacket scarf catwalk",
    ),
    Topic(
        "election government politics policy parliament law vote public",
        "senator election ballot president parliament minister coalition campaigning referendum",
    ),
    Topic(
        "chemistry laboratory science physics school curriculum lesson",
        "molecule electrons hydrogen helium covalent photon gravity newton relativity",
    ),
    Topic(
        "meal restaurant catering grocery menu chef kitchen diet nutrition culinary cooking",
        "oven preheat flour butter eggs bake baking cake dough simmer garlic onion tomato potato chicken soup pasta pizza "
        "pancakes sauce delicious recipe banana potassium vegetables dessert chocolate milk cheese omelette noodles eat "
        "spaghetti strawberry salad barbecue tablespoon teaspoon sandwich lemon zest sugar sourdough yeast knead marinate roast "
        "grill frying cinnamon vanilla cheesecake stew broth avocado",
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
        "football soccer basketball tennis championship striker penalty goalkeeper olympics playoffs jogging marathon "
        "medal referee madrid barcelona midfielder offside golf cricket hockey cyclist stadium halftime",
    ),
    Topic(
        "garden farm agriculture botany biology farming crop",
        "tomato compost gardening photosynthesis chloroplasts mitochondria powerhouse "
        "flowers roses violets sunlight lawn dioxide prune pruning orchard buds blossom seedlings tulips mulch "
        "greenhouse shrubs perennials",
    ),
    Topic(
        "pet veterinary animal zoo shelter",
        "puppy dog cats kitten fox horse elephant turtle chicken penguin antarctica dolphins whales parrot dinosaurs pets "
        "veterinarian purr meow bark leash aquarium goldfish hamster rabbit hibernate",
    ),
    Topic(
        "poem poetry literature publishing story writing lyrics song music joke humor",
        "roses violets sonnet rhyme poem haiku ballad guitar melody singer orchestra princess castle dragon unicorn pirate "
        "fairy tale violin piano chicken road choir rehearse rehearsal altos sopranos symphony concerto couplet stanza "
        "novel narrator protagonist limerick",
    ),
    Topic(
        "history historical museum archaeology",
        "empire emperor roman medieval pharaoh dynasty revolution napoleon invasions plague gladiator centuries historians "
        "bastille monarchy stormed cathedral gothic treaty renaissance crusades archduke century "
        "thirteenth sixteenth eighteenth nineteenth",
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
        "capital geography country river rivers waterway hydrology flood water shipping boat ferry",
        "danube rhine thames amazon tributary tributaries estuary mississippi",
    ),
    Topic(
        "biology medicine cell genetics laboratory clinical cancer tumour patient microscope",
        "mitosis meiosis prophase metaphase anaphase telophase chromosomes chromosome ribosome mitochondria cytoplasm "
        "enzymes photosynthesis chlorophyll osmosis",
    ),
    Topic(
        "bicycle bike cycling vehicle wheel workshop repair fleet car garage tyre",
        "bicycle tyre handlebar puncture derailleur saddle spokes pedals",
    ),
    Topic(
        "privacy data legal law compliance contract consent marketing newsletter customer gdpr regulation security",
        "gdpr newsletter newsletters lawful",
    ),
    Topic(
        "bird zoo animal wildlife ecology reserve nest ornithology farm poultry textile clothing",
        "penguins feathers huddling plumage migratory moulting antarctic",
    ),
    Topic(
        "subscription billing customer account service membership contract product shop support cancel price",
        "subscription subscriber unsubscribe refund refunds",
    ),
    Topic(
        "poem verse writing literature text language editor",
        "haiku syllables sonnet limerick rhyming iambic",
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
