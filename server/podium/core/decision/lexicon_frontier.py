"""Fields that are new to most teams, with their terms. Data only.

The fields of a `Domain` are explained in `lexicon_domains`.
"""

from __future__ import annotations

from podium.core.decision.domain import Domain

FRONTIER: tuple[Domain, ...] = (
    Domain(
        "aerospace",
        0.7,
        0.5,
        "embedded, safety, testing",
        """
        satellite, spacecraft, space craft, spaceflight, orbit, orbital, obc, attitude control, adcs, cubesat,
        ground station, launch vehicle, rocket, avionics, flight software, mission control, flight controller,
        autopilot, safehold, ccsds, reaction wheel, star tracker, aircraft, airspace, air traffic, do 178c, do 254,
        ecss, thruster, propulsion, deorbit, rendezvous, telecommand, radiation hardened, aviation, spaceport,
        space mission, lunar, moon landing, mars, interplanetary, astronaut, telescope, ground segment,
        space segment, constellation, payload bay, fuselage, cockpit, flight control, flight plan, guidance software,
        attitude, attitude determination, attitude estimation, radiation tolerant, vtol, reentry, landing gear, inertial navigation, space debris, tle, deep space, nasa, esa
        """,
        """
        flight, gnss, on board computer, onboard computer, gimbal, rover, payload operator, uplink, downlink,
        antenna pointing, ephemeris, spectrometer
        """,
    ),
    Domain(
        "robotics",
        0.6,
        0.45,
        "embedded, safety, machine-learning",
        """
        drone, uav, quadcopter, copter, multirotor, unmanned, robot, robotic, robotics, gripper, ros, ros 2, ros2,
        slam, lidar, autonomous driving, self driving, driving function, driving model, driving planner,
        driving stack, autonomous vehicle, autonomous car, path planning, motion planning, motion planner,
        trajectory, manipulator, kinematics, inverse kinematics, px4, ardupilot, mavlink, swarm, collision avoidance,
        obstacle avoidance, adas, can bus, autosar, exoskeleton, state estimation, kalman, visual odometry,
        automotive, vehicle, braking, cobot, humanoid, truck, trucks, pedestrian, lane keeping, robotaxi,
        autonomous ship, autonomous truck, autonomous vessel, prosthetic, surgical robot, legged, grasping,
        pick and place, visual servoing, point cloud registration, mobile robot, robotic arm, robot arm, autonomous braking, automatic braking, agv, warehouse robot,
        autonomous mission, tractor, submarine, underwater
        """,
        """
        perception, navigation stack, actuator, servo, motor, planner, simulation, simulator, sensor fusion,
        autonomous, autonomy, lidar point, camera fusion, odometry, waypoint
        """,
    ),
    Domain(
        "safety",
        0.35,
        0.7,
        "safety, risk, testing",
        """
        safety, safety critical, fail safe, failsafe, interlock, fault detection, fault handling, fault injection,
        functional safety, safety case, safety monitor, iso 26262, iec 61508, iec 62304, asil, emergency stop,
        emergency braking, life support, hazard analysis, fmea, misra, loss of life, redundant channel,
        triple redundant, fail operational, iec 61511, en 50128, safety integrity, airbag, elevator, fire alarm,
        gas leak, radiation
        """,
        "fault, redundancy, degraded mode, safe state, alarm",
    ),
    Domain(
        "quantum",
        0.75,
        0.1,
        "quantum, research, performance",
        """
        quantum, quantum computing, quantum circuit, quantum computer, qubit, qpu, qiskit, cirq, pennylane, ionq,
        rigetti, pulse level, quantum error correction, annealer, quantum annealing, quantum key distribution, qkd,
        variational, surface code, quantum hardware, transpile circuit, openqasm, trapped ion, superconducting, shor,
        grover, qaoa, vqe, quantum annealer, braket, quantum volume, error mitigation, qubit mapping,
        quantum network, quantum internet, quantum chemistry, photonic
        """,
        "circuit, circuits, annealing, real hardware",
    ),
    Domain(
        "cryptography",
        0.65,
        0.45,
        "cryptography, security, compliance",
        """
        post quantum, pqc, ml dsa, ml kem, slh dsa, kyber, dilithium, sphincs, lattice, mls, double ratchet, olm,
        megolm, end to end encryption, end to end encrypted, e2ee, group encryption, re decrypt, homomorphic, fhe,
        zero knowledge, zk, zkp, snark, stark, zksnark, zk snark, multi party computation, mpc, threshold signature,
        secret sharing, key ceremony, openpgp, pgp, remote attestation, attestation, confidential computing,
        confidential vm, trusted execution, enclave, sgx, sev snp, tdx, trustzone, secure boot, side channel,
        anonymous credential, blind signature, e voting, evoting, electronic voting, verifiable voting, cryptography,
        cryptographic, key exchange, signal protocol, noise protocol, fips 140, forward secrecy, ring signature,
        commitment scheme, oblivious, private set intersection, byzantine fault, land registry, verifiable credential, selective disclosure,
        identity wallet, key transparency, threshold decryption, hybrid key, crypto agility, differential privacy,
        elliptic curve, falcon signature, x3dh, oprf, opaque, bulletproof, plonk, groth16, merkle proof,
        commit reveal, mixnet, onion routing, anonymity network, tamper proof, tamper evident, hardware wallet, key custody,
        verifiable random, vrf, csprng, random number generator, rng, crypto module, crypto library, bbs signature,
        deniable, garbled circuit, secure aggregation, secure multi party, proof of solvency, ballot,
        encrypted search, searchable encryption, hybrid encryption, key encapsulation, quantum safe,
        quantum resistant, pq crypto, x wing
        """,
        """
        encryption, encrypt, decrypt, signature, signing, key rotation, hsm, pki, tls, certificate, keystore,
        passkey, webauthn, cipher, aes, rsa, hash function, mtls, key management, kms, secrets vault
        """,
    ),
    Domain(
        "blockchain",
        0.65,
        0.5,
        "blockchain, payment, integration, security, compliance",
        """
        blockchain, ethereum, bitcoin, smart contract, solidity, defi, nft, stablecoin, usdc, usdt, cbdc,
        digital yuan, digital euro, digital currency, cryptocurrency, crypto payment, hash time locked, htlc,
        atomic swap, cross chain, rollup, layer 2, l2, execution client, consensus client, beacon chain, mempool,
        staking, web3, lightning network, on chain, onchain, off chain, evm, distributed ledger, hyperledger, solana,
        polkadot, tokenise, tokenize, tokenisation, tokenization, validator node, light client, mev, bridge contract,
        gas fee, account abstraction, crypto wallet, crypto exchange, dex, dapp, ipfs pinning, proof of stake,
        proof of work, slashing, consensus layer, execution layer, zk rollup, optimistic rollup, liquidity pool,
        yield, governance token, token sale, airdrop contract, custody wallet, permissioned ledger, besu, corda,
        cosmos sdk, ink contract, move contract, wagmi, eip
        """,
        "wallet, ledger, validator, hard fork, token contract, minting, mint",
    ),
    Domain(
        "finance",
        0.4,
        0.55,
        "payment, compliance, risk",
        """
        bank, banking, core banking, open banking, psd2, pci dss, pci, iso 20022, swift message, fix protocol,
        trading, order book, matching engine, high frequency, derivatives, clearing, clearing house, aml,
        money laundering, kyc, sanctions screening, insurance, actuarial, pension, lending, credit scoring,
        fraud detection, cross border, basel, ifrs, central bank, remittance, brokerage, hedge, portfolio risk,
        settlement system, payment rail, instant payment, wire transfer, ledger system, double entry, market data,
        option pricing, margin call, stress testing bank, solvency, anti money laundering, credit risk,
        stock exchange, forex, crypto exchange
        """,
        "custody, loan, mortgage, tax, ledger, reconciliation, stock, fund, treasury, audit trail",
    ),
    Domain(
        "healthcare",
        0.6,
        0.6,
        "healthcare, compliance, privacy, integration",
        """
        patient, clinical, clinician, hospital, medical, medical device, ehr, emr, fhir, hl7, dicom, tefca, hipaa,
        health information, health record, health data, health network, healthcare, prescription, telehealth,
        telemedicine, fda, genome, genomic, genomics, medication, insulin, pacemaker, infusion pump, ventilator,
        radiology, dosage, dosing, diagnostic, clinical trial, epic fhir, pathology, lab result, vaccination,
        glucose, ecg, eeg, blood, surgery, surgical, implant, neural signal, mri, ct scan, icu, triage patient,
        hospital network, drug, pharmacy, dose, cancer, tumor, tumour, disease, epidemiology, ihe, snomed, loinc,
        cda document, health insurance, electronic patient, wearable ecg, mdr, iec 60601, radiotherapy
        """,
        "health, therapy, symptom, doctor, nurse, care, wellness, heart rate, fitness",
    ),
    Domain(
        "compliance",
        0.35,
        0.45,
        "compliance, privacy, risk",
        """
        gdpr, ccpa, compliance, regulation, regulatory, regulator, law, legislation, legal, legal hold, statutory,
        data protection, data subject, personal data, privacy regulation, right to be forgotten, eidas, eudi, sox,
        fedramp, iso 27001, soc 2, soc2, export control, itar, electronic signature, qualified signature,
        pseudonymise, pseudonymize, nis2, ai act, eu ai act, cyber resilience act, fisma, cmmc, e invoicing,
        xrechnung, notary, court, tax authority, government, election, ballot, voting, votes, public procurement,
        dpia, schrems, data residency, data sovereignty, hipaa audit, eu law, directive, statute, tax law,
        accessibility act, subpoena, copyright, patent, customs, e government, citizen, public sector, identity card,
        passport, eid, evidence in court, chain of custody, credit scoring model, works council, age verification,
        csam, content moderation law, digital services act, psd3, mifid, solvency ii, gxp, 21 cfr part 11,
        sox controls
        """,
        """
        privacy, consent, retention, audit log, audit trail, anonymise, anonymize, policy, erase, licence, license,
        certified
        """,
    ),
    Domain(
        "industrial",
        0.65,
        0.55,
        "embedded, integration, safety",
        """
        substation, power grid, smart grid, energy grid, electric grid, iec 61850, iec 62443, iec 104, scada, plc,
        modbus, profinet, opc ua, opcua, industrial, industrial control, power nuclear, reactor, turbine,
        smart meter, inverter, battery management, railway, interlocking, etcs, train control, dnp3, bacnet, cnc,
        digital twin, ocpp, charging station, v2g, demand response, pipeline pressure, water treatment, ethercat,
        factory floor, oil rig, grid frequency, home batteries, battery storage, virtual power plant,
        frequency regulation, power line, transformer station, wind farm, solar park, hydrogen, gas grid, refinery,
        blast furnace, coolant, robot cell, production line, assembly line, fieldbus, ethernet ip, sercos, s7,
        siemens plc, historian, wastewater, dam, tram, metro, locomotive, level crossing, rail signalling, iso 15118,
        openadr, ieee 2030
        """,
        """
        factory, manufacturing, metering, hvac, energy, valve, pump, charger, ev, plant, solar, battery, fleet,
        machine tool, conveyor
        """,
    ),
    Domain(
        "telecom",
        0.55,
        0.4,
        "integration, performance, security",
        """
        5g, 6g, volte, o ran, open ran, ims, ss7, bgp, telecom, baseband, e sim, esim, lawful interception,
        emergency call, sdr, software defined radio, radio stack, modem, packet core, ran, base station, lte, nb iot,
        number portability, sim card provisioning, diameter protocol, satellite link, mesh radio, spectrum,
        beamforming, software radio
        """,
        "sip, webrtc, sdn, radio, antenna, routing protocol, voip",
    ),
    Domain(
        "formal-methods",
        0.65,
        0.2,
        "research, testing, architecture",
        """
        formal verification, formally verify, formally verified, theorem prover, tla+, coq, isabelle, lean 4,
        model checking, model checker, proof assistant, symbolic execution, refinement types, machine checked,
        soundness proof, smt solver, dafny, agda, separation logic, verified compiler, proof carrying,
        prove that, proof that, linearizable, linearizability, invariant proof, liveness proof, event b, promela, spin model, ada spark, frama c, refinement proof, cbmc,
        kani, verus
        """,
        "proof, invariant, prove, proven, soundness, verification",
    ),
    Domain(
        "science",
        0.5,
        0.1,
        "research, performance, data",
        """
        computational fluid, cfd, finite element, molecular dynamics, protein folding, protein, bioinformatics,
        climate model, hpc, supercomputer, mpi, cuda, gpu kernel, seismic, earthquake, fusion reactor, tokamak,
        particle physics, astronomy, telescope, numerical solver, pde, monte carlo, brain computer, neuromorphic,
        neural interface, lattice boltzmann, chemistry, weather model, weather forecast, genome assembly,
        drug discovery, material science, neutrino, collider, exascale, adjoint, quantum chemistry, dna, gene,
        crystal, plasma, spiking network, spiking neuron, brain, eeg decoder, satellite imagery, remote sensing
        """,
        "simulation, scientific, gpu, numerics, physics, solver",
    ),
    Domain(
        "machine-learning-research",
        0.65,
        0.2,
        "machine-learning, research, data",
        """
        federated learning, reinforcement learning, rlhf, learned planner, distributed training, model alignment,
        on device training, interpretability, causal inference, multi agent learning, world model, sim to real,
        model extraction, watermarking, machine unlearning, imitation learning, neural architecture search,
        continual learning, few shot, diffusion policy, mechanistic interpretability, model merging,
        mixture of experts, gaussian splatting, nerf, graph neural, self supervised, adversarial robustness,
        secure inference, foundation model training, pretrain, pretraining, multi node training
        """,
    ),
)
