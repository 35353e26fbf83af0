"""Sentences that do no work: refusals, and courtesies, promises and questions back. Patterns only.

They are held against single short sentences in lower case with straight apostrophes. A sentence that carries work (a
number, a file, code) is none of them, whatever it says besides.
"""

from __future__ import annotations

import re

_ABOUT = r"(?:this|that|it|so|these|those|your|such|the (?:\w+ )?(?:request|task|question)|anything (?:related|about|like)|\w+[ -]related)"
_ENDS = (
    r"(?=$|[,.]| (?:request|task|question|kind|type|sort|for you|because|as|since|due|at|here|right now|yourself)\b)"
)
_HELP = (
    rf"(?:help|assist)(?:ing)?(?:$|,| (?:you|out|here)\b| (?:with|on|in) {_ABOUT}\b)|"
    r"(?:comply|proceed|continue)(?:ing)?(?:$|,| (?:with|in|any)\b)|fulfill?(?:ing)?\b|"
    r"(?:do|complete|perform|answer|process|provide|support|share|discuss|review|run|read|open|access|analy[sz]e|accept|"
    r"accommodate|carry out|engage in|participate in|execute|handle|respond to)(?:ing)? "
    rf"(?:(?:so|it|them|this|that|these|those|what you ask|your \w+|the (?:request|task|files?|code|question|tests?|repository|"
    rf"documents?|content)|tests|code|advice|help|assistance|support){_ENDS}|(?:any )?(?:advice|help|assistance|information|support) (?:on|with|for|about)\b|"
    r"(?:this|that|such a?|the) (?:\w+ )?(?:request|task|question|information|content)\b|what you (?:ask|want|request)|that information)"
)
_CANNOT = (
    r"(?:can't|cannot|can not|could not|couldn't|won't|will not|am unable|'m unable|unable|not able|"
    r"not capable|not in a position|(?:do not|don't) have the (?:ability|means|capability)|"
    r"not (?:permitted|allowed|authori[sz]ed|comfortable|willing)|not going|(?:do not|don't) feel comfortable)"
)
_REFUSALS = (
    rf"\bi(?:'m|'d)?\b[^;:]{{0,30}}{_CANNOT}(?: of)?(?: be able)?(?: to)?(?: (?:really|currently|directly|just|simply|even|in good conscience))? (?:{_HELP})",
    rf"^(?:sorry|unable|can't|cannot|unfortunately)\b[^;:]{{0,30}} (?:help|assist)(?:$| you| with {_ABOUT})|^(?:unable|cannot) to? ?comply",
    rf"\bwe\b[^;:]{{0,20}}{_CANNOT}(?: to)? (?:(?:help|assist) (?:you|with (?:this|that|your))|comply with (?:this|your)|fulfill? (?:this|your))",
    r"\bi\b[^;:]{0,20}\b(?:must|have to|need to|will have to|would like to|politely|respectfully) (?:\w+ )?(?:decline|refuse)\b",
    r"\bi (?:refuse|decline)\b",
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
    r"beantworten|unterstützen|nachkommen|tun|machen|fortfahren|behilflich)\b",
    r"\bich (?:muss|möchte|lehne)\b.{0,60}\b(?:ablehnen|ab)$",
    r"\bje (?:ne |n')(?:peux|puis|suis|souhaite|pourrai)\b.{0,50}\b(?:aider|assister|répondre|accéder|traiter|faire|continuer|"
    r"satisfaire|donner suite)\b",
    r"\bje (?:refuse|dois refuser|dois décliner)\b",
    r"\bno (?:puedo|podemos|podré|me es posible|estoy en condiciones)\b.{0,25}\b(?:ayudar|asistir|cumplir|responder|procesar|hacer|"
    r"continuar|atender|realizar)\w*",
    r"\bnon (?:posso|sono in grado|riesco|potrò)\b.{0,20}\b(?:aiutar|assister|rispond|soddisf|esegu|proced|farlo)\w*",
    r"\bnão (?:posso|consigo|sou capaz|poderei)\b.{0,20}\b(?:ajud|auxili|atend|respond|faz|cumpr|continu|prossegu)\w*",
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
_COURTESIES = (
    r"^(?:hi|hello|hey|greetings|good (?:morning|day|afternoon|evening)|dear (?:user|team|customer))(?: there| everyone| team| again)?$",
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
    r"\bi(?:'d| would|'ll| will| am|'m) (?:be )?(?:more than |so |very )?(?:happy|glad|delighted|pleased|ready|here|excited) to "
    r"(?:help|assist|begin|start|go|get|work|proceed|answer|discuss|support)\b[^:;]{0,60}$",
    r"\bi (?:can|will|could|would love to) (?:certainly |definitely |gladly )?(?:help|assist)(?: you)?(?: with| in)?(?: that| this| you| it)?\b"
    r"[^:;]{0,30}$",
    r"^(?:sure,? |okay,? |ok,? |first,? )?(?:i will|i'll|let me|i am going to|i'm going to) (?:now |first |just )?(?:get (?:started|going|"
    r"right)|get on|start|begin|look into|take a look|check|review|investigate|work on|dive|think|do)"
    r"(?: on| into| in| at| about| with)?(?: it| this| that| your \w+| the (?:task|request|issue|problem|matter|details|files?|code)| right away|"
    r" now| immediately|$)[^:;,]{0,40}$",
    r"\bi (?:would )?need (?:more|further|additional|some more) (?:information|context|details?|input)\b|^to (?:help|assist) you\b|"
    r"\bi (?:do not|don't) understand (?:the|your|this) (?:question|request|task|prompt)\b|^(?:i'm )?(?:ready )?when(?:ever)? you are(?: ready)?$|"
    r"\byour (?:question|request|message) is (?:unclear|not clear|too (?:vague|broad))|\bif you (?:like|want|wish|prefer)$",
    r"\bget back to you\b|\bthank(?:s| you) for (?:reaching|contacting|your (?:message|question|request|patience|interest))\b",
    r"\bour team will\b|\bwithin \w+ business days\b",
    r"\b(?:en qué|cómo) (?:te |le |os )?puedo\b.{0,15}\b(?:ayud|asist)|\ben quoi puis-je\b|\bcomment puis-je vous\b",
    r"\bwie kann ich\b.{0,20}\b(?:helfen|behilflich)|\bwomit kann ich\b|\bcome posso\b.{0,10}\baiut|\bin cosa posso\b",
    r"\bcomo posso\b.{0,12}\bajud|\bem que posso\b|\b(?:hoe kan ik|waarmee kan ik)\b.{0,20}\bhelpen\b",
    r"\bчем (?:я )?(?:могу|можем) (?:вам |тебе )?(?:помочь|быть полез)|\bw czym mogę\b|\bjak mogę\b.{0,10}\bpomóc\b",
    r"\bnasıl yardımcı olabilir|什么(?:帮助|可以帮)|请问您?(?:需要|想)|(?:能|可以)(?:为您|帮您|帮你)做",
    r"(?:どのような|どういった|何か|何を).{0,12}(?:お手伝い|ご用件|ご質問)|(?:무엇을|어떻게) 도와|كيف (?:يمكنني|أستطيع) مساعد",
)
_ASSENTS = (
    r"(?:please|kindly|you (?:can|could|should|may want to)) (?:run|try|consult|contact|ask|rephrase|seek|see|refer|reach out)\b[^:;]{0,80}|"
    r"understood|got it|noted|will do|on it|working on it|thinking|my pleasure|you're welcome|no problem|sounds good|great|perfect|"
    r"i see|i understand|feel free\b[^:;]{0,60}|if you have\b[^:;]{0,80}|sure|of course|certainly|absolutely|definitely|okay|ok|yes|alright|thank you|thanks|(?:my |i )?apolog(?:ies|i[sz]e)|"
    r"(?:i'm |i am )?(?:very |so |really )?sorry(?: about that|,? \w+)?|unfortunately|claro|por supuesto|gerne|natürlich|bien sûr|certo|certamente|"
    r"com certeza|natuurlijk|конечно|好的|当然|はい|承知しました|네|물론입니다|بالطبع|oczywiście|tabii"
)

REFUSAL = re.compile("|".join(_REFUSALS))
"""A sentence that declines."""
COURTESY = re.compile("|".join(_COURTESIES))
"""A sentence that greets, promises, offers or asks back."""
YET = re.compile(r"[,;–—-] ?(?:but|however|though|yet|so|instead|aber|mais|pero|però|mas|maar|но|ale) (?=\S+ \S)")
"""Where a sentence that declined goes on with something else."""
ASSENT = re.compile(rf"\W*(?:{_ASSENTS})\W*")
"""A sentence that only assents, excuses or points elsewhere; alone it proves nothing."""
