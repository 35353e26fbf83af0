"""Sentences that do no work: refusals, and courtesies, promises and questions back. Patterns only.

They are held against single short sentences in lower case with straight apostrophes. A sentence that carries work (a
number, a file, code) is none of them, whatever it says besides.
"""

from __future__ import annotations

import re

from podium.core.patterns import Lazy, Phrases

_ABOUT = r"(?:this|that|it|so|these|those|your|such|the (?:\w+ )?(?:request|task|question)|anything (?:related|about|like)|\w+[ -]related)"
_ENDS = (
    r"(?=$|[,.]| (?:request|task|question|kind|type|sort|for you|because|as|since|due|at|here|right now|yourself)\b)"
)
_HELP = (
    rf"(?:help|assist)(?:ing)?(?:$|,| (?:you|out|here|with)\b| (?:on|in) {_ABOUT}\b)|"
    r"(?:comply|proceed|continue)(?:ing)?(?:$|,| (?:with|in|any)\b)|fulfill?(?:ing)?\b|"
    r"(?:do|complete|perform|answer|process|provide|support|share|discuss|review|run|read|open|access|analy[sz]e|accept|"
    r"accommodate|carry out|engage in|participate in|execute|handle|respond to)(?:ing)? "
    rf"(?:(?:so|it|them|this|that|these|those|what you ask|your \w+|the (?:request|task|files?|code|question|tests?|repository|"
    rf"documents?|content)|tests|code|advice|help|assistance|support){_ENDS}|(?:any )?(?:advice|help|assistance|information|support) (?:on|with|for|about)\b|(?:legal|medical|financial|tax|"
    r"professional|investment|psychological|dietary) (?:advice|opinions?|guidance|counsel)\b|"
    r"(?:this|that|such a?|the) (?:\w+ )?(?:request|task|question|information|content)\b|what you (?:ask|want|request)|that information)"
)
_CANNOT = (
    r"(?:can't|cannot|can not|could not|couldn't|won't|will not|am unable|'m unable|unable|not able|"
    r"not capable|not in a position|(?:do not|don't) have the (?:ability|means|capability)|"
    r"not (?:permitted|allowed|authori[sz]ed|comfortable|willing)|not going|(?:do not|don't) feel comfortable)"
)
_REFUSALS = (
    rf"\bi(?:'m|'d)?\b[^;:]{{0,30}}{_CANNOT}(?: of)?(?: be(?: able)?)?(?: to)?(?: (?:really|currently|directly|just|simply|even|in good conscience))? (?:{_HELP})",
    rf"^(?:sorry|unable|can't|cannot|unfortunately)\b[^;:]{{0,30}} (?:help|assist)(?:$| you| with {_ABOUT})|^(?:unable|cannot) to? ?comply",
    rf"\bwe\b[^;:]{{0,20}}{_CANNOT}(?: to)? (?:(?:help|assist) (?:you|with (?:this|that|your))|comply with (?:this|your)|fulfill? (?:this|your))",
    r"\bi\b[^;:]{0,20}\b(?:must|have to|need to|will have to|would like to|politely|respectfully) (?:\w+ )?(?:decline|refuse)\b",
    r"\bi (?:have |'ve )?(?:decided|choose|chose|prefer|opt|would prefer|must|have to|will|need to|'d rather)(?: \w+)? "
    r"(?:not to (?:do|take part|answer|help|participate|continue|engage|be part)|(?:to )?(?:turn (?:this|it|that|the \w+|your \w+)?\b ?down|pass\b|abstain))",
    r"\b(?:turn(?:ing)? down (?:this|that|the|your) (?:request|task)|pass on (?:this|that|it)(?: one)?(?=$|[,;]))|\bnot (?:something|a thing|a task|anything) (?:that )?(?:i|we)\b",
    r"\b(?:topic|subject|matter|area|thing|field)s? (?:that |which )?(?:i|we) (?:do not|don't|can't|cannot|won't|will not|am not|avoid|never)\b",
    r"\b(?:isn't|is not|aren't|are not|ain't) (?:something|a thing|anything|things) (?:that )?(?:i|we) (?:can|do|will|am|could|handle|offer)\b",
    r"\b(?:mache|tue|tu|übernehme|bearbeite|beantworte|schreibe|erledige|prüfe) ich (?:\w+ )?nicht\b|\bich (?:mache|tue|übernehme|bearbeite) (?:das|es|dies) nicht\b",
    r"\bje ne (?:le |la |les )?(?:fais|ferai|fournirai|traiterai) pas\b|\bno (?:lo|la) (?:haré|hago|voy a hacer)\b|\bnon (?:lo|la) (?:faccio|farò)\b|\bdat doe ik niet\b",
    r"\bi lack (?:the |any )?(?:capability|capabilities|ability|tools?|access|means|knowledge|expertise|permissions?|skills?|resources)\b[^;:]{0,20}"
    r"\b(?:this|that|it|task|request|so|help|assist)\b",
    r"^i\b[^;:]{0,60}\b(?:unable to|cannot|can't) \w+ (?:it|this|that|them|so|anything|further)(?: for you| either)?$",
    r"^(?:no|sorry)(?:,? (?:no|sorry|thanks|thank you|can do|way|never|not this time))+$",
    r"\bi(?:'d| would)? prefer not to\b|^(?:nope|no|nah),? (?:i'm |i am )?not (?:doing|going to|gonna|happening)\b"
    r"|\bviolates? (?:my|our|the) (?:\w+ )?(?:polic(?:y|ies)|guidelines|terms|rules|principles)\b",
    r"\bi (?:refuse|decline)\b|\b(?:have to|must|will) say no\b",
    r"\bi (?:won't|will not|am not going to|shall not|shan't) (?:be )?(?:do|doing|writ(?:e|ing)|work(?:ing)?|touch(?:ing)?|help(?:ing)?|tak(?:e|ing)"
    r"|handl(?:e|ing)|perform(?:ing)?|complet(?:e|ing)|produc(?:e|ing)|prepar(?:e|ing)|draft(?:ing)?|deliver(?:ing)?)(?: on| with| in| part in)? "
    r"(?:this|that|it|anything|(?:the|my) (?:section|part|task|request|work|analysis|review|report|assignment|job))\b",
    r"\bi(?:'m| am) (?:not|un)(?: at all| really)? ?(?:comfortable|willing|happy|prepared) (?:with )?(?:working|doing|writing|helping|to work|to do|to write|to help)\b",
    r"\b(?:it|that|this)(?:'s| is| isn't| is not| would not| wouldn't)\b[^;:]{0,25}\b(?:possible|impossible|appropriate|feasible|something|allowed|permitted) "
    r"for me(?:$| to (?:do|help|answer|assist|provide|fulfil\w*|comply|continue|process|complete|give|share|perform|discuss|work on) (?:$|this|that|so|it|with|the \w+ (?:request|task)|"
    r"(?:the|your|any) (?:request|task|question|advice|help)))|\b(?:is|goes|lies|falls) (?:against|outside|beyond|not within) (?:of )?(?:my|what i)\b",
    r"\bmy (?:policy|policies|guidelines|rules|instructions|programming|principles|training|developers?|operators?|makers?)\b[^;:]{0,20}"
    r"\b(?:not|don't|doesn't|prevents?|prohibits?|forbids?|cannot|never)\b",
    r"\bi(?:'m| am) not (?:qualified|licensed|trained|equipped|programmed|designed|supposed|allowed|permitted|willing|going|prepared) (?:to|for)\b[^;:]{0,40}"
    r"\b(?:do|give|help|assist|answer|discuss|provide|this|that|it)\b",
    r"^for (?:safety|legal|ethical|privacy|security|policy|compliance) reasons?\b[^;:]{0,20}\b(?:not|cannot|can't|won't|unable|must decline)\b",
    r"\bi (?:do not|don't|won't|will not|would not|wouldn't) (?:want|wish|care|feel like|feel able|agree|consent)(?: to)?\b",
    r"\b(?:something|a thing|anything) (?:that )?i(?:'m)? (?:can't|cannot|won't|will not|unable|am unable to|not able to) ?(?:do|help|assist)?",
    r"\bi(?:'d| would) (?:rather not|prefer not to) (?:answer|say|do (?:this|that|so)|discuss|comment|help|share|continue|engage|respond)\b",
    r"\bi (?:do not|don't) have (?:any |direct )?(?:access|permission|ability|tools?|capability) to (?:your|the|any|this|that|these|run|"
    r"open|read|do|view|files?)\b",
    r"\b(?:as|just|only) an? (?:\w+ ){0,2}(?:ai|language model|assistant|artificial intelligence)\b[^;:]*\b(?:not|cannot|can't|unable|no)\b",
    r"\bnot be appropriate for me to\b|\bagainst my (?:guidelines|policy|policies|principles|rules|programming)\b",
    r"\bthis (?:request|task|prompt) (?:violates|goes against|cannot be (?:completed|fulfilled|processed|answered))\b",
    r"\byour (?:request|task|prompt) (?:has been |was |is |cannot be |violates|goes against)(?:declined|refused|denied|rejected|"
    r"blocked|completed|fulfilled|processed|answered)?",
    r"^(?:refused|declined|request (?:refused|declined|denied)|access denied|no comment)$",
    r"(?=.*\bich\b).*\b(?:kann|könnte|darf|werde|möchte)\b.{0,60}\bnicht\b.{0,30}\b(?:weiter)?(?:helfen|bearbeiten|erfüllen|"
    r"beantworten|unterstützen|nachkommen|übernehmen|leisten|ausführen|durchführen|erledigen|tun|machen|fortfahren|behilflich)\b",
    r"\bich (?:muss|möchte|lehne)\b.{0,60}\b(?:ablehnen|ab)$",
    r"\bje (?:ne |n')(?:peux|puis|suis|souhaite|pourrai)\b.{0,50}\b(?:aider|assister|répondre|accéder|traiter|faire|continuer|"
    r"satisfaire|donner suite)\b",
    r"\bje (?:refuse|dois refuser|dois décliner)\b",
    r"\bno (?:puedo|podemos|podré|me es posible|estoy en condiciones)\b.{0,25}\b(?:ayudar|asistir|cumplir|responder|procesar|hacer|"
    r"continuar|atender|realizar|ejecutar|completar)\w*",
    r"\bnon (?:posso|sono in grado|riesco|potrò)\b.{0,20}\b(?:aiutar|assister|rispond|soddisf|esegu|proced|farlo|svolg|complet|elabor)\w*",
    r"\bnão (?:posso|consigo|sou capaz|poderei)\b.{0,20}\b(?:ajud|auxili|atend|respond|faz|cumpr|continu|prossegu|realiz|execut|process|complet)\w*",
    r"(?=.*\bik\b).*\b(?:kan|mag|wil)\b.{0,40}\bniet\b.{0,40}\b(?:helpen|uitvoeren|beantwoorden|voldoen|meewerken)\b",
    r"(?=.*\b(?:jag|jeg)\b).*\bkan\b.{0,40}\b(?:inte|ikke)\b.{0,30}\b(?:hjälpa|hjelpe|hjælpe|utföra|utføre|svara|svare)\b",
    r"\bне (?:могу|можем|буду|смогу|в состоянии|имею возможности)\b.{0,40}\b(?:помо|выполн|ответ|сдела|продолж)\w*",
    r"\bне (?:можу|зможу|буду)\b.{0,40}\b(?:допомо|викон|відпов)\w*",
    r"\bnie (?:mogę|możemy|jestem w stanie|będę)\b.{0,40}\b(?:pomóc|pomagać|wykonać|spełnić|odpowiedzieć|zrobić|kontynuować)\b",
    r"\bnemohu\b.{0,30}\b(?:pomoci|splnit|odpovědět|vyhovět)\b|\bnem tudok\b.{0,20}\bsegíteni\b",
    r"\bnu (?:te |vă )?pot\b.{0,20}\b(?:ajuta|răspunde|îndeplini)\b|\ben (?:voi|pysty)\b.{0,20}\bautta",
    r"\bδεν μπορώ\b.{0,30}(?:βοηθήσω|απαντήσω|εκτελέσω)",
    r"\b(?:yardımcı olam|yardım edem|yerine getirem|yanıtlayam|cevaplayam)\w+",
    r"\b(?:saya|kami) tidak (?:dapat|bisa|boleh)\b.{0,20}\b(?:membantu|memenuhi|menjawab|melakukan)\b",
    r"\btôi không thể (?:giúp|hỗ trợ|thực hiện|trả lời|đáp ứng)\b",
    r"(?=.*(?:您|你|我|抱歉|对不起|對不起|遗憾|遺憾)).*(?:无法|不能|没法|不便|無法|不可以).{0,12}(?:协助|帮助|帮您|帮你|完成|提供|回答|满足|处理|执行|協助|幫助|回覆|處理)",
    r"(?=.*(?:申し訳|すみません|恐れ入り|ご依頼|ご要望|ご質問|お手伝い|お答え|その(?:依頼|リクエスト))).*(?:お手伝い|お答え|対応|お応え|ご協力|支援|サポート|お受け).{0,8}(?:できません|できかね|いたしかね|致しかね)",
    r"(?:도와드릴|도와줄|도울|도움을 드릴|답변드릴) 수 ?(?:가 )?없|죄송.*(?:답변|수행|처리|제공|지원)할 수 ?(?:가 )?없",
    r"(?:لا|لن) (?:أستطيع|يمكنني|أقدر|نستطيع|يمكننا|أتمكن).{0,20}(?:مساعد|المساعدة|تلبية|الإجابة|القيام|تنفيذ)",
    r"(?:לא (?:אוכל|יכול\w*|ניתן)|איני יכול\w*).{0,20}(?:לעזור|לסייע|לבצע|לענות)",
    r"(?:मदद|सहायता|अनुरोध).{0,20}नहीं (?:कर|दे)|ไม่สามารถ(?:ช่วย|ทำตาม|ให้)|نمی‌?توان\w+.{0,20}کمک",
)
_OPENING = r"(?:sure|okay|ok|first|yes|alright|great|understood|thanks|of course|certainly|absolutely|right|now|got it|noted|sure thing)"
_SHALL = (
    r"(?:i will|i'll|i shall|i am going to|i'm going to|i am about to|i'm about to|i plan to|i intend to|i want to|i would like to"
    r"|i'd like to|i need to first|let me|allow me to|we will|we'll|i can)"
)
_NEXT_WORDS = r"(?:now |first |just |then |next |soon |still |currently |also |begin by |start by |be |happily |gladly |quickly |carefully )*"
_DOING_PHRASE = (
    r"(?:started|going|right|on it|back|to (?:it|this|that|work)|a (?:closer |quick )?look|care of (?:it|this|that))"
)
_STUDYING = (
    r"(?:start|begin|look|check|review|investigat|work|dive|dig|think|do (?:it|this|that|so)|examin|analy[sz]|stud(?:y|ies)|inspect|consider"
    r"|explore|assess|evaluat|respond|reply|answer|report|follow up|update you|get back|handle|tackle|proceed|continue|read|go (?:through|over)"
    r"|prepar|gather|complete (?:it|this|that|the)|finish (?:it|this|that|the)|deliver|provide|send|share|write (?:it|this|that|up)|try|measure|run|see)"
    r"(?:e|ed|es|ing)?"
)
_STUDYING_NOW = (
    r"(?:working|looking|checking|reviewing|investigating|thinking|examining|analy[sz]ing|studying|inspecting|processing|preparing|starting"
    r"|getting started|on it|gathering|reading|writing)"
)
_PROMISES_ELSEWHERE = (
    r"\bich (?:kümmere mich|schaue|sehe mir|melde mich|mache mich|fange|beginne|erledige|prüfe|werde)\b[^:;]{0,60}\b(?:darum|daran|an|gleich|später|sofort"
    r"|morgen|bald|demnächst|kümmern|prüfen|ansehen|anschauen|melden|erledigen)$",
    r"\bje (?:vais|m'en|reviens|regarde|commence|m'y)\b[^:;]{0,50}(?:occuper|occupe|regarder|commencer|vérifier|revenir|possible|suite|plus tard|bientôt"
    r"|demain|de ça|mets|tout de suite|examiner|étudier)",
    r"^(?:lo (?:haré|reviso|miro)|me (?:pongo|encargo)|voy a (?:revis|mir|comprob|empez|hac|analiz)\w*)\b[^:;]{0,50}$",
    r"^(?:lo farò|me ne occupo|ci penso|inizio|comincio|darò un'occhiata|controllo|vado a)\b[^:;]{0,40}$",
    r"^(?:vou (?:verificar|analisar|começar|fazer|ver|tratar)|farei isso)\b[^:;]{0,50}$|^ik (?:ga (?:er|het|dit|ermee)|kijk er|begin|zal)\b[^:;]{0,40}"
    r"\b(?:aan|naar|mee|beginnen|kijken|doen|straks|later|zo)$",
    r"^(?:я )?(?:займусь|посмотрю|проверю|начну|сделаю)\b[^:;]{0,40}$|^(?:zajmę się|sprawdzę|zacznę)\b[^:;]{0,40}$",
    r"^(?:好的?，?)?(?:我会|我将|稍后|马上|我先|请稍)[^：；]{0,14}(?:处理|查看|检查|开始|回复|完成|等)",
    r"(?:後で|これから|すぐに|のちほど|少々)[^：；]{0,20}(?:します|いたします|ご連絡|お待ち)|(?:나중에|곧|지금|잠시)[^：；]{0,15}(?:하겠습니다|드리겠습니다|기다려)",
)
_COURTESIES = (
    r"^(?:i am|i'm|this is|my name is) (?:your|an?|the) (?:\w+ ){0,3}(?:assistant|ai|bot|agent|model|helper)\b[^:;]{0,40}$",
    r"^(?:hi|hello|hey|greetings|good (?:morning|day|afternoon|evening)|dear (?:user|team|customer))(?: there| everyone| team| again)?$",
    rf"^(?:{_OPENING},? )*(?:this|that|it) (?:sounds|looks|seems) like (?:an? )?(?:\w+ )?(?:task|job|challenge|question|plan|project|topic)$",
    r"^(?:what an? )?(?:great|good|excellent|interesting) question$",
    r"\b(?:how|what|where) (?:can|may|could|would|should|shall) (?:i|we|you)\b.{0,60}"
    r"\b(?:help|assist|do for you|like|start|proceed|work on|need|begin|prefer)\b",
    r"\bwhat (?:exactly )?(?:do|would|did) you (?:mean|want|need|like)\b",
    r"\b(?:can|could|would|will) you (?:please |kindly )?(?:clarify|provide|share|tell me|give me|specify|elaborate|send|upload|paste)\b"
    r"[^:;]{0,80}$",
    r"^(?:please |kindly )(?:let me know|tell me|give me|clarify|elaborate|(?:provide|share|send|upload|specify|paste) (?:me |us |with )*"
    r"(?:more|further|additional|your|any|some|the (?:\w+ )?(?:files?|code|details?|repository|documents?|text|content|requirements|link)))\b"
    r"[^:;]{0,80}$",
    r"^(?:just |so )?let (?:me|us) know\b[^:;]{0,80}$|\bfeel free to (?:ask|reach|contact|share|let|provide)\b|\blooking forward to (?:your|hear|help)",
    r"\b(?:is there|do you need|if you (?:need|have)|with) anything else\b|\banother question\b",
    r"(?:^(?:sure|yes|ok|okay|of course|certainly|absolutely),? |^|\b(?:i|we)(?:'d| would|'ll| will| am|'m|'re| are) )(?:be )?(?:more than |so |very |always )?(?:happy|glad|delighted|pleased|ready|here|excited) to "
    r"(?:help|assist|begin|start|go|get|work|proceed|answer|discuss|support|take (?:this|it|that))\b[^:;]{0,60}$",
    r"\bi (?:can|will|could|would love to) (?:certainly |definitely |gladly )?(?:help|assist)(?: you)?(?: with| in)?(?: that| this| you| it)?\b"
    r"[^:;]{0,30}$",
    rf"^(?:{_OPENING},? )*{_SHALL} {_NEXT_WORDS}(?:(?:get|be|go|come|take) {_DOING_PHRASE}|{_STUDYING}\b)[^:;]{{0,70}}$",
    rf"^(?:{_OPENING},? )+(?:{_STUDYING_NOW})\b[^:;]{{0,60}}$|^(?:{_OPENING},? )*(?:i am|i'm|we are|we're) {_NEXT_WORDS}(?:{_STUDYING_NOW})\b[^:;]{{0,60}}$",
    r"^(?!wait (?:until|for|to)\b)(?:(?:please )?(?:give|allow|grant) me|i (?:just )?need|just|one|wait|hold on|hang on|stand by|bear with me|stay tuned)\b"
    r"(?: (?:a|an|one|some|few|little|bit|more|short|moment|minute|second|sec|time|while|please|for|of|just))*(?: (?:while|to|as|until) [^:;]{0,50})?$",
    r"^(?:i |i've |we )?(?:have )?(?:now |just )?(?:received|read|noted|seen|got|taken note of|understood|accepted) (?:the|your|this|my) "
    r"(?:task|request|message|brief|prompt|instructions?|part|assignment|question|objective)\b[^:;]{0,60}$",
    rf"^(?:{_OPENING},? )*(?:understood|got it|noted|will do|on it|working on it|thinking|in progress|work in progress|acknowledged|roger(?: that)?|copy that|later|soon)"
    r"(?:, (?:please )?(?:wait|hold on|stand by|one moment|give me a \w+|bear with me))?$",
    r"^(?:(?:more |further |the |a |my )?(?:results?|details?|answer|report|findings?|updates?|analysis|response) )?(?:will |to |is |are )?"
    r"(?:follow|coming|come|be ready|be available|be delivered|be provided)\b[^:;]{0,40}\b(?:soon|later|shortly|tomorrow|next \w+|in due course|asap)$",
    rf"^(?:{_OPENING},? |sure thing,? )*(?:(?!\w*thing\b|missing|failing|passing|existing|remaining)\w{{3,}}ing|on it|back)\b[^:;]{{0,40}}\b(?:now|soon|shortly|today|tomorrow|next|first|immediately|right away"
    r"|later|in a (?:moment|minute|bit))$",
    r"^(?:the |my |an? )?\w+ (?:is |still |now )*(?:in progress|underway|under way|ongoing|pending|to come|to follow|coming (?:soon|up|shortly))$",
    r"^will (?:be |then |now |soon )*(?:check|do|review|look|revert|report|respond|reply|follow|get back|send|start|investigat|begin|handle|try)[^:;]{0,50}$",
    r"^(?:so )?i (?:will|must|have to) (?:stop|leave it|end|pause) (?:here|there)$",
    r"^(?:(?:so |and )?here (?:it is|you go|you are|they are|we go|is (?:the|my|your) [\w ]{3,30}|are (?:the|my|your) [\w ]{3,30})|see below|as follows|as below)\W*$",
    r"\b(?:will|shall|i'll|we'll) (?:provide|send|share|deliver|give|report|post|supply|present|submit|follow)\b[^:;]{0,80}\b(?:in (?:my|the|a|another) (?:next|separate|later|following|"
    r"follow-up|second) \w+|separately|later|shortly|soon|tomorrow|afterwards|in due course)$",
    *_PROMISES_ELSEWHERE,
    r"\bi (?:would )?need (?:more|further|additional|some more) (?:information|context|details?|input)\b|^to (?:help|assist) you\b|"
    r"\bi (?:do not|don't) understand (?:the|your|this) (?:question|request|task|prompt)\b|^(?:i'm )?(?:ready )?when(?:ever)? you are(?: ready)?$|"
    r"\byour (?:question|request|message) is (?:unclear|not clear|too (?:vague|broad))|\bif you (?:like|want|wish|prefer)$",
    r"\bget back to you\b|^(?:many )?thank(?:s| you)(?: very much)? for (?:reaching|contacting|the|this|your)\b[^:;]{0,60}$",
    r"\bour team will\b|\bwithin \w+ business days\b",
    r"\b(?:en qué|cómo) (?:te |le |os )?puedo\b.{0,15}\b(?:ayud|asist)|\ben quoi puis-je\b|\bcomment puis-je vous\b",
    r"\bwie kann ich\b.{0,20}\b(?:helfen|behilflich)|\bwomit kann ich\b|\bcome posso\b.{0,10}\baiut|\bin cosa posso\b",
    r"\bcomo posso\b.{0,12}\bajud|\bem que posso\b|\b(?:hoe kan ik|waarmee kan ik)\b.{0,20}\bhelpen\b",
    r"\bчем (?:я )?(?:могу|можем) (?:вам |тебе )?(?:помочь|быть полез)|\bw czym mogę\b|\bjak mogę\b.{0,10}\bpomóc\b",
    r"\bnasıl yardımcı olabilir|什么(?:帮助|可以帮)|请问您?(?:需要|想)|(?:能|可以)(?:为您|帮您|帮你)做",
    r"(?:どのような|どういった|何か|何を).{0,12}(?:お手伝い|ご用件|ご質問)|(?:무엇을|어떻게) 도와|كيف (?:يمكنني|أستطيع) مساعد",
)
_ASSENTS = (
    r"(?:please )?(?:contact|consult|ask|seek|see|try|hire|talk to|speak to|turn to|call) (?:a|an|your|the|with a|with your)? ?(?:\w+ ){0,2}(?:professionals?|lawyers?|doctors?"
    r"|experts?|specialists?|advis[oe]rs?|support|providers?|administrators?|colleagues?|attorneys?|bank|team|help|advice|someone(?: else)?)|"
    r"(?:please|kindly|you (?:can|could|should|may want to)) (?:run|try|consult|contact|ask|rephrase|seek|see|refer|reach out)\b[^:;]{0,80}|"
    r"(?:someone|somebody|a person|another \w+)(?: else)?(?: (?:more|better) \w+)? (?:should|could|may|must|will have to|ought to|needs to) [^:;]{0,60}|"
    r"none|n/a|nothing|no|nope|my pleasure|you're welcome|no problem|no worries|sure thing|you got it|sounds good|great|perfect|"
    r"bitte (?:\w+ ){0,4}(?:fragen|wenden|kontaktieren|beauftragen)|"
    r"i see|i understand|feel free\b[^:;]{0,60}|if you have\b[^:;]{0,80}|sure|of course|certainly|absolutely|definitely|okay|ok|yes|alright|thank you|thanks|(?:my |i )?apolog(?:ies|i[sz]e)|"
    r"(?:i'm |i am )?(?:very |so |really )?sorry(?: about that|,? (?!no\b)\w+)?|unfortunately|claro|por supuesto|gerne|natürlich|bien sûr|certo|certamente|"
    r"com certeza|natuurlijk|конечно|好的|当然|はい|承知しました|네|물론입니다|بالطبع|oczywiście|tabii"
)

