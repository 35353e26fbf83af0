// Opens pages in a real browser and tells what it saw. Reads one job from stdin, writes one line of JSON.
//   {kit, browser, pages: [{file, width, scheme, scripts, shot?, opened?}]}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const job = JSON.parse(readFileSync(0, "utf8"));
const kit = createRequire(`${job.kit}/node_modules/x.js`);
const { chromium } = kit("playwright-core");
const axe = readFileSync(kit.resolve("axe-core/axe.min.js"), "utf8");

// Texts that stick out of a box which does not scroll, and texts of a picture that lie on each other or are cut.
function flaws() {
  const found = [];
  const seen = (element) => element.closest(".scroll, .picture, .unseen") === null && element.getClientRects().length > 0;
  for (const element of document.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td, summary")) {
    if (seen(element) && element.getBoundingClientRect().right > innerWidth + 1) found.push(`out: ${element.textContent.slice(0, 40)}`);
  }
  for (const svg of document.querySelectorAll("svg.chart, svg.track")) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map((t) => [t.textContent, t.getBoundingClientRect()]).filter(([, b]) => b.width > 0);
    for (const [text, box] of boxes) {
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) found.push(`cut: ${text}`);
    }
    for (const [i, [text, a]] of boxes.entries()) {
      for (const [other, b] of boxes.slice(i + 1)) {
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2) found.push(`over: ${text} / ${other}`);
      }
    }
  }
  return found;
}

const browser = await chromium.launch({ executablePath: job.browser, args: ["--no-sandbox"] });
const seen = [];
for (const { file, width, scheme, scripts, shot, opened } of job.pages) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: scripts,
    // The page's own policy forbids every script, also that of the checker.
    bypassCSP: scripts,
  });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("dialog", (dialog) => (errors.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  await page.goto(pathToFileURL(file).href);
  const result = { requests, errors, text: await page.locator("main").innerText() };
  if (scripts) {
    if (opened) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    result.flaws = await page.evaluate(flaws);
    result.wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.evaluate(axe);
    const report = await page.evaluate(() => window.axe.run(document));
    result.violations = report.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.any.map((c) => c.message)}`).slice(0, 3).join(" | ")}`);
    await page.keyboard.press("Tab");
    result.focused = await page.evaluate(() => document.activeElement.tagName);
  }
  if (shot) await page.screenshot({ path: shot, fullPage: true });
  seen.push(result);
  await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify(seen));
