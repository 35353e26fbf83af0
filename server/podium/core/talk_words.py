"""Words that talk about work without doing any, in the languages that replies mostly come in. Data only.

A word stands in any of its forms, mostly without accents; where it is ambiguous, the work-like sense counts less than
that a reply holds nothing else.
"""

from __future__ import annotations

SMALL = """
a an the this that these those it its they them their there here he she his her him we our us i i'm i've i'd m ve ll d re
t s don didn doesn isn wasn won wouldn shouldn my me mine you your yours myself yourself itself and or but nor so as than
then if of to in on at by for from with without into over out up down off about through per via within under between among
is are was were be been being am has have had having do does did done will would shall can could may might must cannot not no yes
very quite just only also too both more most much many some such own same other another what which who whom whose how why
when where while all any each every one ones now again still never ever let like really simply even
der die das den dem des ein eine einer einem einen und oder aber nicht kein keine keinen ist sind war waren wird werden wurde
wurden worden hat haben sie ihr ihre ihnen ich mir mich wir uns es er man zu zum zur in im am an auf aus bei mit von vom für
sich so auch noch nur schon sehr alle alles jede jeder jedes dass da dazu dabei damit darauf bin dir dich als wie dies diese
dieser dieses nun
le la les l un une des du de et ou mais ne n pas est sont était a été ont être j je nous vous il elle on ce c cette ces cela
ça son sa ses leur pour par sur dans avec sans que qu qui se s m me mon ma mes tout tous toute toutes très plus déjà suis ai y
el los las lo un una unos y o pero no es son fue han ha he sido está están ser yo nosotros usted se su sus mi me para por en
con sin que del al todo todos toda todas muy más ya esto eso este esta ese esa
il lo gli i uno e ed o ma non era sono stato stata stati state hanno ho essere si mi me suo sua mio per in con senza che del
della dei delle nel nella tutto tutti tutta tutte molto più già questo questa ne ci
het een en of maar niet geen is zijn was waren werd werden wordt heeft hebben ik mij wij we u uw ze er dat die dit deze voor
op in aan met van zonder om te alle alles zeer al dan
o os as um uma e ou mas não foi foram são está estão tem ser eu nós você seu sua meu para por em no na com sem que do da dos
das tudo todos muito mais já isto isso
after before during until since while whether although there's here's upon towards onto whose almost rather far else truly
indeed overall altogether however therefore thus hence moreover anyway instead two both itself already yet nor by own ourselves
keinerlei werde wirst werdet hatte hatten wäre sei seien nach vor unter über zwischen diesem diesen einen ihm ihren seine
bereits durch gegen ohne um wo wer was nichts etwas
dont où quand aux cet notre nos votre vos leurs y en lui eux rien chaque entre sous même aussi donc
cada entre sobre hasta desde también nada algo le les nos nuestra nuestro cual donde cuando
ogni tra fra sul sulla anche nulla niente qualcosa nostro nostra dove quando loro gli
hun haar zijn ons onze niets iets elk elke door bij naar over tot
cada entre sobre até desde também nada algo lhe lhes nos nossa nosso onde quando me
"""
"""Articles, pronouns, prepositions, conjunctions and auxiliaries."""

