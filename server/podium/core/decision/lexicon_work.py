"""Words that tell what kind of work an objective asks for, whatever its subject. Data only.

Each entry is a strength in (0, 1] and a comma-separated list of terms. Terms are compared by stem, hyphens count as
blanks, and the longest term that fits wins, so `landing page` hides `landing`. The strengths are ordinal judgements
(.3 a hint, .6 likely, .9 nearly certain), not measurements.
"""

from __future__ import annotations

Entries = tuple[tuple[float, str], ...]

NEUTRAL = """
health check, healthcheck, css grid, grid view, grid layout, data grid, landing page, sign in, sign up, sign out,
log in, design system, robots txt, key binding, keyboard shortcut, power user, smart quotes, case sensitive,
status page, control panel, version control, source control, quality control, remote control, docker image,
unit of work, as a user, as an admin, rate limit, no longer, not only, at least, out of the box, on the fly,
by default, state of the art, as a service, all in one, once and for all, at all, first of all, event listener,
event handler, click event, service worker, web worker, pull request, issue template, role model, mission statement,
launch date, drone ci, rocket chat, spring boot, reactor pattern, project reactor, driver class, web driver,
webdriver, test driver, jdbc driver, storage driver, lambda function, model class, data model, view model,
bank holiday, social security, security group, quantum leap, particle effect, signal handler, law of demeter,
in order to, data mining, docker swarm, liveness probe, readiness probe, circuit breaker, flight search,
flight booking, feature flight, in flight request, type safety, thread safety, null safety, memory safety,
google drive, thread safe, type safe, patient zero, medical term
"""

