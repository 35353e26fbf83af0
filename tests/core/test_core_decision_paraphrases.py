"""The usage patterns of the seed, said in other words, route alike with an empty database."""

from __future__ import annotations

import pytest

from podium.core.decision import decide
from podium.core.values import Catalogue

LEAST_ALIKE = 0.9
PARAPHRASES: dict[str, str] = {
    "direct_atomic": """
        Add user profile image upload functionality
        Let users upload a profile picture
        Implement profile image upload
        Add avatar upload to the profile page
        Allow people to upload a photo for their profile
        Add image upload to user profiles
        Users should be able to upload a profile image
        Profile picture upload
        Create an upload button for the profile photo
        add feature: upload of user profile image
        Support uploading an avatar
        Enable profile photo uploads
        Build a profile image upload
        Please add profile image upload functionality for users
        I want to upload my profile picture
        As a user I want to upload a profile picture
        Add a form to upload a user's profile image
        Implement user avatar upload functionality
        Add photo upload to account settings
        Add profile pic upload
        ADD USER PROFILE IMAGE UPLOAD FUNCTIONALITY
        add user profle image uplaod functionality
        Add upload of a profile image for each user
        Add the ability to upload a profile image
        Provide profile image uploads in the user settings
        Make it possible to upload a profile image
        We need an image upload for user profiles
        Add user profile image upload functionality.
        Add file upload for profile pictures
        Add user avatar uploading
        Let a user replace the profile image by uploading one
        Add image upload functionality to the user profile page
    """,
    "orchestrated_workflow": """
        Optimize application response time under high load
        Improve response time under heavy load
        Reduce response times of the application at peak load
        Make the application respond faster under high load
        Optimise API latency under load
        Application is slow under high load, optimize it
        Speed up the app when many users are online
        Lower the response time of our service during traffic peaks
        Improve application performance under load
        Tune the application so that it stays responsive under high traffic
        Optimize backend response time under high concurrency
        Response time gets worse under high load, improve it
        Bring p95 latency down under peak traffic
        Optimize application latency at high load
        Improve throughput and response time under load
        Fix slow responses under heavy traffic
        Optimize response time
        Get response times under 200 ms at high load
        Make pages load quickly even under high load
        Performance tuning: response time under high load
        Reduce latency under heavy concurrent load
        Optimize the web application's response time under high load
        OPTIMIZE APPLICATION RESPONSE TIME UNDER HIGH LOAD
        Optimize aplication responce time under high load
        Profile and optimize response times under load
        Our app responds too slowly at peak times, make it faster
        Optimize database and application response time under high load
        Improve server response time during load spikes
        Keep response times low under high load
        Shorten application response time at high load
        Make the API fast under load
    """,
    "multi_workflow": """
        Design microservices architecture for e-commerce platform
        Design a microservice architecture for our online shop
        Architect microservices for an e-commerce system
        Create a microservices architecture for an ecommerce platform
        Plan a microservices architecture for a webshop
        Develop a microservices architecture for e-commerce
        Design the architecture of an e-commerce platform with microservices
        Propose a microservices design for our e-commerce platform
        Design a scalable microservices architecture for an online store
        Move our e-commerce platform to a microservices architecture
        Design microservices for an e-commerce application
        Split the e-commerce monolith into microservices
        Break our shop into microservices
        Define a microservices architecture for the e-commerce backend
        Microservices architecture for e-commerce platform
        Design distributed microservices architecture for e-commerce marketplace
        Design a microservices-based e-commerce platform
        Work out a microservices architecture for the store
        Design service boundaries for an e-commerce microservices platform
        Rearchitect the e-commerce platform as microservices
        Design an event-driven microservices architecture for an e-commerce platform
        DESIGN MICROSERVICES ARCHITECTURE FOR E-COMMERCE PLATFORM
        Design micorservices architecture for e-commerce platform
        Design microservices architecure for ecommerce platform
        Please design a microservices architecture for an e-commerce platform
        We want a microservice architecture for our web shop
        Create the architecture for an e-commerce platform built on microservices
        Transform our e-commerce platform into microservices
        Draft a microservices architecture for e-commerce
        Design a cloud native microservices architecture for e-commerce
        Design a microservice architecture for an e-commerce platform with catalog, cart and orders
    """,
    "specialized_agents": """
        Integrate blockchain payment system with existing platform
        Integrate a blockchain payment system into our platform
        Add blockchain payments to the existing platform
        Connect a blockchain based payment system to the existing platform
        Integrate cryptocurrency payments with our current platform
        Implement blockchain payment integration
        Integrate crypto payments into the existing checkout
        Accept blockchain payments on the existing platform
        Build a blockchain payment gateway for our platform
        Blockchain payment system integration with existing platform
        Integrate a payment system on blockchain with legacy platform
        Bring blockchain payments to our marketplace
        Enable payments over the blockchain in our existing system
        Introduce a blockchain payment solution to the platform
        Integrate Ethereum payments with the existing platform
        Integrate stablecoin payments into our platform
        Let customers pay with Bitcoin on the existing platform
        Support blockchain-based payments in the existing platform
        Integrate smart contract payments with our platform
        INTEGRATE BLOCKCHAIN PAYMENT SYSTEM WITH EXISTING PLATFORM
        Integrate blockchian payment system with existing platform
        Integrate blokchain payment system with existing platform
        Please integrate a blockchain payment system with our existing platform
        We need to integrate blockchain payments with the platform we have
        Design and integrate a blockchain payment system
        Integrate on-chain payments with the existing platform
        Integrate web3 payment system with existing platform
        Wire a blockchain payment provider into the platform
        Integrate decentralized blockchain payments with existing e-commerce platform
        Replace our payment system by a blockchain payment system
        Integrate a blockchain wallet and payment system with the existing platform
    """,
}
IN_OTHER_LANGUAGES: dict[str, str] = {
    "direct_atomic": """
        أضف زر بحث إلى صفحة القائمة
        सूची पृष्ठ पर खोज बटन जोड़ें
        Añadir un botón para subir la foto de perfil
        Ajouter un bouton pour télécharger une photo de profil
        プロフィール画像のアップロード機能を追加する
        添加用户头像上传功能
        Добавить загрузку аватара пользователя
    """,
    "orchestrated_workflow": """
        التطبيق بطيء جدا منذ التحديث، ابحث عن السبب
        ऐप बहुत धीमा है, कारण खोजें
        Die Anwendung ist unter Last zu langsam, Antwortzeit verbessern
        Optimizar el tiempo de respuesta de la aplicación bajo carga
        Optimiser le temps de réponse sous forte charge
        高負荷時の応答時間を改善する
        优化高负载下的应用响应时间
        Оптимизировать время ответа приложения под нагрузкой
    """,
    "multi_workflow": """
        إعادة كتابة المنصة كاملة بمعمارية الخدمات المصغرة
        पूरे प्लेटफ़ॉर्म के लिए माइक्रोसर्विस आर्किटेक्चर डिज़ाइन करें
        Entwirf eine Microservice-Architektur für eine E-Commerce-Plattform
        Diseñar una arquitectura de microservicios para la plataforma de comercio electrónico
        Concevoir une architecture microservices pour une plateforme de commerce en ligne
        ECプラットフォームのマイクロサービスアーキテクチャを設計する
        设计电商平台的微服务架构
        Спроектировать микросервисную архитектуру для интернет-магазина
    """,
    "specialized_agents": """
        دمج نظام دفع بلوكشين مع المنصة الحالية
        मौजूदा प्लेटफ़ॉर्म के साथ ब्लॉकचेन भुगतान प्रणाली एकीकृत करें
        Integriere ein Blockchain-Zahlungssystem in die bestehende Plattform
        Integrar un sistema de pago con blockchain en la plataforma existente
        Intégrer un système de paiement blockchain à la plateforme existante
        既存のプラットフォームにブロックチェーン決済を統合する
        将区块链支付系统与现有平台集成
        Интегрировать блокчейн-платежи в существующую платформу
    """,
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def _routed(objective: str) -> str:
    return decide(objective, catalogue=Catalogue({})).route.strategy


@pytest.mark.parametrize(
    "strategy",
    [
        pytest.param("direct_atomic", marks=pytest.mark.requirement("selection-direct")),
        pytest.param("orchestrated_workflow", marks=pytest.mark.requirement("selection-workflow")),
        pytest.param("multi_workflow", marks=pytest.mark.requirement("selection-multi")),
        pytest.param("specialized_agents", marks=pytest.mark.requirement("selection-agents")),
    ],
)
def test_paraphrases_of_a_pattern_route_alike(strategy):
    lines = _lines(PARAPHRASES[strategy])
    assert len(lines) >= 30
    assert sum(_routed(line) == strategy for line in lines) >= LEAST_ALIKE * len(lines)


@pytest.mark.parametrize(
    ("strategy", "objective"), [(s, line) for s, text in IN_OTHER_LANGUAGES.items() for line in _lines(text)]
)
def test_the_same_work_said_in_another_language_routes_alike(strategy, objective):
    assert _routed(objective) == strategy
