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
    Topic(
        "kitchen chef cook cooking meal menu dish bakery bread baker loaf recipe restaurant canteen catering food ingredient "
        "allergen grocery dairy milk wine coffee tea lunch dinner school diet nutrition hygiene beekeeping honey ceramics plaster",
        "knead kneading pastry fridge whisk vinegar kettle descale tablecloth squash scoop steep teabags ripe simmer nutmeg glaze glazing sourdough starter raisins "
        "almonds walnuts parsley basil thyme oregano rosemary ginger curry lentils chickpeas risotto lasagne dumplings "
        "gravy roux bechamel meringue custard icing frosting jam marmalade pickles brine ferment espresso latte barista "
        "teapot roasted steamed sautéed blanch broccoli carrots spinach cucumber lettuce aubergine courgette pumpkin "
        "salmon tuna prawns beef steak bacon ham sausages waffles porridge granola yogurt yoghurt cutlery saucepan skillet "
        "zwiebeln mehl brühe teig backen muskat köcheln rezept farine beurre oignons harina mantequilla cebolla burro cipolla",
    ),
    Topic(
        "garden gardening orchard farm agriculture crop plant park landscape lawn field forest tree vineyard allotment "
        "soil compost estate hedge florist grounds botany",
        "gooseberries currants raspberries blackberries mildew weeds weeding hoe spade trowel wheelbarrow dahlias peonies "
        "lavender hydrangea rhododendron lilac tulip daffodils snowdrops sow sowing seedling fertilise topsoil mould "
        "fern ferns moss oak beech birch maple willow conifer sapling pollinate petals stamen",
    ),
    Topic(
        "animal wildlife zoo vet veterinary marine ocean sea fishery fish fishing reef coast biology ecology nature species museum",
        "whale whales shark sharks dolphin gills cartilage octopus squid jellyfish plankton krill otter otters walrus orca marmot marmots burrow hibernation "
        "seahorse lobster crab starfish herring giraffe giraffes lion lions tiger tigers zebra hippo rhinoceros gorilla "
        "chimpanzee kangaroo koala panda wolf wolves bear bears hedgehog squirrel badger deer moose reindeer bison camel "
        "crocodile lizard snakes tortoise salamander chameleon mammals reptiles amphibians predators herbivores",
    ),
    Topic(
        "bird nest ornithology poultry farm wildlife reserve nature ecology trail animal aviary nesting species",
        "swallows sparrow sparrows robin robins owl owls falcon hawk stork storks swan swans geese goose crow crows raven "
        "woodpecker nightingale cuckoo hummingbird flamingo ostrich plumage beak feathers eaves fledglings songbirds",
    ),
    Topic(
        "bee hive honey insect pest farm crop orchard garden apiary agriculture beekeeper",
        "bees nectar waggle pollen bumblebee wasp wasps hornet ants termites butterfly butterflies caterpillar caterpillars "
        "moth beetle beetles dragonfly mosquito mosquitoes spider spiders cricket antennae chrysalis ladybird",
    ),
    Topic(
        "geology mine mining rock glacier seismic earth survey tunnel volcano hazard climate map geography quarry",
        "volcano volcanoes lava glaciers avalanche magma tectonic eruption erupted crater basalt granite limestone stalactites earthquake "
        "sediment fossils dinosaur dinosaurs mammoth jurassic cretaceous fjord tundra savanna rainforest desert dunes",
    ),
    Topic(
        "music band choir concert orchestra song singer instrument festival theatre stage audio sound studio recording "
        "church hymn carol piano radio dance playlist",
        "sonata sonatas minuet scherzo fugue chord chords pianist violinist cellist cello flute oboe clarinet trumpet trombone "
        "drummer jazz blues waltz tango aria libretto tenor baritone mozart beethoven bach chopin vivaldi bowing fretboard "
        "strumming ukulele harmonica accordion bagpipes crescendo arpeggio bronze",
    ),
    Topic(
        "chess game board play tournament club puzzle",
        "chess rook rooks pawn pawns checkmate castling gambit bishops grandmaster poker backgammon dominoes sudoku crossword",
    ),
    Topic(
        "clothing textile fashion garment retail shop tailor loom costume theatre wardrobe uniform laundry dress museum",
        "tailor cuff cuffs lapel trousers waistcoat sleeves waist skirt blouse cardigan sweaters knit knitted knitting crochet "
        "yarn embroidery scarves hem silk velvet linen corduroy socks sandals sneakers toes heel shoelaces handbag earrings bracelet",
    ),
    Topic(
        "finance bank loan credit fund investment tax pension insurance account economy house property money payment debt "
        "budget interest lender",
        "mortgage mortgages lenders borrowers compounding saver savers saving savings retirement stockbroker shareholders "
        "pensioners annuity bitcoin ethereum",
    ),
    Topic(
        "rail railway train transport tram station locomotive engine museum freight route passenger track history",
        "railways locomotive locomotives carriages wagons steam stephenson tramway funicular monorail",
    ),
    Topic(
        "heating boiler plumbing building house energy heat pump home repair facility housing construction tenant water "
        "household appliance janitor caretaker paint wall roof bathroom electrician",
        "radiator radiators bleed hissing plunger drainpipe wallpaper grout grouting plasterboard screwdriver spanner "
        "sandpaper varnish primer descaling limescale dishwasher vacuum mop duvet pillow mattress curtains",
    ),
    Topic(
        "pet animal fish aquarium dog cat vet veterinary shelter aqua biology laboratory",
        "aquarium guppies platies tetras hamsters litter kittens puppies leash treats paws whiskers guinea gerbil budgie "
        "poodle labrador terrier dachshund spaniel grooming catnip",
    ),
    Topic(
        "astronomy telescope observatory space satellite physics planetarium rocket science school orbit",
        "telescope telescopes eclipse constellation constellations supernova galaxy stars asteroid asteroids meteor meteors saturn mars "
        "venus neptune uranus mercury moons lunar moonlight astronomers cosmos lightyears milky orion equinox solstice dome",
    ),
    Topic(
        "history historical museum archaeology archive school exam heritage letter monument teacher",
        "hanseatic guilds medieval crusade vikings viking samurai ottoman habsburg tudor bismarck aztec aztecs inca "
        "pyramids pharaohs sphinx athens sparta byzantine feudal peasants nobles knights chivalry serfs colonists "
        "reformation luther galileo columbus magellan cleves annulled tudors trafalgar waterloo nelson wellington hastings gettysburg cleopatra caesar",
    ),
    Topic(
        "software kubernetes cluster container pod service cloud deploy server devops code git branch commit repository api "
        "system web network platform app build pipeline data computer database program login",
        "kubernetes kubelet pods besteffort evicted probes namespaces rebase squash commits pushed mutex goroutine handshake syn ack "
        "ubuntu debian systemd nginx cron sudo wifi wlan firmware driverless recursion hashmap",
    ),
    Topic(
        "sport club athlete team league match training runner running marathon race fitness coach sprint gym tournament swim "
        "football tennis school",
        "offside quarterfinal maradona goalkeeper goalkeepers midfield racket rackets penalty dribble dunk serve backhand forehand baseline wicket innings bowler batsman "
        "pitcher puck slalom javelin discus hurdles relay marathon sprinter sweated jogger judo karate wrestling boxing fencing",
    ),
    Topic(
        "hotel guest travel tourism trip holiday booking reservation flight airport accommodation event room visit visa",
        "breakfast guest guests lobby minibar concierge sightseeing souvenirs hostel itinerary passport backpacking cruise "
        "beaches snorkel lagoon island islands palm hammock",
    ),
    Topic(
        "car vehicle garage tyre fleet bus truck driver mechanic transport van engine workshop brake road winter",
        "tyre tyres tread rubber windscreen dashboard gearbox carburetor sparkplug hubcap dipstick",
    ),
    Topic(
        "art gallery museum painting paint exhibition design drawing photo photography camera print image picture",
        "painters watercolour watercolours brushstrokes palette easel canvas impressionists monet picasso rembrandt vermeer fresco sculptor "
        "aperture shutter tripod bokeh",
    ),
    Topic(
        "body health medical clinic hospital nurse patient therapy doctor anatomy biology sleep exercise pharmacy drug",
        "yoga pilates babies baby toddler toddlers nappies meditation snoring insomnia biceps hamstring kneecap eyelids nostrils freckles blisters vitamins",
    ),
    Topic(
        "grammar language translation text editor proof writing school lesson style teacher linguistic",
        "latin declension semicolon commas apostrophe conjugation subjunctive adverbs vowels consonants diphthong",
    ),
    Topic(
        "sailing ship boat harbour ferry marine vessel port sea navigation shipping crew",
        "sailboat spinnaker mast jib rudder keel anchor seasick lighthouse",
    ),
)
