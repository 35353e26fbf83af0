"""Words that tell how much work an objective asks for: known steps, open design, reach and promises. Data only.

The form of the entries is explained in `lexicon_work`.
"""

from __future__ import annotations

from podium.core.decision.lexicon_entries import Entries

BREADTH: dict[str, Entries] = {
    # A known kind of work in several coordinated steps.
    "known_steps": (
        (
            0.7,
            """
            migrate, migration, service level objective, content security policy, role based access control,
            rate limit, rate limiting, progressive web app, scheduled export, reconcile, reconciliation, data export,
            installer, notarise, packaging, matrix build, build matrix, release job, cross browser, live update,
            real time update, status update, live order, translation workflow, address validation, bulk import,
            bulk edit, undo redo, search engine optimisation, versioning, audit logging, user roles, login with,
            social login, passwordless, email campaign, reporting, scheduled report, booking, calendar sync, chat,
            live chat, comment system, file sharing, image processing, video upload, crawler, scraper, data cleaning,
            dedupe, retry logic, load balancer, auto scaling, autoscaling, log aggregation, cache invalidation,
            dependency upgrade, major version, framework upgrade, python 3, java 21, angular, typescript,
            codebase from, migrating, refactor, refactoring, rework, restructure, reorganise, reorganize, roll out,
            rollout, zero downtime, blue green, canary, cut over, cutover, switch over, move to, port to, porting,
            convert, backfill, release pipeline, ci pipeline, ci cd, deployment, deploy, provision, set up,
            nightly build, end to end test, integration test, test suite, test coverage, e2e test, test campaign,
            split, break up, break into, extract, consolidate, unify, bring together, deduplicate, webhook, import,
            sync, synchronise, synchronize, multi currency, backup, restore, disaster recovery, monitoring,
            observability, alerting, tracing, helm, terraform, ansible, screen reader, accessibility audit, wcag,
            sbom, cosign, sso, single sign on, oauth, two factor, 2fa, mfa, localisation, localization,
            internationalise, internationalize, i18n, offline mode, push notification, background job, job queue,
            approval workflow, audit log, role based, rbac, restrict, payment gateway, checkout, recommendation,
            full text search, caching layer, feature flag, a/b test, ab test, data retention, account deletion,
            saml, oidc, openid, ldap, keycloak, s3, password reset flow, onboarding flow, node pool, modernise, modernize, overhaul, revamp, redesign,
            replace, init container, containerise, containerize, dockerize, dockerise,
            upgrade from, major upgrade, upgrade to, offline support, scim, provisioning, two way sync, weekly digest, daily digest,
            e signature, docusign, keyboard only, axe, lighthouse, archive, purge, canary release, dead letter, arm64,
            structured logging, correlation id, duplicate record, cross reference, sepa, swap out,
            replace our, rewrite the tests, log rotation, secret rotation, rotate, seed data, data import, etl job, cron job, cron,
            pagination everywhere, lazy loading, code splitting, bundle size, image size, build time, static site, sign up flow,
            signup, checkout flow, upgrades and downgrades
            """,
        ),
        (
            0.4,
            """
            handle, support, integrate, integration, extend, implement, build, automate, connect, combine, rearrange,
            clean up, cleanup, untangle, improve, harden, adapt, transition, switch, move, rebuild, introduce,
            manage, import, process, generate, schedule, coordinate, plan, several, multiple, flow, pipeline,
            scheduled, in parallel, concurrent, thread, lock, mutex, queue, retry, recovery, recover, robust,
            edge case, upgrade, report, merge, container, containers, permission, real time, realtime, move the,
            dashboard,
            make sure, moderation, import from, several languages, languages, right to left, landscape, per seat, test coverage,
            single sign on, own domain, custom domain, compatibility, deviation, verify, check that, automatically, scan, scanning,
            invoice, renewal, recurring, payment method, pay, credit card, refund, prorate, proration
            """,
        ),
    ),
    # Broad, architectural or open: what is to be built must be worked out first.
    "open_design": (
        (
            0.85,
            """
            scripting language, third parties, marketplace, extension api, module system, sdk generator,
            recommendation engine, saas, customer portal, conflict resolution, event bus, message bus,
            event backbone, headless, super app, game world, search engine, operating system, virtual machine,
            own database, own language, knowledge graph, digital twin, simulation engine, trading platform,
            video platform, streaming platform, e learning platform, social network, low code, no code, rules engine,
            cobol, mainframe, legacy system, inter service, across services, between services, across teams,
            all teams, all products, all apps, company wide, suite of, family of, multi language, multi platform,
            cross platform, white label, api first, mobile first, data governance, master data, single customer view,
            omnichannel, zero knowledge architecture, identity platform, permission model, object model,
            domain model, mental model, information architecture, long term, five year, investigate options,
            consider, rethink, choose between, assess whether, alternatives to, whether we can, whether to,
            future of, direction for, north star, target picture, blueprint, service oriented, loosely coupled,
            bounded context, strangler, decouple, break the monolith, split the monolith, programming language,
            new language, caching strategy, design a, plan the migration, on premise, architecture, architect,
            rearchitect, re architect, reference architecture, microservice, microservices, micro frontend, monolith,
            monolithic, event sourcing, event sourced, event store, event driven, cqrs, saga, domain driven,
            multi tenant, multitenant, multi tenancy, multitenancy, tenant isolation, data isolation, rewrite,
            re write, rewrite in, from scratch, ground up, epic, roadmap, strategy, spike, feasibility,
            proof of concept, poc, prototype, rfc, adr, design doc, design document, proposal, propose, evaluate,
            explore, decide, source of truth, service mesh, data mesh, data lake, lakehouse, data platform,
            data warehouse, feature store, plugin system, plugin architecture, extension system, language support,
            type system, compiler, query engine, query planner, state machine, code generation, codegen, netcode,
            game engine, sandbox, sandboxed, distributed, raft, paxos, consensus, sharding, shard, split brain,
            active active, multi region, consistency, crdt, offline first, local first, collaborative editing,
            real time collaboration, digital transformation, greenfield, whole platform, platform for, ecosystem,
            circular dependency, circular dependencies, layers, layered, hexagonal, modular, modularise, modularize,
            vendor neutral, cloud native, hybrid cloud, multi cloud, serverless, control plane, data plane,
            federation, federated, orchestrator, scheduler, workflow engine, etl, paradigm, next generation,
            next gen, v2 of the whole, from monolith, unified api, internal developer platform,
            self service platform, all services,
            into a platform, platform where, internal platform, own platform, any team, alternative to our, replacement for our,
            self hosted alternative, way out of, move away from, get rid of the, co editing, collaborative, incremental compilation,
            incremental computation, incremental engine, cost based, query optimizer, domain event, feature module, one code base,
            single code base, shared code base, agent framework, multi agent, multi agent system, matchmaking, ai native,
            structured concurrency, concurrency model, memory model, execution model, runtime model, next major version,
            module boundary, decompose, decomposition, compatibility layer, abstraction layer, database engine, own protocol,
            wire protocol, sync engine, rendering engine, render pipeline, rendering pipeline, layout engine, physics engine, package manager,
            build system, workflow builder, form builder, report builder, page builder, visual editor, analytics platform,
            observability platform, mlops, ml platform, many merchants, multi vendor, many customers, millions of users,
            millions of, scale out, horizontal scaling, real time collaborative, third party developers,
            extension point, plugin api, plugin framework, add on system, theming engine, policy engine,
            permission system, notification system, identity provider, unified, generic framework,
            generics, pattern matching, operator overloading, coroutines, macro system, type inference, public api,
            developer portal, into into one system, one product, data catalog, data catalogue, mod system, modding, lms,
            learning management, content management system, management system, learning platform, social platform,
            instant messaging, streaming service, ride hailing, booking platform, open world, world streaming,
            procedural generation, storage format, versioned schema, batch to streaming,
            monorepo, reseller, resellers, white labelling, self hosting, self hosted, one binary, upgrade path,
            experimentation platform, owns its data, shared database, own service, custom nodes, visual workflow, game from scratch,
            app from scratch, new product, second generation, rework the core, core rewrite, new core, new engine, new backend,
            backend from, shared memory between agents, tool use framework, evaluation framework, testing framework for,
            scale horizontally, plugin model
            """,
        ),
        (
            0.4,
            """
            design, redesign, define, specify, specification, research, platform, framework, engine, protocol,
            infrastructure, infra, autonomous, system, services, backend and frontend, full stack, saas, scalable,
            scalability, scale, scaling, tenant, rethink, reimagine, vision, approach, compare, alternatives,
            trade off, tradeoff, concept, standardise, standardize, generic, extensible, capability, initiative,
            kafka, transition, persistence, semantics, abstraction, storage engine, pluggable, interoperability,
            interoperable,
            ready for, prepare the system, across web, model for, engine for, hybrid, next step, ideas, brainstorm,
            investigate how, how we could, could support, work out, figure out how, paradigm shift, bidirectional, graphql, grpc,
            wasm, webassembly, offline, agents, agentic, builder, versioning,
            universal, file format, binary format, file system
            """,
        ),
    ),
    # How far it reaches.
    "scope": (
        (
            0.8,
            """
            whole, entire, entirely, everything, across all, across the, across, end to end, all services,
            all systems, all modules, every service, every module, all teams, every team, all platforms,
            company wide, organisation wide, organization wide, global, globally, worldwide, codebase, code base,
            project wide, platform wide, cross cutting, whole project, throughout, wholesale,
            whole company, whole product, entire product, all products, all our, all clients, all platforms, every integration,
            every entity, every page, every screen, every endpoint, everywhere, organisation, any team
            """,
        ),
        (
            0.45,
            """
            all, every, each, complete, completely, full, fully, comprehensive, various, many, hundreds, thousands,
            multiple
            """,
        ),
    ),
    # Promises that must hold, or conditions on the way.
    "guarantees": (
        (
            0.7,
            """
            zero downtime, without downtime, no downtime, without interruption, zero data loss, no data loss,
            data loss, guarantee, guaranteed, provable, provably, proven, prove, verifiable, verified, tamper proof,
            tamper evident, fault tolerant, fault tolerance, exactly once, hard real time, deterministic, idempotent,
            backwards compatible, backward compatible, without breaking, must not, cannot, cant,
            never, under partitions, byzantine, bit exact, constant time, trustless, without trust, zero trust,
            five nines, 99.99, low latency, sub millisecond, offline, air gapped, downtime, reroute
            """,
        ),
        (
            0.35,
            """
            without, must, ensure, while keeping, ahead of, until, once, no, high availability, secure, safe, safely,
            reliable, strict
            """,
        ),
    ),
}
