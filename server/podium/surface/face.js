"use strict";
// The page inside a host: takes results from the host, shows the page that came with them, and follows an open run.
// It speaks MCP Apps (JSON-RPC over postMessage) with the window around it and reaches nothing else.
(() => {
  const VERSION = "2026-01-26";
  const FIRST_WAIT = 5_000;
  const LONGEST_WAIT = 30_000;
  const FINAL = ["completed", "partial", "failed", "cancelled", "planned"];

  const host = window.parent;
  const root = document.documentElement;
  const page = document.getElementById("page");
  const said = document.getElementById("said");
  const open = new Map();
  let number = 0;
  let canCall = false;
  let shown = "";
  let runId = "";
  let timer = 0;
  let wait = FIRST_WAIT;
  let height = 0;

  const send = (message) => host.postMessage({ jsonrpc: "2.0", ...message }, "*");

  const ask = (method, params) =>
    new Promise((resolve, reject) => {
      number += 1;
      open.set(number, { resolve, reject });
      send({ id: number, method, params });
    });

  function dress(context) {
    if (context.theme === "light" || context.theme === "dark") root.dataset.theme = context.theme;
    const font = context.styles?.variables?.["--font-sans"];
    if (font) root.style.setProperty("--font", font);
  }

  function show(result) {
    const html = result._meta?.["podium/page"];
    if (typeof html === "string") {
      if (html !== shown) replace(html);
    } else {
      const block = document.createElement("pre");
      block.className = "plain";
      block.textContent = (result.content ?? []).map((part) => part.text ?? "").join("\n");
      page.replaceChildren(block);
    }
    follow(result.structuredContent ?? {});
  }

  // What the reader has opened stays open when the run goes on.
  function replace(html) {
    const words = (details) => details.querySelector("summary")?.textContent;
    const opened = new Set([...page.querySelectorAll("details[open]")].map(words));
    page.innerHTML = html;
    shown = html;
    wait = FIRST_WAIT;
    for (const details of page.querySelectorAll("details")) if (opened.has(words(details))) details.open = true;
  }

  function follow(run) {
    clearTimeout(timer);
    if (!run.run_id || !run.status || FINAL.includes(run.status) || !canCall) {
      said.textContent = "";
      return;
    }
    runId = run.run_id;
    said.textContent = "The run goes on; this page follows it.";
    timer = setTimeout(refresh, wait);
    wait = Math.min(LONGEST_WAIT, wait * 1.5);
  }

  async function refresh() {
    if (document.visibilityState === "hidden") {
      timer = setTimeout(refresh, wait);
      return;
    }
    try {
      const result = await ask("tools/call", { name: "orchestrate-status", arguments: { run_id: runId } });
      if (result.isError) throw new Error("refused");
      show(result);
    } catch {
      said.textContent = "The host does not let this page follow the run. Ask for its status to see more.";
    }
  }

  function measure() {
    const now = Math.ceil(root.getBoundingClientRect().height);
    if (now !== height) {
      height = now;
      send({ method: "ui/notifications/size-changed", params: { height } });
    }
  }

  const told = {
    "ui/notifications/tool-input": (params) => {
      const objective = params.arguments?.objective;
      if (objective && !shown) page.querySelector(".waiting").textContent = String(objective).slice(0, 240);
    },
    "ui/notifications/tool-result": show,
    "ui/notifications/tool-cancelled": () => {
      said.textContent = "The call was cancelled. What was answered is kept.";
    },
    "ui/notifications/host-context-changed": dress,
  };

  const asked = {
    ping: () => ({}),
    "ui/resource-teardown": () => {
      clearTimeout(timer);
      return {};
    },
  };

  window.addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== host || message?.jsonrpc !== "2.0") return;
    if (message.method === undefined) {
      const waiting = open.get(message.id);
      open.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result ?? {});
    } else if (message.id === undefined) {
      told[message.method]?.(message.params ?? {});
    } else if (asked[message.method]) {
      send({ id: message.id, result: asked[message.method]() });
    } else {
      send({ id: message.id, error: { code: -32601, message: "Method not found" } });
    }
  });

  const appInfo = { name: "podium", title: "Podium", version: page.dataset.version };
  const appCapabilities = { availableDisplayModes: ["inline", "fullscreen"] };
  ask("ui/initialize", { appInfo, appCapabilities, protocolVersion: VERSION })
    .then((answer) => {
      canCall = answer.hostCapabilities?.serverTools !== undefined;
      dress(answer.hostContext ?? {});
      send({ method: "ui/notifications/initialized", params: {} });
      new ResizeObserver(measure).observe(root);
    })
    .catch(() => {
      said.textContent = "This host did not open the page; the answer stands in the conversation.";
    });
})();
