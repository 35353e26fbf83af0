// The official client library of the tasks extension against a server on stdio. Reads one job from stdin, writes one line.
//   {kit, command: [program, ...arguments], objective}
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const job = JSON.parse(readFileSync(0, "utf8"));
const library = `${job.kit}/node_modules/@modelcontextprotocol/ext-tasks/dist/client/index.js`;
const { withTasks, resultFromTaskOutcome } = await import(pathToFileURL(library).href);

const meta = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "official", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": { sampling: {}, extensions: { "io.modelcontextprotocol/tasks": {} } },
};
const server = spawn(job.command[0], job.command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
const open = new Map();
const methods = [];
let number = 0;
createInterface({ input: server.stdout }).on("line", (line) => {
  const message = JSON.parse(line);
  open.get(message.id)?.(message.error ? { kind: "error", error: message.error } : { kind: "result", result: message.result });
});
const port = {
  endpointId: "podium",
  taskCapabilities: { generation: "v2", capabilities: {} },
  invalidated: false,
  dispatch: ({ method, params }) => {
    methods.push(method);
    const id = ++number;
    const framed = { ...params, _meta: { ...params?._meta, ...meta } };
    server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params: framed })}\n`);
    return new Promise((resolve) => open.set(id, resolve));
  },
  onServerRequest: () => () => {},
  onNotification: () => () => {},
  onInvalidated: () => () => {},
};
const asked = [];
const session = withTasks(port, {
  onInputRequest: async (request, context) => {
    asked.push([request.kind, context.delivery, request.params.metadata["podium/agent"]]);
    const text = '{"summary": "Looked at it.", "findings": [{"statement": "A lock is missing", "evidence": "ledger.py:9"}]}';
    return { role: "assistant", model: "m", content: { type: "text", text } };
  },
});
const call = await session.callTool("orchestrate", { objective: job.objective, confidence_override: 0, agent_limit: 3 });
const { outcome } = await call.settle();
const result = resultFromTaskOutcome(outcome);
server.stdin.end();
process.stdout.write(JSON.stringify({ asked, methods, kind: call.kind, result }));
process.exit(0);
