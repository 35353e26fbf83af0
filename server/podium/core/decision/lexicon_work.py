"""Words that tell what kind of work an objective asks for, whatever its subject. Data only.

Each entry is a strength in (0, 1] and a comma-separated list of terms. Terms are compared by stem, hyphens count as
blanks, and the longest term that fits wins, so `landing page` hides `landing`. The strengths are ordinal judgements
(.3 a hint, .6 likely, .9 nearly certain), not measurements.
"""

from __future__ import annotations

from podium.core.decision.lexicon_breadth import BREADTH
from podium.core.decision.lexicon_entries import Entries

NEUTRAL = """
health check, healthcheck, css grid, grid view, grid layout, data grid, landing page, sign in, sign up, sign out,
log in, design system, robots txt, key binding, keyboard shortcut, power user, smart quotes, case sensitive,
status page, control panel, version control, source control, quality control, remote control, docker image,
unit of work, as a user, as an admin, rate limit, no longer, not only, at least, out of the box, on the fly,
by default, state of the art, as a service, all in one, once and for all, at all, first of all, event listener,
event handler, click event, service worker, web worker, pull request, issue template, role model, mission statement,
launch date, drone ci, rocket chat, spring boot, reactor pattern, project reactor, driver class, web driver,
webdriver, test driver, jdbc driver, storage driver, diagram editor, lambda function, model class, data model, view model,
bank holiday, social security, security group, quantum leap, particle effect, signal handler, law of demeter,
in order to, data mining, docker swarm, liveness probe, readiness probe, circuit breaker, flight search,
flight booking, feature flight, in flight request, type safety, thread safety, null safety, memory safety,
google drive, thread safe, type safe, patient zero, medical term,
autosave, caution, charter, clutter, convention, complex, conform, federal, general, genetic, integral, optical, overhead,
overlay, patience, probably, remainder, spanner, stranger, dismount, clarity
"""

WORK: dict[str, Entries] = BREADTH | {
    # The deliverable is text for people.
    "documentation": (
        (
            0.9,
            """
            docs, documentation, readme, tutorial, blog post, blog article, runbook, playbook, post mortem,
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
            document, diagram, describe, explain, mention, clarify, write up, chapter, doc, translation, dead link,
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
            eslint, prettier, pre commit, editorconfig, verification email, welcome email, reset link,
            logo, slider, banner, thumbnail, caption, heading, subtitle, headline, carousel, accordion, tab bar, status bar,
            scrollbar, cursor, hover, clickable, focus ring, text field, textarea, radio button, popup, pop up, context menu,
            subject line, watermark, timestamp, decimal, rounding, empty string, port number, default port, slug, status code,
            http status, page title, font size, volume slider, loading state, link to, rounded corner, border, cell, row height,
            strikethrough, copy to clipboard, clipboard, emoji, greeting, salutation, unread count, counter, case insensitive
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
            small, simple, minor, quick, just, tiny, little, turn on, turn off, remove, drop, disable, enable, pin,
            replace the, switch to the, allow,
            null, blank, url, gauge, metric, overlap, misaligned, align, centre, center, confirm, confirmation, dialog,
            redirect, homepage, about page, subject, first name, last name, phone number, remember, preselect, required field,
            optional, truncate, wrap, uppercase, lowercase, trim, round, escape, preview, placeholder text
            """,
        ),
    ),
    # Something is wrong or slow and the cause must be found or measured first.
    "diagnosis": (
        (
            0.8,
            """
            track down, nothing works, does nothing, double free, use after free, buffer overflow, null pointer,
            disconnect, disconnects, dropped, drops, silently, corrupts, unstable, instability, spike in, spikes, load spike, traffic spike, cpu spike, memory spike, latency spike,
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
            time out, optimize, optimise, reproduce, debug, unresponsive,
            logged out, logged off, kicked out, pile up, piles up, wrong result, dropped to, back over, gets lost,
            goes missing, missing data, stops working, doesnt start, does not start, wont start, fails to,
            crashes, refuse to, refuses to, not respected, flicker, flickering, blinking, garbled, unreachable,
            connection reset, connection refused, timing out, goes down, went down, outage, degraded, drains, drain,             too long, takes minutes, takes hours, takes forever, throttled, backpressure, contention
            """,
        ),
        (
            0.4,
            """
            find out, find and fix, figure out, investigate, analyse, analyze, measure, sometimes, occasionally,
            still, error, failing, fails, failure, bug, performance, faster, speed up, why, uncover, detect, wrong,
            lost, lose, losing, duplicate, inconsistent, mismatch, unexpected, exception, slower, tune, tuning, hunt,
            no results, ignored, idle, stops, stopped, stale, utilisation, utilization, typeerror, valueerror, keyerror, attributeerror,
            nullpointerexception, panic, traceback, stack trace, stacktrace
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
