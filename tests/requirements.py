"""The promises of the project's founding document, one id each, in our own words.

A test carries an id by `@pytest.mark.requirement("phase1-confidence")`. `OPEN` names the issue that will close an id
without a test. `test_requirements.py` checks both directions, and `benchmarks/seed_coverage.py` checks the ids against
the document itself: `seed` holds fingerprints of its bullets and lines of code, `numbers` the figures they fix.
"""

from __future__ import annotations

from dataclasses import dataclass

DECISION = "Decision: an engine that is calibrated, explains itself, and learns"
RELATIONSHIPS = (
    "Relationships: the map of commands, scheduling that wastes nothing, and the command libraries people already have"
)
CONTEXT = "Context: the smallest sufficient context for each agent"
AGENTS = "Agents: deployed, watched, recovered, synthesised, verified"
HOSTS = "Hosts: at home in every assistant: installing, using, seeing"
PROOF = "Proof: nothing lost, nobody let in, nothing wasted"
ISSUES = (DECISION, RELATIONSHIPS, CONTEXT, AGENTS, HOSTS, PROOF)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One promise: what it says, the part of the document it stands in, and what it answers for there."""

    text: str
    section: str
    seed: tuple[str, ...]
    numbers: tuple[str, ...] = ()


REQUIREMENTS: dict[str, Requirement] = {
    "command-names": Requirement(
        "The orchestrator answers to its long name and to both aliases, as prompt and as tool.",
        "definition",
        ("f250f2cbb6",),
    ),
    "purpose": Requirement(
        "One system routes by confidence, recovers by protocol and deploys specialised agents.",
        "definition",
        ("e594c62234", "5fe1f3fb5b", "5b8b7d86c9"),
    ),
    "command-complexity": Requirement(
        "The shipped command states its complexity on the stated scale.", "definition", ("90af57478c",), ("1.4", "1.5")
    ),
    "command-context": Requirement("The shipped command states which context it needs.", "definition", ("aa837cd408",)),
    "command-duration": Requirement(
        "The shipped command states its execution time.", "definition", ("d2090939c2",), ("2", "30")
    ),
    "input-format": Requirement(
        "Objective, optional confidence and optional agent limit are read in the stated order.",
        "protocol",
        ("0349f9af23",),
    ),
    "chain-analysis": Requirement(
        "A run starts with the decision engine, asked for complexity and confidence of the objective.",
        "protocol",
        ("da35b155e3", "fe04de8b34", "0c118b6766", "d58c119d6b", "922c1aedf4"),
    ),
    "chain-mapping": Requirement(
        "Then the relationships of all registered commands and their dependencies are mapped.",
        "protocol",
        ("8d35df45f6", "7ffb7673ac", "cc5bfedd07", "b73e007c57"),
    ),
    "chain-routing": Requirement(
        "The strategy is selected from confidence and complexity.", "protocol", ("84d247851d", "5f7bb772c8")
    ),
    "chain-execution": Requirement(
        "The selected strategy is executed with the command map at hand and fallbacks ready.",
        "protocol",
        ("68f1498865", "01ebe95b6e", "ed0fbce966", "a5c56399dc"),
    ),
    "chain-recovery": Requirement(
        "Recovery runs when, and only when, the execution needs it.",
        "protocol",
        ("46e859b5ae", "c5c40ad4e7", "f8b92a6fa9"),
    ),
    "chain-arguments": Requirement(
        "The orchestration takes objective, confidence override and agent limit.", "protocol", ("128ab8905c",)
    ),
    "confidence-override": Requirement("A given confidence replaces the computed one.", "protocol", ("c170161c56",)),
    "chain-result": Requirement("The caller gets the result of the execution.", "protocol", ("2c946cada3",)),
    "phase1": Requirement(
        "Phase 1 is the work of the decision engine: requirements and context of the task.",
        "phase 1",
        ("7fa45b9fb9", "e9e8624a35"),
    ),
    "phase1-confidence": Requirement(
        "The confidence that the task can be completed is calculated.", "phase 1", ("40c0aefa72",)
    ),
    "phase1-complexity": Requirement("Complexity and needed resources are assessed.", "phase 1", ("7af3e9947b",)),
    "phase1-approaches": Requirement(
        "The available approaches are weighed against each other.", "phase 1", ("75a3e9d3c2",)
    ),
    "phase1-routing": Requirement("The best routing strategy is determined.", "phase 1", ("096f4dbf7b",)),
    "phase1-verified": Requirement(
        "Phase 1 is verified by score, complexity and strategy being there.", "phase 1", ("8ee238931c",)
    ),
    "phase2": Requirement(
        "Phase 2 is the work of the relationships command: what there is and what depends on what.",
        "phase 2",
        ("19ad81486a", "4a005a99eb"),
    ),
    "phase2-map": Requirement("Every command of the registry is in the map.", "phase 2", ("b1ed642e67",)),
    "phase2-dependencies": Requirement("Dependencies and other relations are analysed.", "phase 2", ("a2e57bdd84",)),
    "phase2-conflicts": Requirement(
        "Conflicts over resources and the need for coordination are found.", "phase 2", ("e43b8f1d82",)
    ),
    "phase2-order": Requirement(
        "The order of execution follows the dependencies without waste.", "phase 2", ("8636289202",)
    ),
    "phase2-verified": Requirement(
        "Phase 2 is verified by map, dependencies and order being there.", "phase 2", ("9b2a10ccb1",)
    ),
    "phase3": Requirement(
        "Phase 3 selects the approach that the confidence calls for.", "phase 3", ("0ab62a4666", "060f031512")
    ),
    "route-direct-band": Requirement(
        "From 90 % confidence on the route is the direct one.", "phase 3", ("bfcf00229b", "5852097c79"), ("90%", "0.90")
    ),
    "route-direct-parallel": Requirement(
        "On the direct route independent commands run at the same time.", "phase 3", ("525def57a9", "8602f2376b")
    ),
    "route-direct-plain": Requirement(
        "On the direct route nothing is spent on orchestration.", "phase 3", ("2b016afc98",)
    ),
    "route-direct-watch": Requirement(
        "On the direct route further parallel work is looked for while it runs.", "phase 3", ("514a552358",)
    ),
    "route-workflow-band": Requirement(
        "From 70 % to below 90 % confidence a workflow is orchestrated.",
        "phase 3",
        ("12a34525ce", "ae2bcc384d"),
        ("70", "90%", "0.70"),
    ),
    "route-workflow-coordination": Requirement(
        "A workflow is coordinated from its start to its end.", "phase 3", ("ae2359db81", "026690ecb2")
    ),
    "route-workflow-pattern": Requirement(
        "The workflow follows an established pattern of the library.", "phase 3", ("f01ee54d94", "9a05ee2693")
    ),
    "route-multi-band": Requirement(
        "From 50 % to below 70 % confidence several workflows are used.",
        "phase 3",
        ("d300861832", "c9ffd1aa5a"),
        ("50", "70%", "0.50"),
    ),
    "route-multi-parallel": Requirement(
        "Several workflows are deployed in parallel and coordinated.", "phase 3", ("28770357bb",)
    ),
    "route-multi-exploration": Requirement("Exploration comes before the workflows.", "phase 3", ("bb69e51362",)),
    "route-multi-layers": Requirement("Several layers of verification are applied.", "phase 3", ("8f81d1400a",)),
    "route-multi-frequency": Requirement(
        "Monitoring and validation are more frequent than on the routes above.", "phase 3", ("fe8ccaedc5",)
    ),
    "route-agents-band": Requirement(
        "Below 50 % confidence specialised agents are deployed, at most ten.",
        "phase 3",
        ("72afbbe167", "df740f4c75"),
        ("50%", "10"),
    ),
    "route-agents-limit": Requirement("At most ten agents are deployed.", "phase 3", ("5dc1bb471d",), ("10",)),
    "route-agents-focus": Requirement("Each agent has a domain or aspect of its own.", "phase 3", ("b004825e39",)),
    "route-agents-coordination": Requirement(
        "The specialists work at the same time and are coordinated.", "phase 3", ("206c12a8de",)
    ),
    "route-agents-synthesis": Requirement("Their outputs become one understanding.", "phase 3", ("901827dbb3",)),
    "phase3-verified": Requirement(
        "Phase 3 is verified by the strategy being validated and the resources allocated.", "phase 3", ("d51df0e26e",)
    ),
    "phase4": Requirement("Phase 4 executes the strategy and adapts it.", "phase 4", ("3b0f0f2aba", "e72dea8f9d")),
    "phase4-implement": Requirement("What was selected is what is carried out.", "phase 4", ("f742238752",)),
    "phase4-progress": Requirement(
        "Progress and confidence are followed while the run goes on.", "phase 4", ("c5862205f5",)
    ),
    "phase4-deviations": Requirement("Deviations that call for action are detected.", "phase 4", ("238fbbe6fb",)),
    "phase4-readiness": Requirement("Fallbacks are ready before anything fails.", "phase 4", ("e468b8d3d1",)),
    "phase4-adjustments": Requirement(
        "The strategy is adjusted during the run where that helps.", "phase 4", ("3fd15ca1ef",)
    ),
    "phase4-verified": Requirement(
        "Phase 4 is verified by progress, active monitoring and ready fallbacks.", "phase 4", ("573d39878b",)
    ),
    "phase5": Requirement("Phase 5 recovers when the execution failed.", "phase 5", ("f0720b0d5f", "ed30b10565")),
    "phase5-analysis": Requirement(
        "The decision engine analyses what failed, why, and with which impact.", "phase 5", ("a0fd4d513e", "264d351bb7")
    ),
    "phase5-alternatives": Requirement("The registry is searched for alternatives.", "phase 5", ("b7cea0b5e8",)),
    "phase5-selection": Requirement("The recovery is chosen from the analysis.", "phase 5", ("89e25768a1",)),
    "phase5-substitution": Requirement(
        "A failed atomic command is replaced by an alternative one.", "phase 5", ("09c10f0510", "10082d937d")
    ),
    "phase5-escalation": Requirement(
        "Where coordination is needed an orchestrator takes over.", "phase 5", ("03086be272", "07edd70440")
    ),
    "phase5-deployment": Requirement(
        "Where plain approaches fail specialised agents are deployed by way of the parallel planner.",
        "phase 5",
        ("21841d3a06", "61811d363a"),
    ),
    "phase5-execution": Requirement("The chosen recovery is carried out.", "phase 5", ("68fdc44db7",)),
    "phase5-documentation": Requirement("What was used in recovery is recorded for later.", "phase 5", ("2afbb009c4",)),
    "phase5-verified": Requirement(
        "Phase 5 is verified by the recovery's success and the recorded failure.", "phase 5", ("0fbb76ad86",)
    ),
    "selection-parameters": Requirement(
        "Confidence and complexity give the parameters of the routing.", "routing", ("525918f4be", "a0242c52f0")
    ),
    "selection-direct": Requirement(
        "The direct route names its commands and parallel work, and is lightly monitored.",
        "routing",
        ("8e485624b3", "562fed7ef3", "a6960ad809", "66041372d3"),
    ),
    "selection-workflow": Requirement(
        "The workflow route names its orchestrator; coordination is standard, monitoring moderate.",
        "routing",
        ("401ed105fb", "716b9d0fb1", "4ca6a71ba9", "9ced0e8cc9"),
    ),
    "selection-multi": Requirement(
        "The multi-workflow route names its workflows; coordination is heavy, monitoring intensive.",
        "routing",
        ("206a79e3dd", "ae6127ede4", "5d153c3da5", "431100cc3e"),
    ),
    "selection-agents": Requirement(
        "The agents' route gives number and specialisations; both levels are the highest.",
        "routing",
        ("551003693a", "d94f9cdd91", "7b2f008505", "bc32ad48b3", "bafe137975"),
    ),
    "agents-requirements": Requirement(
        "Number and kinds of agents follow from the task.", "agents", ("2291c6a677", "d9e2425eac")
    ),
    "agents-one-message": Requirement("All agents of a wave are launched in one message.", "agents", ("ac873967ad",)),
    "agents-domain": Requirement("The first agent is the specialist of the domain.", "agents", ("df9ac58dd1",)),
    "agents-technical": Requirement("The second agent is the technical specialist.", "agents", ("3eb41ed840",)),
    "agents-patterns": Requirement("The third agent looks for patterns in what exists.", "agents", ("19c59a33e4",)),
    "agents-risks": Requirement("The fourth agent assesses risks and their mitigation.", "agents", ("83c93bbf94",)),
    "agents-performance": Requirement("The fifth agent looks after performance.", "agents", ("a559ce0d88",)),
    "agents-further": Requirement(
        "The sixth to tenth agents are further specialists, as complexity asks.", "agents", ("9f06d794a3",), ("6", "10")
    ),
    "agents-context": Requirement(
        "Each agent gets only the context of its specialism.", "agents", ("610411ba74", "2adaffe05a")
    ),
    "agents-economy": Requirement("Context is kept as small as it can be.", "agents", ("5a94127fc5",)),
    "agents-overlap": Requirement("What agents need in common is in the context of each.", "agents", ("e247cc7b7a",)),
    "agents-spawning": Requirement(
        "An agent may have sub-agents for a complex part.", "agents", ("786a813ed3", "23b8caeacc")
    ),
    "agents-limit-all-levels": Requirement(
        "The limit of ten holds over all levels together.", "agents", ("ed688968d0",), ("10",)
    ),
    "agents-context-chain": Requirement("Context is handed down through the levels.", "agents", ("d2ff844c0b",)),
    "agents-coordinator": Requirement(
        "A coordinating agent synthesises all outputs.", "agents", ("7868151fc4", "9505f4c90c")
    ),
    "agents-conflicts": Requirement("Conflicts between recommendations are resolved.", "agents", ("53914bbe86",)),
    "agents-solution": Requirement("The result is one unified solution.", "agents", ("eccc33defc",)),
    "metric-strategy": Requirement(
        "At least 95 % of the selections fit the confidence.", "verification", ("9c734c9215",), ("95%",)
    ),
    "metric-efficiency": Requirement(
        "Resources are used as the strategy allows at best.", "verification", ("6272bb2466",)
    ),
    "metric-recovery": Requirement(
        "At least 90 % of triggered recoveries succeed.", "verification", ("c65765b77d",), ("90%",)
    ),
    "metric-coordination": Requirement(
        "The synthesis of several agents is effective.", "verification", ("5fc2fa5f5a",)
    ),
    "metric-learning": Requirement("Fallback patterns are captured.", "verification", ("bc58c756a5",)),
    "quality-parts": Requirement(
        "Strategy, execution, recovery and learning are scored from recorded facts.",
        "verification",
        ("c3a39bdf27", "417eb87d6f", "8d0332e16c", "53e906e434", "10c4176018"),
    ),
    "quality-weights": Requirement(
        "The overall score is the weighted sum of the four.",
        "verification",
        ("b147a2a7ef", "7e2d425b68", "42a9184173", "221f20643b", "910b259bfb"),
        ("0.35", "0.20", "0.10"),
    ),
    "quality-threshold": Requirement(
        "A run passes exactly from the required threshold on.", "verification", ("bf4ecf57a9",), ("0.85",)
    ),
    "dependencies-live": Requirement(
        "Dependencies are kept up to date while a run goes on.", "coordination", ("a0917696f2",)
    ),
    "dependencies-parallel": Requirement(
        "Parallel work is found as dependencies resolve.", "coordination", ("a4dd7ab671",)
    ),
    "dependencies-conflicts": Requirement(
        "Parallel executions never hold the same resource.", "coordination", ("4fea40216a",)
    ),
    "dependencies-order": Requirement(
        "The order is optimised again from the current state.", "coordination", ("1ee6bccc58",)
    ),
    "context-requirements": Requirement(
        "Strategy, specialisations and coordination decide which context is needed.",
        "coordination",
        ("a720243eb5", "9ed9f0f723", "4933369f76", "c3eed78abd", "985703d5a6"),
    ),
    "context-essential": Requirement("Essential context is always loaded.", "coordination", ("970e0a9af8",)),
    "context-on-demand": Requirement("Specialised context is loaded on demand.", "coordination", ("6926d19c72",)),
    "context-handoff": Requirement("Context for handing over is prepared.", "coordination", ("99645eb651",)),
    "context-pruning": Requirement("Redundant context is found and left out.", "coordination", ("63ea5e2125",)),
    "usage-architecture": Requirement(
        "The architecture example routes as stated, with its four specialists.", "usage", ("fee92347e1", "8a18e38c69")
    ),
    "usage-performance": Requirement(
        "The performance example routes to an orchestrated workflow.", "usage", ("5bdb595893", "fb806e95d3")
    ),
    "usage-feature": Requirement(
        "The small feature routes to direct execution.", "usage", ("8922bf4c41", "2082411df6")
    ),
    "usage-technology": Requirement(
        "The unknown technology routes to ten agents, with its named specialists.",
        "usage",
        ("b22be14677", "9de78869b3"),
        ("10",),
    ),
    "chains-to-any": Requirement(
        "The orchestrator chains to any command or orchestrator.", "connections", ("8625b8dd31",)
    ),
    "chains-to-parallel": Requirement("It chains to the parallel planner.", "connections", ("b76e6c180d",)),
    "chains-to-decision": Requirement(
        "It chains to the decision engine for further routing.", "connections", ("ff3f114c32",)
    ),
    "chains-to-recovery": Requirement(
        "It chains to recovery workflows when fallbacks are triggered.", "connections", ("1fc7d93bcb",)
    ),
    "compatible-atomic": Requirement("It is compatible with every atomic command.", "connections", ("fed09d2b97",)),
    "compatible-orchestrators": Requirement(
        "It is compatible with every orchestrator.", "connections", ("28365fa5da",)
    ),
    "compatible-context": Requirement("Context economy serves each strategy.", "connections", ("1e526839e1",)),
    "compatible-mathematics": Requirement(
        "The verification of mathematics checks the routing's arithmetic.", "connections", ("b9394f8e23",)
    ),
    "feeds-strategy": Requirement("It feeds the selection of strategies.", "connections", ("633a99c02c",)),
    "feeds-fallbacks": Requirement("It feeds the activation of fallbacks.", "connections", ("06b223c18f",)),
    "feeds-specialists": Requirement("It feeds the deployment of specialists.", "connections", ("66b3703dd9",)),
    "feeds-learning": Requirement("It feeds the capture of patterns.", "connections", ("ddb2e826b3",)),
    "recovery-progress": Requirement("Progress is held against what was expected.", "recovery", ("a63dd213e1",)),
    "recovery-signals": Requirement("Signals of failure are detected.", "recovery", ("fa076bcde0",)),
    "recovery-options": Requirement(
        "Options of recovery are weighed by their likelihood of success.", "recovery", ("c71af9346c",)
    ),
    "recovery-elevation": Requirement(
        "A strategy can be elevated to one with more support.", "recovery", ("0ef0c3d8c1",)
    ),
    "recovery-exploration": Requirement(
        "After repeated failure several paths are tried in parallel.", "recovery", ("7563f2a87d",)
    ),
    "recovery-patterns": Requirement("Successful recoveries are documented.", "recovery", ("1e9163b956",)),
    "recovery-failures": Requirement("Failures are documented so that they become rarer.", "recovery", ("55819743da",)),
    "recovery-effectiveness": Requirement(
        "Which recovery works for which failure is measured.", "recovery", ("8afaeaa980",)
    ),
    "recovery-routing": Requirement("Routing learns from recoveries.", "recovery", ("41505cfb46",)),
    "learning-thresholds": Requirement("Thresholds move by domain and history.", "learning", ("b69e8df9cc",)),
    "learning-context": Requirement("The project is considered in routing.", "learning", ("7f7cd3a4fb",)),
    "learning-resources": Requirement(
        "Available resources decide between parallel and sequential work.", "learning", ("348ded4277",)
    ),
    "learning-history": Requirement("Past routing improves later routing.", "learning", ("369a12100d",)),
    "learning-scores": Requirement(
        "Success and routing accuracy of a decision are scored after the run.",
        "learning",
        ("8860160b85", "f8469e6524", "3c3d3f62ca"),
    ),
    "learning-record": Requirement(
        "Confidence, complexity factors, strategy, success and accuracy are recorded for every decision.",
        "learning",
        ("d1d8384a72", "8536d051b5", "95ad211ad3", "d185a24fd3", "b7f694bd6d", "8e1f8279cd"),
    ),
    "learning-review": Requirement(
        "A decision whose routing score is below the threshold is flagged for review.",
        "learning",
        ("2a11ac8cf7", "4c42684fbb"),
        ("0.85",),
    ),
    "figure-routing": Requirement(
        "The share of decisions that led to success is reported.", "evolution", ("8b9750c497",)
    ),
    "figure-recovery": Requirement(
        "The share of failures that were recovered is reported.", "evolution", ("560130362d",)
    ),
    "figure-deployment": Requirement(
        "The success of deployments with several agents is reported.", "evolution", ("cde98da1a7",)
    ),
    "figure-trend": Requirement("The efficiency of execution is reported over time.", "evolution", ("29956a67ce",)),
    "patterns-routing": Requirement(
        "Combinations of confidence and strategy that succeed are recognised.", "evolution", ("607270158c",)
    ),
    "patterns-recovery": Requirement(
        "Fallbacks that resolve a kind of failure are recognised.", "evolution", ("37eb2b6de5",)
    ),
    "patterns-specialists": Requirement(
        "Specialists that work well together are recognised.", "evolution", ("44f7868e72",)
    ),
    "patterns-context": Requirement(
        "Ways of loading context that make runs efficient are recognised.", "evolution", ("df44779cc4",)
    ),
    "grows-routing": Requirement("Accumulated decisions make the selection better.", "organisation", ("c33f483ef7",)),
    "grows-recovery": Requirement("Documented recoveries make later ones faster.", "organisation", ("491d5ef82f",)),
    "grows-specialists": Requirement("When and how to deploy specialists is learned.", "organisation", ("28ba2905eb",)),
    "grows-mastery": Requirement(
        "Coordination of several commands gets better with use.", "organisation", ("5a3a8a6ec6",)
    ),
    "stage-first": Requirement(
        "The first runs are fully analysed and routed with care.", "organisation", ("6cd407ed16",)
    ),
    "stage-experience": Requirement(
        "Experience in a domain raises confidence and accuracy.", "organisation", ("265a4c2c1b",)
    ),
    "stage-mastery": Requirement("Well-known patterns are selected at once.", "organisation", ("d70ae7dd1c",)),
    "stage-ecosystem": Requirement(
        "Orchestration rests on knowledge of the whole library.", "organisation", ("3e4564733b",)
    ),
    "plain-language": Requirement(
        "All of it is reached through plain language and automatic selection.", "organisation", ("a2fb838591",)
    ),
}

OPEN: dict[str, str] = {}
