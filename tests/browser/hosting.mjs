// A small host of MCP Apps around the official library: embeds a template in a sandboxed frame, plays the host's side of
// the protocol, and tells what came over. Reads one job from stdin, writes one line of JSON.
//   {kit, browser, template, context, input, result, status, tools, shot?}
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const job = JSON.parse(readFileSync(0, "utf8"));
const kit = createRequire(`${job.kit}/node_modules/x.js`);
const { chromium } = kit("playwright-core");
const { buildSync } = kit("esbuild");

const folder = mkdtempSync(join(tmpdir(), "podium-host-"));
const source = join(folder, "host.js");
writeFileSync(source, `export { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";`);
const library = buildSync({
  entryPoints: [source], bundle: true, write: false, format: "iife", globalName: "library",
  nodePaths: [join(job.kit, "node_modules")], logLevel: "silent",
}).outputFiles[0].text;

async function host(job) {
  const { AppBridge, PostMessageTransport } = window.library;
  const log = (window.log = { sizes: [], calls: [], initialized: 0 });
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.style.cssText = "width: 100%; border: 0";
  document.body.append(frame);
  const bridge = (window.bridge = new AppBridge(null, { name: "host", version: "1" }, job.tools ? { serverTools: {} } : {}, { hostContext: job.context }));
  bridge.oncalltool = async (params) => (log.calls.push(params), job.status ?? { content: [], isError: true });
  bridge.addEventListener("sizechange", ({ height }) => {
    log.sizes.push(height);
    frame.style.height = `${height}px`;
  });
  const ready = new Promise((resolve) => bridge.addEventListener("initialized", () => (log.initialized++, resolve())));
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.srcdoc = job.template;
  await ready;
  if (job.input) await bridge.sendToolInput({ arguments: job.input });
}

const browser = await chromium.launch({ executablePath: job.browser, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 760, height: 2400 } });
const requests = [];
const errors = [];
page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
page.on("pageerror", (error) => errors.push(String(error)));
page.on("dialog", (dialog) => (errors.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
await page.route("**/*", (route) => {
  const url = route.request().url();
  if (url === "http://host.test/") return route.fulfill({ contentType: "text/html", body: "<!doctype html><body></body>" });
  requests.push(url);
  return route.abort();
});
await page.clock.install();
await page.goto("http://host.test/");
await page.evaluate(library + ";window.library = library");
await page.evaluate(host, job);
const frame = page.frameLocator("iframe");
const root = frame.locator("html");
const text = () => frame.locator("main").innerText();
const seen = { waiting: await text() };
await page.evaluate((result) => window.bridge.sendToolResult(result), job.result);
await frame.locator("#page h1, #page .plain").first().waitFor();
seen.first = await text();
seen.theme = await root.evaluate((element) => getComputedStyle(element).backgroundColor);
if (job.status) {
  await frame.locator("summary").first().evaluate((e) => e.click()).catch(() => {});
  await page.clock.fastForward(6_000);
  await page.waitForFunction(() => window.log.calls.length > 0);
  await frame.locator(`.status.${job.status.structuredContent?.status ?? "none"}, #said:not(:empty)`).first().waitFor();
  seen.second = await text();
  const calls = await page.evaluate(() => window.log.calls.length);
  await page.clock.fastForward(120_000);
  seen.later = (await page.evaluate(() => window.log.calls.length)) - calls;
}
await page.evaluate(() => window.bridge.setHostContext({ theme: "light" }));
await frame.locator("html[data-theme=light]").waitFor({ state: "attached" });
seen.light = await root.evaluate((element) => getComputedStyle(element).backgroundColor);
seen.scripts = await root.evaluate((element) => element.querySelectorAll("script").length);
if (job.shot) await page.screenshot({ path: job.shot });
seen.torn = await page.evaluate(() => window.bridge.teardownResource({}).then(() => true));
seen.log = await page.evaluate(() => window.log);
await browser.close();
process.stdout.write(JSON.stringify({ ...seen, requests, errors }));