WORK: dict[str, Entries] = {
    # The deliverable is text for people.
    "documentation": (
        (
            0.9,
            """
            docs, documentation, readme, tutorial, blog post, blog article, runbook, playbook, diagram, post mortem,
            postmortem, press release, legal notice, write down, style guide, api reference, man page, meeting notes,
            article, changelog, release note, user manual, the manual, wiki, docstring, faq, glossary, how to guide,
            guide, install instructions, installation instructions, quickstart, getting started, cheat sheet,
            cheatsheet, typo, misspelling, spelling, wording, proofread, code comment, contributing md, footnote,
            screenshot, docs page, doc page, white paper, whitepaper, newsletter, case study, walkthrough, handbook,
            onboarding guide, code of conduct, licence header, license header, javadoc, sphinx docs, storybook entry
            """,
        ),
        (
            0.6,
            """
            document, describe, explain, mention, clarify, write up, chapter, doc, translation, dead link,
            broken link, error tipografico
            """,
        ),
    ),
    # One thing in one place: the reader can point at it.
    "narrow": (
        (
            0.8,
            """
            tooltip, parameter, param, query param, argument, flag, button, icon, label, placeholder, checkbox,
            dropdown, toggle, badge, favicon, menu item, menu entry, env var, environment variable, log message,
            error message, log line, warning message, log level, default value, enum, column, attribute, property,
            getter, setter, type hint, type annotation, unit test, regression test, import statement,
            dependency bump, bump, rename, typo, unused import, dead code, deprecation warning, lint warning,
            hover text, padding, margin, font, colour, color, css class, alt text, title tag, page title, hyperlink,
            url parameter, header field, http header, content type, cookie banner, null check, off by one, gitignore,
            dockerfile, makefile, config option, command line option, cli option, cli flag, shortcut, hotkey,
            key binding, keyboard shortcut, autocomplete, tab order, dark mode, loading spinner,
            spinner, toast, snackbar, breadcrumb, avatar, profile picture, profile image, image upload, file upload,
            csv export, export to csv, sort order, sort by, search box, search field, search bar, date picker,
            date format, pagination, empty state, confirmation dialog, modal, timeout value, retry count, retries,
            page size, robots txt, sitemap, footer, sidebar, navbar, debounce, n+1, eager load, memoize,
            cache header, index on, regex, line ending, trailing slash, whitespace, encoding, lockfile, linter rule,
            eslint, prettier, pre commit, editorconfig, verification email, welcome email, reset link
            """,
        ),
        (
            0.6,
            "test case, unit test, test for, placeholder page, demo page, example app, sample",
        ),
        (
            0.45,
            """
            option, setting, field, filter, endpoint, expose, hide, show, list, sort, upload, download button, email,
            notification, reminder, template, example, pdf, alphabetically, snippet, method, helper, function, class,
            one file, file, search, page, screen, form, input, validation, print, message, log, logging, default,
            section, tab, link, missing, deprecated, unsupported, version, snapshot test, fixture, mock, getter,
            small, simple, minor, quick, just, only, tiny, single, little, remove, drop, disable, enable, pin,
            replace the, switch to the, allow
            """,
        ),
    ),
    # Something is wrong or slow and the cause must be found or measured first.
    "diagnosis": (
        (
            0.8,
            """
            track down, nothing works, does nothing, double free, use after free, buffer overflow, null pointer,
            disconnect, disconnects, dropped, drops, silently, corrupts, unstable, instability, spike in, spikes,
            high cpu, memory grows, out of memory, keeps failing, keeps crashing, no idea why, what causes, cause of,
            jank, stutter, lag, laggy, sluggish, cold start time, startup time, load time, page speed, slow query,
            query time, backlog grows, gets killed, restarts, kernel panic, overheats, battery life, battery drain,
            black screen, infinite loop, figure out why, find out why, find out where, find out what, root cause,
            investigate why, why does, why is, diagnose, troubleshoot, bisect, memory leak, leak, leaking, deadlock,
            race condition, race, data race, heap, oom, segfault, segmentation fault, heisenbug, intermittent,
            intermittently, randomly, sporadic, sporadically, flaky, nondeterministic, regression,
            performance regression, hang, hanging, freeze, stuck, livelock, starvation, corruption, corrupted,
            core dump, stack overflow, crash, crashing, stopped working, does not work, doesnt work, not working,
            broken, blank page, white screen, memory usage, cpu usage, high load, under load, response time, latency,
            throughput, bottleneck, slow, slowness, slowdown, snappy, responsive, profiler, profile the,
            profile memory, profile cpu, performance audit, audit, load test, stress test, benchmark, timeouts,
            time out, optimize, optimise, reproduce, debug, unresponsive
            """,
        ),
        (
            0.4,
            """
            find out, find and fix, figure out, investigate, analyse, analyze, measure, sometimes, occasionally,
            still, error, failing, fails, failure, bug, performance, faster, speed up, why, uncover, detect, wrong,
            lost, lose, losing, duplicate, inconsistent, mismatch, unexpected, exception, slower, tune, tuning, hunt
            """,
        ),
    ),
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
            password reset flow, onboarding flow, node pool, modernise, modernize, overhaul, revamp, redesign,
            replace, init container, containerise, containerize, dockerize, dockerise
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
            dashboard
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
            self service platform, all services
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
            interoperable
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
            project wide, platform wide, cross cutting, whole project, throughout, wholesale
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
    # What is wanted stays in the dark.
    "ambiguity": (
        (
            0.8,
            """
            sort it out, sort this out, fix please, please fix, fix it, fix this, make it work, make it better,
            the whole thing, some stuff, stuff, somehow, something, whatever, etc, and so on, thing, things,
            get it going, going, do the, needs improvement, ugly, a mess, messy, clean it up,
            modernise, modernize, better ui, better performance, better ux, nicer, cooler, awesome, help, asap,
            for me, sort out, take care of, deal with, look into, improve it, improve the, improved
            """,
        ),
        (
            0.4,
            "better, improve, improvement, enhance, optimal, good, nice, various, make sure, snappy, proper, properly",
        ),
    ),
    # Money, people, law or data that cannot be brought back.
    "stakes": (
        (
            0.6,
            """
            production data, production database, all production, safety, injury, hazard, emergency, election,
            voting, votes, fraud, lawsuit, breach, irreversible, data breach, children, minors, weapon,
            critical infrastructure, mission critical, safety critical, life critical, business critical, malicious,
            adversary, adversarial, attacker, ransomware
            """,
        ),
        (
            0.3,
            """
            production, customer data, user data, personal data, private, secret, secrets, credentials, password,
            sensitive, confidential, audit trail, compliance, law, legal, live
            """,
        ),
    ),
}
