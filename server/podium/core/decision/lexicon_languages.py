"""Terms of other languages, mapped to the kinds of work and domains of the English lexicons. Data only.

Not a translation: enough for the everyday words of software requests in the languages most of them are written in, so
that such an objective is routed by more than its length. Accents are compared without their marks.
"""

from __future__ import annotations

# language -> function words that betray it (English is there so that it can win)
FUNCTION_WORDS: dict[str, str] = {
    "en": "the and to of in for with that from is are on by an so it be this when all our can into",
    "es": "un de el la los las una con para por del que como y en al poder quiero debe este esta sin",
    "fr": "un de sous le la les des une avec pour dans du que et sur aux est nous au ce cette sans qui par en ou ne pas son",
    "de": "der die das und mit für fur den dem ein eine zu auf von im bei ist nicht wenn werden soll",
    "pt": "o os as um uma de na com para por do da dos que como e em ao quero deve este esta sem não nao",
    "it": "il lo gli una con per del della che come e nel alla voglio deve questo questa senza di",
    "nl": "de het een en met voor van op niet naar bij is zijn deze wordt als",
    "pl": "i w na do z nie się jest dla oraz aby przez jak",
    "tr": "ve bir için ile bu olarak kullanıcı da de olan",
    "sv": "och att det som en ett för med av på är inte till när ska vi bort",
}

# language -> what of its spelling neighbours with the same small words do not have
SPELLING: dict[str, str] = {
    "es": "[ñ¿¡]|ción\\b",
    "fr": "[œêèûùëï]|\\b(?:[cdjlmnst]|qu)['’](?=[a-zà-ÿ])",
    "pt": "[ãõ]",
    "it": "[ìò]|\\b(?:[dn]?ell|all|un)['’]|(?:[aeio][lr]e|zion[ei]|ità|gli)\\b",
    "de": "[äöüß]",
    "pl": "[ąćęłńśźż]",
    "tr": "[ığş]",
    "sv": "å",
}

# language -> how requests begin in it: verbs that ask for work, in the forms they are asked with; none is an English word
OPENINGS: dict[str, str] = {
    "es": """
    agrega agregar añade añadir anade arregla arreglar corrige corregir cambia cambiar actualiza actualizar crea crear
    elimina eliminar quita quitar borra borrar escribe escribir traduce traducir renombra renombrar revisa revisar
    mejora mejorar reemplaza reemplazar sustituye mueve mover configura configurar prueba probar documenta documentar
    muestra mostrar oculta ocultar migra migrar implementa implementar optimiza optimizar busca buscar encuentra
    generar instala instalar ajusta ajustar sube subir hacer diseña diseñar integra integrar construye permite
    permitir acelera acelerar fallo falla
    """,
    "fr": """
    ajoute ajouter ajoutez corrige corriger corrigez changer changez modifie modifiez créer créez supprime supprimer
    supprimez retirer écris écrire rédige rédiger traduis traduire renomme renommer vérifie améliore améliorer
    remplace remplacer déplace déplacer configurer documente affiche afficher masquer migre migrer implémente
    implémenter optimiser cherche chercher trouve trouver génère générer installe installer ajuste ajuster mets mettre
    répare réparer fais faire conçois concevoir intègre intégrer accélère accélérer décris décrire erreur
    """,
    "de": """
    füge fügt ergänze ergänzen behebe beheben korrigiere korrigieren ändere ändern repariere reparieren erstelle
    erstellen lösche löschen entferne entfernen schreibe schreiben übersetze übersetzen benenne umbenennen prüfe
    prüfen überprüfe verbessere verbessern ersetze ersetzen verschiebe verschieben konfiguriere konfigurieren teste
    testen dokumentiere zeige zeigen verstecke migriere migrieren implementiere implementieren optimiere optimieren
    suche suchen finde finden generiere installiere installieren passe aktualisiere aktualisieren baue bauen entwirf
    integriere bitte beschleunige beschleunigen beschreibe beschreiben fehler
    """,
    "pt": """
    adiciona adicione adicionar corrige corrija corrigir muda mude mudar altera altere alterar atualiza atualize
    atualizar cria crie criar elimina elimine apaga apague apagar remova remover escreve escreva escrever traduz
    traduza traduzir renomeia renomeie renomear verifica verifique verificar melhora melhore melhorar substitui
    substitua mova mover configura configurar testa teste documenta documente mostra mostre mostrar oculta oculte
    migra migre implementa implemente otimiza otimize otimizar procura encontra encontre gera gere gerar instala
    instale ajusta ajuste conserta conserte arruma arrume faz faça projeta projete integra integre acelera acelere
    acelerar descreve descreva erro falha
    """,
    "it": """
    aggiungi aggiungere correggi correggere cambia cambiare modifica modificare aggiorna aggiornare crea creare
    elimina eliminare rimuovi rimuovere cancella scrivi scrivere traduci tradurre rinomina rinominare controlla
    controllare verifica verificare migliora migliorare sostituisci sostituire sposta spostare configura configurare
    prova documenta documentare mostra mostrare nascondi nascondere migra migrare implementa implementare ottimizza
    ottimizzare cerca trova trovare generare installa installare sistema sistemare ripara riparare fai progetta
    progettare integra accelera accelerare velocizza descrivi errore
    """,
    "nl": """
    voeg repareer repareren corrigeer corrigeren verander veranderen wijzig wijzigen maak maken verwijder verwijderen
    schrijf schrijven vertaal vertalen hernoem hernoemen controleer controleren verbeter verbeteren vervang vervangen
    verplaats verplaatsen configureer configureren documenteer tonen verberg verbergen migreer migreren implementeer
    implementeren optimaliseer optimaliseren zoek zoeken vind genereer installeer installeren werk bouw bouwen ontwerp
    ontwerpen integreer zorg versnel versnellen beschrijf fout
    """,
    "pl": """
    dodaj dodać napraw naprawić popraw poprawić zmień zmienić zmien zaktualizuj zaktualizować utwórz utworzyć stwórz
    usuń usunąć usun napisz napisać przetłumacz przetlumacz sprawdź sprawdzić sprawdz ulepsz zastąp zamień zamien
    przenieś przenies skonfiguruj przetestuj udokumentuj pokaż pokaz wyświetl ukryj zmigruj zaimplementuj zoptymalizuj
    znajdź znajdz wygeneruj zainstaluj dostosuj zbuduj zaprojektuj zintegruj zrób proszę prosze przyspiesz przyśpiesz
    opisz błąd
    """,
    "tr": """
    ekle ekleyin düzelt düzeltin değiştir değiştirin güncelle güncelleyin oluştur oluşturun silin kaldır kaldırın yaz
    yazın çevir kontrol iyileştir taşı yapılandır lütfen hata
    """,
    "sv": """
    lägg laga fixa rätta ändra uppdatera skapa radera skriv översätt byt kontrollera granska förbättra ersätt flytta
    konfigurera testa dokumentera dölj migrera implementera optimera hitta generera installera justera bygg utforma
    integrera gör snälla snabba beskriv fel
    """,
}
CLOSINGS: dict[str, str] = {
    "tr": """
    ekle ekleyin düzelt düzeltin değiştir değiştirin güncelle güncelleyin oluştur oluşturun silin kaldır kaldırın yaz
    yazın çevir yap yapın edin iyileştir taşı yapılandır gider bul göster gizle adlandır hazırla tasarla hızlandır
    belgele açıkla
    """,
}
"""The same where the verb ends a request."""

