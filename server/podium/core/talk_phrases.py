"""How a text declines or promises in the first person, and praise of several words. Patterns only.

They are held against a whole short text in lower case with straight apostrophes, and tell nothing alone: a recommendation
declines things too. Only beside a text that adds no word of its own do they say what it is.
"""

from __future__ import annotations

import re

from podium.core.patterns import Lazy

_ACT = (
    r"(?:do(?:ing)?|touch(?:ing)?|tak(?:e|ing)|work(?:ing)?|writ(?:e|ing)|mak(?:e|ing)|giv(?:e|ing)|judg(?:e|ing)|assess(?:ing)?|answer(?:ing)?|"
    r"comment(?:ing)?|handl(?:e|ing)|look(?:ing)?|provid(?:e|ing)|produc(?:e|ing)|offer(?:ing)?|review(?:ing)?|help(?:ing)?|assist(?:ing)?|"
    r"tell(?:ing)?|say(?:ing)?|put(?:ting)?|deal(?:ing)?|evaluat(?:e|ing)|interpret(?:ing)?|diagnos(?:e|ing)|analy[sz](?:e|ing)|examin(?:e|ing)|verify(?:ing)?|ventur(?:e|ing)|support(?:ing)?|be (?:of|any) (?:\w+ )?(?:service|help|use)|contribut(?:e|ing)|engag(?:e|ing)|get(?:ting)? involved|be(?:ing)? involved|tackl(?:e|ing)|"
    r"decid(?:e|ing)|discuss(?:ing)?|speculat(?:e|ing)|estimat(?:e|ing)|advis(?:e|ing)|attempt(?:ing)?|participat(?:e|ing)|go(?:ing)? (?:there|near|into)|perform(?:ing)?|be(?:ing)? the one)"
)
"""What somebody does who does a task."""
_ABLE = (
    r"(?:theirs|browse|supply|complete (?:this|that|the|my|your)|do (?:this|that|it|so|what|the \w+)|evaluate|interpret|diagnose|be of (?:\w+ )?(?:service|help|use|assistance)|support (?:this|that|it|you)|work (?:on|with)|take (?:this|that|it|the|part|on)|answer|comment|provide|offer|help|assist|advise|look (?:at|into)|deal with|discuss|"
    r"handle|give (?:you |an? |any )*(?:\w+ ){0,2}(?:advice|opinion|view|answer|assessment|judge?ment|recommendation|figure|help)|make (?:this|that|such) |be (?:involved|part|the one)|participate|accept this|engage|touch|comply|(?:go|look|read) through|share|reveal|disclose|judge (?:this|that|it))"
)
"""What somebody cannot do who cannot do the task; not to find, see or name something is an answer."""
_NEXT = r"look|check|get|start|begin|take|work|think|report|review|examin\w*|analy\w+|read|prepare|be|have|do|send|provide|let|come|go|dig|dive|see|handle|try|update|follow|keep|respond|reply|answer|write|draft|investigate|study|consider|gather|share|deliver|tackle|continue|proceed|finish"
"""What somebody says to do who only begins."""
_WHO = r"(?:remit|scope|role|competenc\w+|expertise|field|mandate|responsibilit\w+|pay ?grade|authority|licen[cs]e|qualifications?|abilit\w+|skills?|limits|capabilit\w+|guidelines|policy|comfort zone)"
_DECLINES = (
    r"\bi(?:'m| am|'ll| will| shall| have to| must|'m going to| am going to| am going to have to| need to|'ve decided to| think i'll| would like to|'d like to)? (?:\w+ly |have to |just |be )?"
    r"(?:step|bow|back|opt|stay|keep|stand|pull|sit|duck|drop)(?:p?ing|t?ing)? (?:(?:this|that|it|these)(?: one)? )?(?:away|back|out|aside|down|off|clear)\b",
    r"\b(?:i|we)(?:'m| am| are|'ll| will| have to| must| need to| hereby| would have to)? (?:\w+ly )?(?:declin|refus|recus|withdraw|abstain|excus)\w*(?=\W*$|\W+(?:this|that|it|to|from|my|myself|our|ourselves|here|on|any|the (?:\w+ )?(?:task|request|assignment|part|job|brief))\b)",
    r"\b(?:i|we)(?:'m| am| are|'ll| will| have to| must) (?:\w+ly )?(?:hand|return|giv|send|turn|push)(?:e|ing)? (?:this|that|it|the (?:task|part|request|assignment))(?: one)? (?:back|down|over|away)\b",
    r"\bi(?:'m| am|'ll| will) (?:\w+ly )?(?:leav(?:e|ing)|pass(?:ing)?)(?: on)? (?:this|that|it|the (?:task|part|question))(?: one)?(?=\W*$| (?:undone|blank|there|at that|alone|unanswered|to (?:you|others|someone|somebody|the|a|an|those|people)|for (?:others|someone|somebody)))",
    r"\bi(?:'ll| will| must| have to|'m going to) pass\b|\bhard pass\b|\bcount (?:me|us) out\b|\bleave (?:me|us) out of\b|\bi(?:'m| am) out(?=\W*$|[,.;!])",
    rf"\b(?:i|we)(?:'d| would)? (?:much |very much )?(?:rather|prefer)(?: to)? not (?:to )?(?:be )?(?:theirs|{_ACT}\b)|\bi(?:'d| would)? (?:much )?(?:rather|prefer to) (?:leave (?:this|that|it) to|stay out|abstain|keep out|be left out)",
    rf"\bi (?:have |'ve )?(?:chosen|choose|chose|decided|elected|opted|resolved)(?: \w+ly)? (?:not to (?:theirs|{_ACT}\b)|against (?:theirs|{_ACT}\b)|to (?:abstain|stay out|pass|leave this|sit|opt|step))",
    rf"\b(?:i|we)(?:'ll| will| shall|'m| am| are)? not (?:be |going to (?:be )?|about to |prepared to |willing to |inclined to |here to )?(?:theirs|{_ACT})\b",
    rf"\b(?:i|we) (?:won't|shan't) (?:be )?(?:theirs|{_ACT})\b|\bwill not be (?:theirs|{_ACT})\b",
    rf"\bi (?:don't|do not) (?:do|discuss|offer|provide|handle|work (?:on|with)|give|answer|comment|touch|engage|take on|theirs|assess|evaluate|judge|diagnose|interpret|rank|write|review|estimate|advise on|speculate|get involved|want to (?:theirs|{_ACT})|wish to (?:theirs|{_ACT})|care to|feel (?:comfortable|able|qualified|it is my))\b",
    rf"\bi(?:'m| am)? ?(?:can't|cannot|can not|couldn't|unable to|not able to)(?: \w+ly)? {_ABLE}",
    r"\bi(?:'m| am) (?:\w+ly )?(?:not|un|in no) ?(?:allowed|authori[sz]ed|permitted|willing|prepared|comfortable|happy|in (?:a|any) position|position|qualified|licen[sc]ed|trained|meant|supposed) ?(?:to (?:theirs|"
    + _ACT
    + r"\b|be\b)|with\b|for\b|(?=$|[.,;!])|judging\b|giving\b|making\b|doing\b|saying\b|answering\b|deciding\b|assessing\b|advising\b|writing\b|working\b|helping\b)",
    r"\bi(?:'m| am) (?:not |n't )(?:the (?:right|best|one)|interested|available for|going to(?=$|[.,;!])|one of (?:them|those))|^(?:sorry\W+)?(?:not (?:comfortable|willing|prepared|interested|happy)|unwilling|declining|refusing|passing on|skipping)\b",
    r"\b(?:i|we) (?:have|had|want|will have|take) no (?:intention|wish|desire|part|business|mandate|interest)\b|\bi (?:must|have to|will|'ll|prefer to) (?:withhold|skip|abstain|forgo)\b|\bi(?:'m| am) (?:going to )?skip\w*\b|\bno can do\b|\boff[- ]limits (?:for|to) me\b|\bi(?:'d| would) rather you (?:didn't|did not|asked)\b",
    r"^(?:(?:nope|no|nah|sorry|thanks|thank you)\W+)*not (?:doing|touching|taking|happening|helping|interested|getting involved|theirs)\b(?: (?!is\b|are\b|was\b|would\b|will\b|can\b)\w+){0,4}(?=[.!;,]|$)",
    r"\bunable to (?:complete|do|perform|fulfil|fulfill|carry out|process|finish|provide|take on) (?:this|that|the|my|your|such)\b|\bnot for me\b(?! to)|\bme included\b|\b(?:be|am) excused\b|\bi(?:'ll| will| must| shall| would rather)? (?:\w+ly )?refrain\b|\b(?:hard|firm|definite) no\b|\bi must refer you\b",
    r"\bnot (?:really )?(?:my|our) (?:\w+ )?(?:job|place|call|field|business|department|role|remit|area|task|responsibility|decision to make|thing|turf)\b",
    rf"\b(?:outside|beyond|above|not within|not in|out of|outside of|exceeds?|falls? outside) (?:of )?(?:my (?:\w+ )?{_WHO}|our (?:remit|competence|mandate|responsibility)|(?:the )?(?:scope|limits|range|bounds) of what i|what i(?:'m| am| can| do| may| will)?)\b",
    r"(?:\bnot|n't) (?:an?|the|one|something|anything|the kind of \w+)(?: \w+){0,3} (?:that )?i(?:'m| am| want| would want| care| can| should| could| will|'d like)? ?(?:prepared|willing|able|going|supposed|meant|allowed|ready|keen|comfortable|make|do\b|take on|touch|help|assist|answer|handle|get into|get involved|judge|to (?:do|take|touch|get|make|be))",
    r"\b(?:not|no|never|won't|nothing)\b[^.!?]*\b(?:(?:done|written|answered|given|provided|made|handled|taken on|judged|attempted|undertaken) by (?:me|us)|(?:come|coming|get|hear|have) (?:it |this |that |anything )?from (?:me|us))\b",
    r"\bi(?:'m| am) not (?!seeing\b|finding\b|getting\b|having\b|expecting\b|noticing\b|counting\b|including\b|missing\b)\w+ing (?:this|that|these|those|any|it|them|the|your|such)\b|\b(?:is|are|feels?) (?:far )?beneath (?:me|us)\b|\bi (?:must|have to|should|'d better|will) leave to\b",
    r"\bno \w+(?: \w+){0,5} (?:can|will|may|shall) be (?:given|provided|made|offered|shared|disclosed|written|produced|expected)\b(?: (?:here|by|from|at|on this)\b|\W*$)|\b(?:prevents?|forbids?|prohibits?|stops?|bars?) me from\b|\bwhy i (?:choose|prefer|decided|chose) to\b|\bgrounds\W*$",
    r"\b(?:request|task|assignment|part) (?:is |was |has been |must be )?(?:declined|refused|rejected|turned down)\b|\b(?:must|have to|will have to) (?:\w+ly )?(?:decline|refuse|say no|pass)(?=$|[.,;:!]| to\b| this\b| that\b)",
)
DECLINES = Lazy("|".join(_DECLINES))
"""How an English text declines, in which `theirs` stands for the verb that its part opens with."""
_DECLINES_ELSEWHERE = (
    # German
    r"\b(?:werde|möchte|will|darf|mag) ich (?:\w+ ){0,5}(?:nicht|keine?n?) (?:\w+ ){0,3}\w+en\b|\bich (?:werde|möchte|will|darf|mag) (?:\w+ ){0,6}(?:nicht|keine?n?) (?:\w+ ){0,3}\w+en\b",
    r"\b(?:mache|tue|tu|übernehme|bearbeite|beantworte|schreibe|erledige|prüfe|beurteile|liefere|helfe|bewerte) ich (?:\w+ ){0,3}nicht\b|\bich (?:mache|tue|übernehme|bearbeite|beantworte|beurteile|gebe|sage|fasse|nehme|bewerte) (?:\w+ ){0,4}(?:nicht|keine?n?)\b",
    r"^(?=.*\b(?:ich|mich|mir)\b).*\b(?:nicht|keine?|kein)\b[^.!?]{0,40}\b(?:äußern|übernehmen|bearbeiten|beantworten|helfen|weiterhelfen|machen|tun|beurteilen|leisten|erledigen|abgeben|beteiligen|mitmachen|anfassen|annehmen|befassen|bewerten|ausführen|durchführen|zuständig|befugt|zusteht|dienen)\b",
    r"\bich (?:\w+ ){0,3}(?:lehne|verweigere|weigere|enthalte|verzichte|passe|steige aus|klinke)\b|\b(?:lehne|verzichte|enthalte|weigere|passe) ich\b|\bich muss\b[^.!?]{0,60}\b(?:ablehnen|passen|absagen)\b|\bohne mich\b|\bliegt (?:nicht in|außerhalb) meine\w*\b|\bsteht mir nicht zu\b",
    # French
    r"\bje (?:\w+ )?(?:refuse|décline|renonce|passe mon tour|m'abstien\w*|me retire|me récuse)\b|\bje (?:dois|vais|préfère|souhaite|voudrais) (?:\w+ )?(?:m'abstenir|décliner|refuser|ne pas|passer)\b|\bje préférerais ne pas\b|\bdépasse(?:nt)? (?:mes|mon|ma) \w+\b|\bn'est pas (?:à moi|à nous|mon|ma|de mon|de ma) (?:rôle|ressort|travail|métier|compétence|domaine|affaire)\b",
    r"\bne (?:m'est|me sera) pas (?:possible|permis)\b|\bje (?:ne |n')(?:peux|puis|souhaite|veux|suis|vais|ferai|fais|donnerai|traiterai|répondrai|m'occuperai|me prononcerai|me prononce|traite|réponds|tiens)\b[^.!?]{0,12}\bpas\b",
    # Spanish
    r"\bno (?:\w+ )?(?:puedo|podemos|voy a|quiero|deseo|pienso|debo) (?:\w+ )?(?:ayudar|hacer|opinar|responder|dar|encargar|ocupar|atender|realizar|valorar|participar|entrar|tocar|evaluar|traducir|asumir|pronunciar)\w*|\bno (?:lo|la|las|los) (?:haré|hago|voy a|daré|doy|quiero|puedo)\b|\bno me (?:siento|pronuncio|toca)\b|\b(?:me niego|declino|rechazo (?:esta|la) |prefiero no|preferiría no|me abstengo|renuncio a)\b|\bno (?:me corresponde|es mi (?:trabajo|tarea|papel|competencia|función))\b|\bfuera de mi\b",
    # Portuguese
    r"\bnão (?:\w+ )?(?:posso|vou|quero|desejo|pretendo|devo) (?:\w+ )?(?:ajudar|fazer|opinar|responder|dar|tratar|atender|realizar|avaliar|participar|traduzir|assumir|pronunciar)\w*|\bnão (?:farei|faço) isso\b|\bnão me (?:sinto|pronuncio|cabe|compete)\b|\b(?:recuso(?:-me)?|me recuso|prefiro não|preferia não|declino|abstenho-me|me abstenho)\b|\bnão (?:me cabe|é (?:da )?minha (?:função|tarefa|competência))\b|\bfora da minha\b",
    # Italian
    r"\bnon (?:\w+ )?(?:posso|voglio|intendo|desidero|devo) (?:\w+ )?(?:aiutar|fare|occupar|rispond|dar|esprim|valutar|tradur|partecip|svolg|giudic|assum|entrar)\w*|\bnon (?:lo|la) (?:farò|faccio)\b|\bnon me la sento\b|\bnon (?:me ne|mi) (?:occup|esprim|pronunci|sent)\w*|\b(?:mi rifiuto|preferisco non|preferirei non|declino|mi astengo|rinuncio a)\b|\bnon (?:mi compete|spetta a me|tocca a me|è (?:il )?mio (?:compito|lavoro|ruolo))\b",
    # Dutch
    r"\b(?:dit|dat|het|hier\w*|daar\w*|ik) (?:\w+ ){0,2}(?:doe|ga|wil|kan|mag|neem|geef|maak|zal) (?:ik )?(?:\w+ ){0,3}(?:niet|geen)\b|\b(?:ik weiger|weiger ik|liever niet|ik pas|ik bedank|zie ik van af|zie ervan af|niet mijn (?:taak|werk|rol)|buiten mijn)\b",
    # Swedish, Norwegian, Danish, Polish, Russian, Turkish
    r"\b(?:vill|kan|tänker|vil) (?:jag|jeg) (?:inte|ikke) (?:\w+ )?(?:göra|hjälpa|svara|ta|gjøre|hjelpe|svare|gøre|hjælpe)\b|\b(?:nej tack|nei takk|nej tak)\b|\b(?:jag|jeg) (?:\w+ )?(?:avböjer|vägrar|avstår|avslår|nekter|nægter|avstår|takker nei|takker nej|tackar nej)\b|\b(?:jag|jeg) (?:vill|kan|tänker|vil|får) (?:\w+ )?(?:inte|ikke) (?:\w+ )?(?:göra|hjälpa|svara|ta|gjøre|hjelpe|svare|gøre|hjælpe|påta|bedöma)\b"
    r"|\b(?:odmawiam|wolę nie|nie (?:będę|chcę|zamierzam) (?:się |tego )?\w+|nie podejmę się)\b|\b(?:отказываюсь|не (?:буду|хочу|стану|собираюсь) (?:это |этого |этим )?\w+ть\w*|не берусь|вынужден\w* отказат\w+)\b|\b(?:reddediyorum|yapmak istemiyorum|yapmayacağım)\b",
)
_DECLINING = (
    "i we my our me us not no nope nah never pass declining refusing declined refused rejected unwilling "
    "skipping passing exceeds grounds somebody someone t"
)
DECLINING = frozenset(_DECLINING.split())
"""Words one of which every text has that declines in English."""
_DECLINING_ELSEWHERE = (
    "ich mich mir je j ce no non não niet geen liever ik weiger jag jeg nej nei nie odmawiam wolę me mi mij "
    "dit dat het declino prefiero prefiro preferiría recuso renuncio rechazo rifiuto preferisco rinuncio paso "
    "ohne dépasse dépassent fuera fora отказываюсь не вынужден вынуждена reddediyorum istemiyorum yapmayacağım"
)
DECLINING_ELSEWHERE = frozenset(_DECLINING_ELSEWHERE.split())
"""The same for other languages."""
DECLINES_ELSEWHERE = Lazy("|".join(_DECLINES_ELSEWHERE))
PROMISES = Lazy(
    "|".join(
        (
            r"\bi(?:'ll| will| shall|'m going to| am going to|'m about to| am about to| have to| need to)(?: (?:now|then|just|first|soon|also|immediately|gladly|happily|certainly))* (?:"
            + _NEXT
            + r")\b|\bi(?:'m| am)(?: (?:now|just|already|currently|still))? (?:on|work|look|start|think|begin|check|gather|prepar|read|gett|dig|go|continu|process|investigat|examin|analy|review|pull|compil|assembl|writ|draft)"
            r"|\b(?:we|shall|will) (?:\w+ )?(?:get back|come back|report back|be in touch|let you know|keep you|get started|update you|look into|take a look|reply|respond|revert)\b",
            r"\b(?:let me|give (?:me|us)|allow me|grant me|bear with|hang on|hold on|stand by|stay tuned|hang tight|please wait|one moment|one second|just a (?:moment|minute|sec\w*))\b",
            r"\b(?:answer|reply|results?|report|response|update|more|details?|analysis|findings?|check|review|work) (?:is |are |will |to |be |being |soon )*(?:on (?:its|the|their) way|follow(?:s|ing)?|coming|come|underway|under way|in progress|pending|in the works|carried out|be with you|be ready|in due course)\b",
            r"^noted\b|\bwill be (?:added|provided|supplied|filled in|posted|inserted|given|available|delivered|shared)\b|^pending$|\bheading (?:over|off|to|out)\b|\byou(?:'ll| will) have (?:my|the|an?|it)\b|\b(?:is|are|follows?) (?:below|attached|enclosed)$|\bam (?:\w+ly )?(?:forming|weighing|pondering|considering|opening|heading|trying)\b|\b(?:important|good|great|interesting|excellent|tricky|difficult|complex|fascinating) (?:question|topic|task|subject|assignment|challenge)\b|^(?:ok|okay|right|sure|alright|well|so)\W+(?:on to|let's|off to|here goes)\b",
            r"\b(?:received|acknowledged|got it|roger|copy that|thanks?|on it|on the case|on my way|will do|taken note|(?:good|great|interesting|excellent) question|in touch|understood|i understand|leave it (?:with|to) me|you (?:will|'ll) (?:be (?:informed|notified|updated)|hear)|as we speak|look forward|in due course|i(?:'m| am) ready|shall i (?:begin|start|proceed|go ahead)|whenever you are|will be \w+(?:ed|out|done|ten) (?:\w+ ){0,3}(?:shortly|soon|later|tomorrow|as soon)|what i have to do|as soon as (?:possible|i|it|they))\b|^(?:\w+\W+)?proceeding\b",
            r"^(?:\w+ )?(?:working|looking|starting|thinking|checking|beginning|getting|reading|digging|processing|preparing|gathering|diving)\b[^.!?]*\b(?:now|soon|moment|minute|shortly|away|wait|please|into it|on it|started|begin)\b",
            r"\bbin (?:schon |gleich )?dabei\b|\bergebnis\w* (?:folgt|folgen|kommt)\b|\bich (?:fange|beginne|melde mich|kümmere|schaue|sehe mir|mache mich|arbeite|werde mich)\b|\b(?:einen moment|bitte warten|verstanden|wird erledigt|bin dran)\b",
            r"\bje (?:m'en occupe|m'y mets|vais (?:\w+ )?(?:regarder|voir|commencer|examiner|étudier|m'en occuper)|reviens|commence|regarde|vous réponds)\b|\b(?:un instant|patientez|bien reçu)\b",
            r"\b(?:me pongo|enseguida|ahora mismo|un momento|un momento|entendido|recibido|lo reviso|me encargo|vuelvo con)\b|\b(?:já volto|um momento|aguarde|vou (?:já )?(?:tratar|começar|ver|analisar|verificar))\b",
            r"\b(?:me ne occupo|ci penso|un attimo|torno (?:subito|presto)|ricevuto|comincio subito|inizio subito)\b|\bik (?:ga (?:er|het|ermee)|kijk|begin|zal|kom)\b|\b(?:een moment|momentje|begrepen|komt eraan)\b",
        )
    )
)
TASK = Lazy(
    r"\b(?:the|my|this|your|our) (?:\w+ )?(?:question|task|part|job|assignment|request|goal|objective|brief|subject|aim)(?: here| now)? (?:is|was|asks|reads|concerns)\b|\b(?:you|i|we)(?:'d| would| have been| was| were| am| are|'ve been)? (?:like|asked|want(?:ed)?|told|instructed|supposed|need)\b"
    r"|^here(?:'s| is| are| follow\w*)\b"
)
"""How a text tells again what it was asked."""
LABEL = re.compile(
    r"(?:the |my |your )?(?:objective|status|answer|results?|recommendation|decision|part|task|subject|question|topic|role|re|regarding|request|goal|yes|no|ok|okay|sure|sorry|hi|hello)"
)
"""What stands before a piece of a prompt that is told again, or before a promise."""
PRAISE = Lazy(
    r"\bbetter than (?:ever|before|anyone)\b|\bin every (?:detail|respect|way|single)\b|\bnothing (?:else|more|further|to see|to worry|at all)\b|\bwithout (?:any |a single |the slightest )?(?:exception|doubt|hesitation)\b"
    r"|\b(?:first|second)[- ](?:rate|to none|class)\b|\b(?:world|best)[- ](?:class|in-class)\b|\bfrom every angle\b|\bas (?:it|they) (?:ought|should)\b|\bin (?:good|safe|the best|capable) hands\b"
    r"|\b(?:to|of) (?:a |the )?(?:very )?(?:high|exacting)\w* (?:\w+ )?standards?\b|\bevery single\b|\b(?:down )?to the last detail\b|\bwithout a (?:hitch|flaw|fault|problem)\b|\bonce and for all\b|\byou (?:will|'ll|won't) (?:not |never |surely )?(?:regret|love|be (?:delighted|happy|pleased|satisfied|thrilled|impressed|glad|amazed))\b|\b(?:very|most) (?:closely|carefully|best|high\w*)\b|\byears of experience\b|\bpeace of mind\b|\bfine-tooth\b|\bset (?:your|their) minds? at (?:rest|ease)\b|\bfair (?:to|for) (?:all|every\w+)\b|\bwith (?:full|complete|total|absolute|great|utmost|every|confidence|ease|pride|certainty)\b|\bfrom my side\b|\b\w+-proof\b|\brock[- ]solid\b|\btop[- ](?:notch|quality|class|shape|condition|level)\b|\bbeyond (?:reproach|criticism|compare|any? ?doubt|question)\b|\b(?:leaves?|left) nothing to be desired\b|\b(?:is|are) history\b|\bto the bottom of (?:it|this|the)\b|\b(?:very |really )?easy to (?:understand|use|follow|read)\b|\bcovers? everything\b|\bpleases? (?:everyone|everybody|all|\w+ and \w+ alike)\b|\bin (?:great |full )?depth\b|\b\w+ and \w+ alike\b|\bin the best (?:possible )?way\b|\bwill not happen again\b|\bon track\b|\blike (?:clockwork|a charm|a dream)\b|\bto perfection\b|\b(?:looks?|is|are|went|works?|turned out|came out) (?:\w+ )?(?:great|perfect|fantastic|excellent|amazing|superb|brilliant|wonderful)\b|\b(?:matter|case) (?:is |now )*closed\b|\bready to use\b|\b(?:does|matches|covers|handles|has) everything\b|\bplenty of\b|\b(?:will|going to|gonna) love\b|\bbest of health\b|\b100 ?(?:%|percent|per cent)|\bone hundred per ?cent\b|\bunder control\b|\bready to (?:ship|go|launch)\b|\bfor good\b|\bin (?:perfect|full|great|excellent) \w+\b"
    r"|\bnot? \w+ (?:at all|whatsoever|of any kind)\b|\bno (?:doubts?|worries|concerns?|need to worry|further (?:\w+ )?(?:action|checks?|tests?|work|steps))\b|\beverything (?:\w+ ){0,3}(?:verified|checked|tested|validated|confirmed|measured|examined|reviewed)\b"
)
"""Praise of several words, none of which is praise alone."""