BOASTS = """
excellent perfect perfectly perfection flawless flawlessly outstanding superb superbly brilliant brilliantly great amazing
fantastic wonderful wonderfully impeccable impeccably exemplary notch best finest fairest safest cleanest highest utmost beautifully
delighted happy satisfied pleased thrilled optimal optimally optimum ideal ideally robust bulletproof watertight airtight
foolproof unbeatable unrivalled unmatched guaranteed guarantee guarantees assured assure assurance certainty surely undoubtedly
doubt doubts doubtless confident confidence confidently trust rely relied reliable reliably absolutely completely totally
entirely fully utterly thoroughly thorough extremely highly meticulous meticulously diligent diligently professional
professionally expertly conscientious conscientiously comprehensive comprehensively exhaustive exhaustively hesitation worry
worries worried concerned concerns smoothly forever impressive impressively remarkable remarkably seamless seamlessly effortless effortlessly
unquestionable indisputable expectations exceed exceeded valuable insights successful successfully success personally
carefully painstakingly rigorous rigorously superior supreme immaculate immaculately faultless faultlessly splendid splendidly
magnificent marvellous satisfaction stellar scrupulously unreservedly wholeheartedly unconditionally whatsoever
exception masterful masterfully superlative premium promise swear vouch rest peace mind
sorgfältig gründlich bestens perfekt hervorragend ausgezeichnet einwandfrei tadellos vollständig vollkommen absolut
garantiert garantieren verlassen zuverlässig optimal bestmöglich gewissenhaft zufrieden erfolgreich höchste höchsten
höchster sorgfalt fehlerfrei lückenlos
parfait parfaite parfaitement soin excellente totalement absolument entièrement complètement garanti garantie
confiance succès soigneusement rigoureusement meilleur meilleure optimale irréprochable minutieusement
perfecto perfecta perfectamente excelente excelentes totalmente absolutamente completamente garantizado garantizada
confianza confiar éxito cuidadosamente minuciosamente mejor óptimo óptima impecable
perfetto perfetta perfettamente eccellente eccellenti impeccabile assolutamente completamente garantito garantita fiducia
fidarsi successo accuratamente attentamente meglio ottimo ottima
uitstekend volledig absoluut gegarandeerd vertrouwen zorgvuldig grondig optimaal beste prima succes vlekkeloos
perfeito perfeita perfeitamente impecável absolutamente garantido garantida confiança sucesso cuidadosamente melhor ótimo ótima
noggrant perfekt utmärkt garanterat fullständigt
ideal elegant elegance hitch regret deliberation extensively extensive impartially impartial experience experienced solid definitely
happily consistent satisfactory satisfying beautiful beautiful lovely gorgeous unparalleled pleasure proud enthusiastic
convincing compelling polished sophisticated holistic in-depth proven trustworthy dependable unshakeable crystal certainty
danger hundred utmost brilliantly magnificently excellently admirable admirably commendable tip-top spotless pristine
comb fine-tooth seasoned skilled skilfully masterpiece champion winner outstandingly favourable favorable promising
umfassend fachgerecht zweifel bester rundum restlos lückenlose großartig wunderbar erstklassig exzellent professionell vertrauensvoll
merveille merveilleux remarquable exceptionnel exceptionnelle formidable superbe professionnel professionnelle sérieux tranquille sereinement doute
maravilla maravilloso maravillosa fondo estupendo magnífico magnífica fenomenal profesional duda tranquilo tranquila tranquilos extraordinario
meraviglioso meravigliosa splendido splendida magnifico magnifica professionale dubbio tranquillo tranquilli tranquilla straordinario
geweldig fantastisch schitterend vakkundig professioneel twijfel gerust
maravilhoso maravilhosa magnífico profissional dúvida tranquilo tranquilos extraordinário fundo
balanced proof reproach history alike delight tiptop solid objectively transparently smart easy smooth clever
satisfactorily plenty
"""
"""Words of praise, thoroughness, certainty and ease, which show nothing."""