LETTERS: dict[str, str] = {
    "es": "[ñáéíóú]",
    "fr": "[àâçéèêëîïôœùû]",
    "pt": "[ãõçáâéêíóôú]",
    "it": "[àèéìòù]",
    "de": "[äöüß]",
    "pl": "[ąćęłńóśźż]",
    "tr": "[çğıöşü]",
    "sv": "[åäö]",
}
"""Letters that English does without."""

# kind of work or `domain:<name>` -> terms
FOREIGN: dict[str, str] = {
    "documentation": """
    documentacion, documentación, traducir, manual de usuario, documentar, dokumentation, anleitung, handbuch,
    dokumentieren, rechtschreibfehler, tippfehler, tutoriel, redaction, traduction, documenter, documentação,
    documentazione, guida, documentatie, dokumentacja, ドキュメント, 文書, 説明, マニュアル, 翻訳, 誤字, 文档,
    文檔, 说明, 教程, 翻译, 문서, 번역, 설명서, документация, документацию, опечатка, руководство, перевод,
    توثيق, وثائق, دليل, ترجمة, خطأ إملائي, दस्तावेज़, दस्तावेज, अनुवाद, मार्गदर्शिका, faute de frappe, guide d'installation, rechtschreibung,
    dokument, пояснение, readme 文件
    """,
    "narrow": """
    boton, botón, campo, campos, formulario, formularios, atributo, atributos, filtro, buscador, busqueda,
    búsqueda, listado, anadir, añadir, agregar, mostrar, ocultar, bouton, champ, champs, formulaire,
    formulaires, attribut, attributs, ajouter, afficher, masquer, recherche, manquant, manquants, filtre, knopf,
    schaltfläche, feld, felder, formular, hinzufügen, anzeigen, ausblenden, suche, suchfunktion, spalte,
    fehlende, adicionar, botão, botao, pesquisa, aggiungere, pulsante, modulo, ricerca, toevoegen, knop, dodać,
    przycisk, ボタン, 検索, 一覧, 追加, 表示, 項目, フィルター, 入力, 画面, リンク, ラベル, 按钮, 添加, 增加,
    搜索, 显示, 字段, 列表, 链接, 버튼, 추가, 검색, 표시, 목록, 필드, кнопка, кнопку, добавить, поле, поиск,
    список, фильтр,
    زر, إضافة, أضف, عرض, حقل, قائمة, بحث, رابط, صفحة, बटन, जोड़ें, जोड़ना, दिखाएं, खोज, फ़ील्ड, सूची, लिंक, पृष्ठ,
    enlace, pie de página, encabezado, teléfono, en tête, lien, pied de page, schriftgröße, einstellungen, beschriftung,
    umbenennen, überschrift, menüpunkt, rodapé, cabeçalho, etichetta, переименовать, показать, исправить опечатку, ссылку, заголовок,
    退出按钮, 设置页面, 页脚, 重命名, 图标, 标题, 設定画面, 文言, アイコン
    """,
    "diagnosis": """
    error al, falla, fallo, lento, lenta, rendimiento, fuga de memoria, no funciona, investigar, erreur,
    plantage, lenteur, lent, fuite, ne fonctionne pas, pourquoi, absturz, fehler, langsam, speicherleck,
    funktioniert nicht, warum, untersuchen, ursache, erro, lentidão, não funciona, desempenho, errore,
    non funziona, prestazioni, 遅い, エラー, 不具合, クラッシュ, 原因, 調査, 落ちる, 動かない, パフォーマンス,
    错误, 崩溃, 缓慢, 性能, 优化, 泄漏, 调查, 오류, 느린, 느림, 성능, 버그, 원인, ошибка, ошибку, падает,
    медленно, утечка, не работает, производительность, причина,
    liefert keine, seit dem update, nicht mehr, stürzt, hängt, reagiert nicht, trava, lenta, travando, ao abrir, bloqué, bloque,
    ralentit, depuis la mise à jour, se cierra, se cuelga, lentitud, зависает, тормозит, вылетает, найти причину, بطيء, بطء, خطأ,
    تعطل, ينهار, الأداء, أداء, لا يعمل, تسرب, सबब, धीमा, धीमी, क्रैश, त्रुटि, कारण, प्रदर्शन, काम नहीं, 卡顿, 闪退, 无法, 内存泄漏, 遅延, 落ち
    """,
    "known_steps": """
    migrar, migración, migracion, refactorizar, integrar, desplegar, implementar, pasarela de pago, compras,
    permisos, autenticación, autenticacion, actualizar, migrer, refactoriser, intégrer, integrer, déployer,
    deployer, mettre en place, authentification, notifications, migrieren, umstellen, refaktorisieren,
    integrieren, einführen, aktualisieren, bereitstellen, anmeldung, berechtigungen, migração, integração,
    implantar, notificações, migrare, integrare, migreren, 移行, 統合, リファクタリング, 連携, 実装, 認証, 権限,
    通知, デプロイ, 決済, 迁移, 重构, 集成, 部署, 实现, 权限, 认证, 支付, 마이그레이션, 리팩토링, 통합, 배포,
    인증, 권한, 결제, миграция, перенести, рефакторинг, интеграция, интегрировать, внедрить, реализовать,
    авторизация,
    inicio de sesión, iniciar sesión, notificaciones, exportación, copias de seguridad, se connecter, sauvegarde, paiement en ligne,
    mise à jour, benachrichtigungen, datensicherung, mehrsprachig, ohne ausfall, notificação, cadastro, процесс регистрации,
    регистрации, регистрацию, подтверждение, уведомления, резервное копирование, обновить, ترحيل, نقل, دمج, تكامل, مصادقة, إشعارات,
    نشر, إعادة هيكلة, माइग्रेट, स्थानांतरित, एकीकृत, एकीकरण, प्रमाणीकरण, सूचनाएं, तैनात, 登录流程, 通知系统, 注册, 备份, 升级, 会員登録
    """,
    "open_design": """
    arquitectura, microservicios, reescribir, plataforma, diseñar, disenar, estrategia, rediseñar, architecture,
    microservices, réécrire, reecrire, plateforme, concevoir, stratégie, strategie, architektur, neu schreiben,
    plattform, entwerfen, konzept, mandantenfähig, arquitetura, microsserviços, reescrever, architettura,
    riscrivere, piattaforma, progettare, アーキテクチャ, マイクロサービス, 全面, 再設計, 設計, 基盤,
    プラットフォーム, 刷新, 架构, 架構, 微服务, 重写, 平台, 设计, 设计方案, 아키텍처, 마이크로서비스, 재설계,
    설계, 플랫폼, архитектура, архитектуру, микросервисы, переписать, платформа, спроектировать, разработать,
    umgestaltung, neugestaltung, modulare, micro frontends, gesamtarchitektur, architektur für, rediseño, diseño de, refonte,
    conception, arquitectura de, reformulação, проектирование, новая архитектура, هندسة, بنية, معمارية, الخدمات المصغرة, إعادة كتابة, منصة,
    تصميم, आर्किटेक्चर, माइक्रोसर्विसेज, माइक्रोसर्विस, पुनर्लेखन, प्लेटफ़ॉर्म, प्लेटफॉर्म, डिज़ाइन, 系统架构, 即时通讯系统, 百万用户, 百万, 分布式
    """,
    "scope": """
    todo el, todos los, toda la, completo, entero, tous les, toutes les, entier, complet, gesamte, gesamten,
    alle, ganze, komplett, todos os, tutti, intero, 全体, すべて, 全て, 全部, 整个, 所有, 전체, 모든, все, весь,
    всю, полностью,
    kompletten, sämtliche, gesamter, كامل, جميع, كل, पूरे, सभी, संपूर्ण, toda a, todas as, intera
    """,
    "domain:payment": """
    pago, pagos, pasarela de pago, factura, facturas, suscripción, paiement, facturation, abonnement, zahlung,
    zahlungen, rechnung, abonnements, pagamento, fatura, assinatura, fattura, betaling, płatność, 決済, 支払い,
    請求, 課金, 支付, 付款, 发票, 订阅, 결제, 청구, 구독, оплата, платеж, платежи, счет,
    الدفع, مدفوعات, فاتورة, भुगतान, चालान
    """,
    "domain:security": """
    seguridad, contraseña, sécurité, mot de passe, connexion, sicherheit, passwort, segurança, senha, sicurezza,
    セキュリティ, パスワード, ログイン, 安全, 密码, 登录, 보안, 비밀번호, 로그인, безопасность, пароль, вход,
    أمان, الأمن, كلمة المرور, تسجيل الدخول, सुरक्षा, पासवर्ड, लॉगिन
    """,
    "domain:data": """
    base de datos, datos, base de données, données, datenbank, daten, banco de dados, dados, dati, データベース,
    データ, 数据库, 数据, 데이터베이스, 데이터, база данных, данные,
    قاعدة البيانات, بيانات, डेटाबेस, डेटा
    """,
    "domain:healthcare": """
    paciente, pacientes, hospital, patientenakte, krankenhaus, hôpital, médical, saúde, 患者, 医療, 病院, 医疗,
    医院, 환자, 의료, 병원, пациент, больница,
    مريض, مستشفى, طبي, मरीज, रोगी, अस्पताल, चिकित्सा, medizin, médico, patienten, hospitalier
    """,
    "domain:blockchain": """
    cadena de bloques, chaîne de blocs, ブロックチェーン, 区块链, 區塊鏈, 블록체인, блокчейн,
    بلوكشين, سلسلة الكتل, ब्लॉकचेन, cadeia de blocos
    """,
    "domain:quantum": "cuántica, quantique, quanten, 量子, 양자, квантовый, квантовая, كمومي, الكم, क्वांटम, quântica, quantistica",
    "domain:robotics": """
    robótica, roboter, drohne, dron, drones, ドローン, ロボット, 自動運転, 无人机, 机器人, 自动驾驶, 드론, 로봇,
    자율주행, дрон, робот,
    روبوت, طائرة بدون طيار, रोबोट, ड्रोन
    """,
    "domain:aerospace": """
    satélite, satellit, raumfahrt, 衛星, 宇宙, 卫星, 航天, 위성, 우주, спутник,
    قمر صناعي, उपग्रह, अंतरिक्ष
    """,
    "domain:compliance": """
    rgpd, dsgvo, ley, gesetz, datenschutz, loi, protección de datos, lgpd, 個人情報, 法令, 合规, 隐私, 개인정보,
    закон, персональные данные,
    قانون, خصوصية, गोपनीयता, कानून
    """,
    "domain:accessibility": """
    accesibilidad, accessibilité, barrierefrei, barrierefreiheit, acessibilidade, アクセシビリティ, 无障碍,
    접근성, доступность,
    إمكانية الوصول, पहुँच
    """,
    "domain:machine-learning-research": """
    föderiertes lernen, aprendizaje federado, apprentissage fédéré, 联邦学习, 强化学习, 連合学習, 強化学習, 연합 학습,
    федеративное обучение
    """,
    "domain:finance": """
    banco, bancaria, banque, bank, banken, banca, банк, банковская, 銀行, 银行, 은행, بنك, बैंक
    """,
    "domain:frontend": """
    página, pagina, pantalla, formulario, page, écran, seite, oberfläche, ページ, 画面, 页面, 界面, 페이지,
    화면, страница, экран,
    صفحة, شاشة, पृष्ठ, स्क्रीन
    """,
}