REFUSAL = Phrases(_REFUSALS)
"""A sentence that declines."""
ASKING = Lazy(
    r"[?？؟]|\b(?:can|could|would|will) you\b|^(?:please|kindly) |[.!] (?:please|kindly) |\blet (?:me|us) know\b|\bfeel free\b|"
    r"\banything else\b|\bneed (?:more|further|additional|some more) |\bdo(?:n't| not) understand\b|\b(?:unclear|too vague|too broad)\b|"
    r"\bwhat (?:do|would|did) you\b|\bhow (?:can|may|could|should) (?:i|we)\b|什么|どのような|何を"
)
"""A text that wants something from whoever asked."""
COURTESY = Phrases(_COURTESIES)
"""A sentence that greets, promises, offers or asks back."""
COMPLETED = re.compile(
    r"^(?:(?:the |this |my |your )?(?:task|job|part|work|assignment|analysis|review|check|request)"
    r"(?: is| has been| was)?(?: now| successfully)? (?:done|complete|completed|finished|concluded))$|"
    r"^(?:as (?:requested|asked|instructed),? )?(?:i|we)(?: have|'ve)? (?:now |just |successfully |carefully |thoroughly )*(?:completed|finished|concluded|carried out|performed) "
    r"(?:my|the|your|this|all) (?:\w+ ){0,2}(?:analysis|review|task|work|check|assessment|research|investigation|evaluation|examination|part|assignment|job|study|inspection)"
    r"(?: of [^:;,]{3,50})?$"
)
"""A sentence that says that the work is done, and nothing of what it gave."""
YET = re.compile(r"[,;–—-] ?(?:but|however|though|yet|so|instead|aber|mais|pero|però|mas|maar|но|ale) (?=\S+ \S)")
"""Where a sentence that declined goes on with something else."""
ASSENT = Lazy(rf"\W*(?:{_ASSENTS})\W*")
"""A sentence that only assents, excuses or points elsewhere; alone it proves nothing."""
