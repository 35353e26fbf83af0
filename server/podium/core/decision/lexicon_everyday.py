"""Fields of everyday software work, with their terms. Data only.

The fields of a `Domain` are explained in `lexicon_domains`.
"""

from __future__ import annotations

from podium.core.decision.domain import Domain

EVERYDAY: tuple[Domain, ...] = (
    Domain(
        "payment",
        0.12,
        0.35,
        "payment, security, compliance, integration",
        """
        payment, payments, billing, subscription, subscriptions, refund, prorate, proration, prorated, checkout,
        stripe, paypal, adyen, braintree, payout, credit card, chargeback, dunning, invoice, invoicing, vat,
        sales tax, multi currency, currency, escrow, direct debit, sepa, pos terminal, point of sale,
        payment gateway, pay
        """,
        """
        paid plan, pricing plan, plan upgrade, free trial, price, pricing, coupon, credit, discount, order, cart,
        accounting, settle, settlement, donation, purchase
        """,
    ),
    Domain(
        "embedded",
        0.25,
        0.25,
        "embedded, performance, security",
        """
        firmware, microcontroller, stm32, esp32, nrf52, rtos, freertos, zephyr, bootloader, ota, ota update,
        over the air, deep sleep, lora, lorawan, zigbee, fpga, verilog, vhdl, asic, risc v, riscv, hypervisor,
        device driver, kernel driver, kernel module, bare metal, ebpf, device tree, jtag, hardware in the loop,
        embedded, uefi, pcie, dma, iommu, interrupt handler, memory protection unit, low power, hardware,
        secure element, hardware abstraction, board support, bsp, yocto, buildroot, power management ic, cortex m,
        avr, flash layout, wear levelling, mcu, energy harvesting, can fd, lin bus, peripheral, oscilloscope,
        usb stack, display driver, camera driver
        """,
        """
        watchdog, watchdog timer, on board, mqtt, gps, bluetooth, ble, sensor, gpio, i2c, uart, arduino,
        raspberry pi, kernel, driver, arm64, iot, gateway device
        """,
    ),
    Domain(
        "machine-learning",
        0.15,
        0.15,
        "machine-learning, data, performance",
        """
        machine learning, deep learning, model training, neural, neural network, llm, fine tune, fine tuning, rag,
        embeddings, feature store, inference, transformer, computer vision, speech recognition, recommender,
        vector search, prompt injection, training job, diffusion model, autonomous agent, ai agent, agentic,
        foundation model
        """,
        "ai, training, prediction, classifier, agents, prompt, learned, embedding, vector, dataset",
    ),
    Domain(
        "distributed-systems",
        0.25,
        0.25,
        "architecture, data, reliability",
        """
        raft, paxos, consensus, consensus algorithm, split brain, network partition, partitions, quorum,
        leader election, active active, multi region, multi master, crdt, eventual consistency, strong consistency,
        distributed transaction, two phase commit, jepsen, membership change,
        sharding, geo distributed, geo replication, byzantine, clock skew, gossip, acknowledged write, lost writes,
        exactly once, decentralised, decentralized, peer to peer, p2p, libp2p, dht, failover, vector clock,
        total order, causal consistency, distributed lock, distributed log, write ahead log, chain replication,
        anti entropy, merkle tree sync, geo redundant, cross region, across regions, global database,
        multi datacenter, active passive, causal broadcast
        """,
        "replication, replica, consistency, cluster, distributed, federation, region, concurrency",
    ),
    Domain(
        "architecture",
        0.05,
        0.1,
        "architecture, integration, security, performance",
        """
        architecture, microservice, microservices, monolith, monolithic, event sourcing, event sourced, event store,
        cqrs, event driven, domain driven, service mesh, multi tenant, multitenant, tenant isolation, tenant,
        hexagonal, enterprise architecture, platform, service oriented, api gateway, serverless, rewrite, re write
        """,
        "design, services, modular, layers, framework, scalability, kafka, system",
    ),
    Domain(
        "security",
        0.12,
        0.3,
        "security, risk, testing",
        """
        security, authentication, authorization, authorisation, sso, saml, oidc, oauth, rbac, vulnerability, cve,
        xss, csrf, sql injection, pentest, penetration test, secrets, sandbox, sandboxed, sbom, cosign, supply chain,
        threat model, zero trust, malware, exploit, access control, data isolation, mfa, 2fa, intrusion, ddos,
        permission, permissions, content security policy, rate limit, audit security, privilege, hardening, csp,
        cors, clickjacking, ssrf, single sign on, okta, ldap, keycloak, mtls, api key, brute force, bot protection,
        captcha, encryption at rest
        """,
        """
        login, password, token, session, role, signing, encryption, auth, certificate, firewall, isolation,
        malicious
        """,
    ),
    Domain(
        "performance",
        0.05,
        0.1,
        "performance, reliability, data",
        """
        performance, latency, throughput, response time, memory usage, memory leak, heap, oom, slow, slowdown,
        snappy, responsive, high load, load test, bottleneck, optimize, optimise, profiler, n+1, benchmark, cache,
        caching, regression, cpu usage, faster, concurrency, speed up, scalability, traffic
        """,
        "load, scale, memory, timeout, worker, lag, deadlock, race, mutex, lazy load",
    ),
    Domain(
        "data",
        0.08,
        0.15,
        "data, performance, integration",
        """
        database, postgres, postgresql, mysql, mongodb, sqlite, redis, etl, data pipeline, warehouse, data lake,
        iceberg, delta, kafka, spark, structured streaming, schema, sql, query, index, dataset, snowflake, bigquery,
        dbt, feature store, object storage, vector search, elasticsearch, stored procedure, materialized view, orm,
        storage engine, migration
        """,
        "table, data, storage, record, column, import, export, analytics, report, backup, repository",
    ),
    Domain(
        "integration",
        0.06,
        0.15,
        "integration, security",
        """
        integrate, integration, webhook, third party, external api, connector, sync, bridge, interoperability,
        middleware, adapter, api gateway, message broker, import, sap, salesforce, erp, crm, edi, legacy system,
        existing platform, mqtt
        """,
        "api, sdk, client, plugin, provider, endpoint, protocol, gateway, portal",
    ),
    Domain(
        "infrastructure",
        0.08,
        0.2,
        "deployment, reliability, security",
        """
        kubernetes, k8s, helm, docker, container, containers, terraform, ansible, ci, ci cd, github actions, jenkins,
        release pipeline, deployment, deploy, cluster, node pool, dns, load balancer, nginx, server, aws, azure, gcp,
        cloud, nightly build, monitoring, observability, opentelemetry, prometheus, grafana, slo, init container,
        downtime, data center, production
        """,
        "release, pipeline, build, infra, namespace, operator, incident, upgrade, https, environment",
    ),
    Domain(
        "legacy",
        0.25,
        0.3,
        "migration, architecture, data",
        """
        mainframe, cobol, as/400, as400, rpg code, z/os, db2, fortran, delphi, vb6, visual basic, ims database, jcl,
        pl/i, legacy core
        """,
        "legacy, modernization, modernisation, modernise, modernize",
    ),
    Domain(
        "language-tooling",
        0.25,
        0.05,
        "architecture, research, testing",
        """
        compiler, llvm, type system, borrow checker, garbage collector, jit, codegen, code generation, parser,
        grammar, language support, static analysis, interpreter, virtual machine, wasm, webassembly, language server,
        macro system, bytecode, decompiler, state machines, language feature
        """,
        "language, syntax, ast, rust, c++, import cycle, lint, linting, async",
    ),
    Domain(
        "games-graphics",
        0.22,
        0.05,
        "performance, frontend, testing",
        """
        netcode, emulator, shader, ray tracing, webgpu, vulkan, opengl, game engine, physics engine,
        rendering engine, augmented reality, virtual reality, ar, vr, xr, voxel, path tracing, multiplayer, game
        """,
        "game menu, sprite, level editor, rendering, render, animation, 3d, replay, save state",
    ),
    Domain(
        "frontend",
        0.03,
        0.03,
        "frontend, design, accessibility",
        """
        frontend, front end, ui, user interface, css, react, vue, angular, svelte, button, tooltip, page, form, menu,
        modal, dashboard, editor, theme, dark mode, layout, component, screen, landing page, sidebar, navigation,
        image upload, upload
        """,
        "user, profile, image, view, browser, html, web, click, extension, website",
    ),
    Domain(
        "mobile",
        0.08,
        0.05,
        "mobile, frontend, testing",
        """
        ios, android, mobile app, react native, flutter, swiftui, kotlin multiplatform, deep linking,
        push notification, app store, phone
        """,
        "mobile, app, device, tablet",
    ),
    Domain(
        "accessibility",
        0.06,
        0.08,
        "accessibility, frontend, testing",
        """
        accessibility, a11y, wcag, screen reader, aria, colorblind, colorblindness, colour blind,
        keyboard navigation, high contrast, captions, autocomplete attribute
        """,
        "keyboard, contrast, focus, alt text",
    ),
    Domain(
        "testing",
        0.03,
        0.03,
        "testing, reliability",
        """
        test, tests, unit test, test suite, end to end test, e2e, integration test, flaky, coverage, fuzz, fuzzing,
        property based, regression test, stress test, test case
        """,
        "qa, fixture, mock, verify, assert",
    ),
    Domain(
        "documentation",
        0.0,
        0.0,
        "documentation",
        """
        docs, documentation, readme, tutorial, guide, article, blog post, changelog, manual, wiki, faq, quickstart,
        document, typo, chapter, handbook, docs site
        """,
        "example, section, description, reference, page on, glossary",
    ),
    Domain(
        "commerce",
        0.04,
        0.15,
        "payment, frontend, integration",
        """
        e commerce, ecommerce, online shop, web shop, webshop, storefront, shopping cart, product catalogue,
        product catalog, marketplace, inventory, shop
        """,
        "order, ordering, cart, customer, product, ticketing, warehouse stock",
    ),
)
