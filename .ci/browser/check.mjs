// Opens built pages from file:// in Chromium and checks what only a browser can
// tell: axe's WCAG 2.0 to 2.2 A and AA rules, no sideways scrolling at 320 CSS
// pixels (also with wider text spacing), readable chart labels, no console
// error, no request that leaves the folder. Every page is opened wide and
// narrow, light and dark, with and without its scripts.
//
//   node check.mjs [--all] [--per-folder N] [--shots DIR] DIR...
//
// Without --all, N pages of each folder stand for the rest (default 4), areas
// counting as one folder. CHROMIUM names another browser program.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const launchArgs = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const settings = [];
for (const width of [1280, 320]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const scripts of [true, false]) {
      settings.push({ width, colorScheme, scripts });
    }
  }
}

function name(s) {
  return `${s.width}-${s.colorScheme}-${s.scripts ? "js" : "nojs"}`;
}

function options(args) {
  const o = { all: false, perFolder: 4, shots: "", dirs: [] };
  while (args.length) {
    const a = args.shift();
    if (a === "--all") o.all = true;
    else if (a === "--per-folder") o.perFolder = Number(args.shift());
    else if (a === "--shots") o.shots = args.shift();
    else o.dirs.push(a);
  }
  return o;
}

function htmlFiles(dir) {
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : htmlFiles(file);
    return entry.name.endsWith(".html") ? [file] : [];
  }).sort();
}

// chosen keeps a few pages of each folder, spread over its names. Folders that
// differ only in an area's code hold the same kinds of page.
function chosen(dir, o) {
  const folders = new Map();
  for (const file of htmlFiles(dir)) {
    const folder = path.dirname(path.relative(dir, file)).replace(/\b[EWNSX]\d{8}\b/g, "AREA");
    if (!folders.has(folder)) folders.set(folder, []);
    folders.get(folder).push(file);
  }
  return [...folders.values()].flatMap((files) => {
    if (o.all || files.length <= o.perFolder) return files;
    const step = (files.length - 1) / Math.max(o.perFolder - 1, 1);
    return Array.from({ length: o.perFolder }, (_, i) => files[Math.round(i * step)]);
  });
}

async function axe(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate((values) => globalThis.axe.run(document,
    { runOnly: { type: "tag", values }, resultTypes: ["violations"], preload: false }), tags);
  return result.violations.flatMap((v) => v.nodes.map((n) =>
    `axe ${v.id}: ${v.help}: ${n.target.join(" ")} ${n.any.concat(n.all).map((c) => c.message).join("; ")}`));
}

// overflow names what makes the page itself scroll sideways.
function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.right > width + 1 && box.width > 1 && !e.parentElement.closest(".scroll, svg");
  });
  const names = wide.slice(0, 3).map((e) => e.tagName.toLowerCase() + "." + (e.getAttribute("class") || ""));
  return [`the page scrolls sideways (${document.documentElement.scrollWidth} in ${width}): ${names.join(", ")}`];
}

// charts checks that each chart shows one drawing with labels of 13 pixels up.
function charts() {
  const problems = [];
  for (const plot of document.querySelectorAll(".plot")) {
    const shown = [...plot.querySelectorAll("svg")].filter((s) => s.getBoundingClientRect().width > 0);
    if (plot.getBoundingClientRect().width > 0 && shown.length !== 1) {
      problems.push(`${shown.length} drawings of one chart are shown: ${plot.innerHTML.slice(0, 80)}`);
    }
    for (const svg of shown) {
      const scale = svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || 1);
      for (const text of svg.querySelectorAll("text")) {
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        if (size < 12.95) {
          problems.push(`chart label "${text.textContent}" is ${size.toFixed(1)} px`);
          break;
        }
      }
    }
  }
  return problems;
}

// spacing sets the text spacing of WCAG 1.4.12, which pages must bear.
function spacing() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}" +
    "p{margin-bottom:2em!important}");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

async function skipLink(page) {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    const ok = e.matches("a[href='#main']") && box.left >= 0 && box.top >= 0 && box.width > 10;
    return ok ? [] : ["the first stop of the keyboard is not a visible skip link"];
  });
}

async function open(browser, file, setting) {
  const context = await browser.newContext({ viewport: { width: setting.width, height: 900 },
    colorScheme: setting.colorScheme });
  const page = await context.newPage();
  const problems = [];
  // Without scripts means without the page's own: axe needs a running engine.
  if (!setting.scripts) await context.route(/\.js$/, (route) => route.fulfill({ body: "" }));
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") problems.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (e) => problems.push(`script error: ${e.message}`));
  page.on("requestfailed", (r) => problems.push(`not found: ${r.url()}`));
  page.on("request", (r) => {
    if (!r.url().startsWith("file://")) problems.push(`request leaves the folder: ${r.url()}`);
  });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.evaluate(() => document.fonts.ready.then(() => 0));
  return { context, page, problems };
}

async function check(browser, file, setting, shots) {
  const { context, page, problems } = await open(browser, file, setting);
  try {
    problems.push(...await page.evaluate(overflow), ...await page.evaluate(charts));
    if (shots) {
      const shot = path.basename(path.dirname(file)) + "-" + path.basename(file, ".html") + "-" + name(setting) + ".png";
      await page.screenshot({ path: path.join(shots, shot), fullPage: true });
    }
    problems.push(...await skipLink(page));
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    problems.push(...await page.evaluate(overflow), ...await axe(page));
    await page.evaluate(spacing);
    problems.push(...await page.evaluate(overflow));
  } catch (e) {
    problems.push(`could not be checked: ${e.message}`);
  } finally {
    await context.close();
  }
  return [...new Set(problems)];
}

async function main() {
  const o = options(process.argv.slice(2));
  if (!o.dirs.length) {
    console.error("usage: node check.mjs [--all] [--per-folder N] [--shots DIR] DIR...");
    return 2;
  }
  const jobs = o.dirs.flatMap((d) => chosen(d, o)).flatMap((file) => settings.map((setting) => ({ file, setting })));
  if (!jobs.length) {
    console.error("no page found in " + o.dirs.join(", "));
    return 2;
  }
  if (o.shots) fs.mkdirSync(o.shots, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: launchArgs });
  let passed = 0;
  let failed = 0;
  async function worker() {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const problems = await check(browser, job.file, job.setting, o.shots);
      if (!problems.length) { passed++; continue; }
      failed++;
      console.log(`FAIL ${job.file} (${name(job.setting)})`);
      for (const p of problems.slice(0, 12)) console.log("  " + p.replaceAll("\n", " ").slice(0, 400));
    }
  }
  await Promise.all([worker(), worker()]);
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

process.exitCode = await main();