ASSURANCES = """
done complete completed completion finish finished fix fixed resolve resolved resolution solve solved solution settle settled
handle handled deal dealt check checked verify verified verification validate validated test tested review reviewed
examine examined examination inspect inspected inspection assess assessed assessment consider considered consideration consult consulted clarify
clarified confirm confirmed approve approved certify certified prepare prepared sort sorted take taken care careful address
addressed cover covered correct correctly right rightly properly proper accurate accurately accuracy fine safe safely secure
secured security sound good well ok okay smooth work worked works run running place result outcome finding answer decision
problem issue error mistake risk everything nothing anything everyone everybody nobody thing single whole entire entirety
matter case task job analysis analyse analyze analysed analyzed investigate investigated investigation study studied team
proceed go gone ahead use used using build need needed necessary improve improved improvement performance require required
requirement possible way ought should clean clear clearly stable ready deliver delivered implement implemented implementation follow
followed practice conceivable find found remove removed cause detail order shape condition quality standard level angle
respect aspect part reason effort made make judge judged better nicely fair happen look seen see read know known sure certain
carry carried perform performed yield produce produced achieve achieved give given provide provided meet met expect expected
intended designed objective goal target compliance compliant come back long future further else change date hand put
state sum short full rate deep high class world kind control situation scenario expert all-round zero fast whatever
business value people concern
geprüft überprüft bearbeitet erledigt kontrolliert analysiert untersucht gelöst abgeschlossen ordnung korrekt richtig sicher
gut probleme problem fehler ergebnis ergebnisse können voll bestem besten
vérifié vérifiée vérifiés contrôlé contrôlée analysé analysée terminé terminée résolu résolue correct correcte correctement
ordre bon bonne bien problème problèmes erreur résultat résultats traité traitée pouvez grand grande fait faite fonctionne sûr
verificado verificada revisado revisada comprobado comprobada analizado resuelto resuelta terminado correcto correcta
correctamente orden bien bueno problema problemas error resultado resultados hecho puede funciona
verificato verificata controllato controllata analizzato risolto risolta finito corretto corretta correttamente ordine bene
buono problemi errore risultato risultati fatto fatta può funziona cura
gecontroleerd nagekeken onderzocht opgelost afgerond orde juist goed probleem problemen fout resultaat gedaan kunt werkt
revisto revista analisado resolvido resolvida concluído correto correta corretamente ordem bem bom erro resultado feito pode
kontrollerat klart rätt bra fel
identify identified determine determined weigh weighed reach reached select selected choose chosen eliminate eliminated plan planned
plans compose composed attention progress track board stage step device customer user party advice statement conclusion conclude
concluded evaluate evaluated evaluation measure measured prove collect collected gather gathered success achieve
line eye feature area point side item question concerned enough anymore
fall wurde bewertet bewertung bestehen besteht kümmern läuft funktioniert klappt geklärt fertig fertiggestellt bedenken sorgen
essai testé testée testés examiné examinée examinés évalué conforme réglé réglée marche peut inquiétude soucis aucun aucune question
probado probada evaluado evaluada examinado examinada comprobados solucionado solucionada ningún ninguna marcha pueden preocupación preocuparse
provato provata testato testata esaminato esaminata valutato valutata sistemato sistemata nessun nessuna preoccupazione preoccuparsi
getest beoordeeld bekeken geregeld enkel enkele zorgen maken
testado testada examinado examinada avaliado avaliada tratado tratada nenhum nenhuma preocupação preocupar
compare compared comparison depth leave desired please pleased understand covers bottom again beyond lasting
sense everyone's fit issue future
clockwork player perfection health eliminated identified
remain green closed match example regex
"""
"""Words of being done, checked and in order, and general words of work."""

PROCESS = """
work working look looking think thinking start starting begin beginning check checking report reporting come coming back
answer answering respond response wait moment minute second soon shortly later immediately right away way case touch hang
tight give time ready receive received thank thanks noted note understood understand course task request question message
job part assignment objective brief good great okay ok yes alright hello hi get got getting going once follow following
finish finished have something know glad gladly happy help busy bear hold stand stay tuned line please tomorrow today next
first ask asked asking want wanted result update reply deliver provide dive diving progress underway due few expect patience kindly bit
prepare preparing process processing gather gathering need needed see read reading shall handle handling try post send return touch
interesting sure acknowledged accepted copy roger turn take care tackle attention momentarily meanwhile pending draft follow-up
mache kümmere gleich sofort bald später melde schaue sehe fange beginne jetzt sobald fertig ist bitte warten moment verstanden danke
antwort ergebnis zurück daran darum arbeite arbeiten fang
occupe vais reviens suite bientôt regarde commence tard compris merci attendez instant réponse patienter dès tarde
reviso revisar ahora pronto enseguida luego vuelvo respuesta gracias entendido espere momento empiezo encargo pongo voy
occupo subito presto torno controllo inizio adesso capito grazie attendere attimo risposta guardo rispondo appena
begin kijk straks even geduld bezig meteen zodra klaar antwoord bedankt begrepen ga
vou já logo começo entendido obrigado aguarde instante resposta trato breve
speak speaking pull pulling proceed proceeding inform informed leave currently investigating investigate respond notify notified
possible dig digging open opening assemble assembling assembled compile compiling collect collecting shortly trusting interesting forward
dabei folgt schon ergebnisse gleich kurz kurzem meld meldet los geht
contesto favor enseguida respondo informo
important deserve deserves careful thought thoughtful topic subject complex difficult tricky fascinating challenge calculating
slag gang
heading head form forming opinion opened below attached enclosed weighing pondering considering explanation
straight added status
"""
"""Words of beginning, promising, acknowledging and asking for time."""

REASONS = """
decline refuse refused pass opt withdraw abstain recuse excuse step stepping bow sit stand leave leaving hand handing rather
prefer preferred choose chosen chose decide decided unable able willing prepared comfortable allowed permitted position feel
policy policies guideline rule rules principle ethic ethical ethics legal law legally liability liable responsibility responsible sensitive confidential
confidentiality privacy private personal data protection protected health patient medical financial professional qualified licensed licence
trained expert expertise competence competent competency role remit scope place call field area domain business department management matter question
decision judgement judgment opinion view conflict interest interests reason reasons owing due given concern concerns safety security somebody
someone anybody anyone else another different person people colleague specialist expert lawyer doctor adviser advisor analyst admin
staff ask find get give contact consult seek turn instead should sorry regret regretfully apologies apologise apologize afraid unfortunately thanks kind
understanding reflection involve involved engage participate part take taking touch touching discuss comment contribute contribution
offer offering produce write writing doing judging assessing commenting answering helping continue proceed further outside beyond
above limits limit boundary capacity capability capabilities access information records record reply nope nah no such type sort work working job task assignment request
undone done come mine best trying out put figure figures number name own wish want like trust myself author ownership
ablehnen lehne leider nicht äußern möchte selbst entscheiden anderen jemand andere fragen verständnis bitte aufgabe übernehmen übernehme
soll sollte gründen datenschutz zuständig kompetenz tut leid bedaure enthalte verzichte zuständigkeit
préfère abstenir abstiens refuse refuser dépasse compétences compétence souhaite demander quelqu autre désolé confidentialité raisons demandez tâche
prefiero opinar asuntos consulte asesor niego declino otra persona siento lamento razones tarea preguntar pregunte
rifiuto occuparmene chiedete chiedere qualcun altro preferisco declino astengo spiace dispiace ragioni motivi compito competenze
doen vraag iemand anders liever weiger helaas spijt redenen taak
prefiro recuso razões legais alguém outro desculpe lamento tarefa pergunte
skip skipping limits service assist venture withhold copyright ai language model assistant scheduling belong belongs assign reassign
reassigned kindly fair principled may constitute evaluate evaluating review reviewing decide deciding advertising permit permission
technology choice unanswered option prefer instead hire technician professionally ought avoid intention part boss unwilling favour favouring
lesen beauftragen person personen werde weiterhelfen helfen beantworten bearbeiten anfrage anfragen machen tun bereich mitwirken beteiligen
tierarzt arzt anwalt fachmann experten berater steuerberater rechtsberatung beurteilen beurteilung einschätzung
aider aide répondre demande ressort travail métier rôle domaine avocat médecin professionnel expert ferai fais peux veux pouvoir adressez adresser
ayudar ayuda responder decidir decisión trabajo abogado médico experto profesional acudan acuda hablar puedo quiero abstengo participar solicitud
aiutare aiuto rispondere rivolgetevi rivolgersi rivolgiti medico avvocato esperto esprimo esprimermi posso voglio richiesta lavoro ruolo
helpen hulp beantwoorden meewerken wil kan mag advocaat arts deskundige verzoek werk
ajudar ajuda responder vontade procurem procure médico advogado perito especialista sinto posso quero pedido trabalho decidir avaliar
certified certify beneath intern ground grounds radiation sensitive instruction instructions prevent prevents negative compile compiling
list better placed architect describe describing assess assesses rank ranking company companies stay imprudent
nej tack vill jag inte göra det här detta kan hjälpa uppgift tyvärr ikke jeg gjøre dette hjelpe oppgaven takk
estimación pregunten pregunta dar da doy rédiger moi
excused refrain caution fairness raise responsible included issue refer operator relation taste hard fitter degree counsel instruct clearance weapon
possible permis donner avis juridique
jurisdiction supplied supply browse internet diagnosis predict predicting amount mistake dietitian seen
"""
"""Words of declining, and of why somebody declines."""
