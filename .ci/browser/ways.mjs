// Walks the ways into a site as a reader would, in Chromium: search by
// keyboard, sorting and filtering a table, every list from "Find a figure" to
// an indicator's page, each from file:// and over http, with scripts and
// without.
//
//   node ways.mjs DIR...
//
// CHROMIUM names another browser program.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const kinds = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml" };

// serve offers a folder on a free port of this machine.
function serve(dir) {
  const server = http.createServer((request, response) => {
    const file = path.join(dir, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    if (!file.startsWith(dir) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": kinds[path.extname(file)] || "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

function must(ok, problem) {
  if (!ok) throw new Error(problem);
}

// byKeyboard types two words of an indicator's name and opens what comes first.
async function byKeyboard(page, root) {
  await page.goto(root + "index.html");
  const target = await page.evaluate(() => window.sendpackPages.find((p) => p[1].startsWith("indicators/") && p[1] !== "indicators/index.html" ||
    p[1].startsWith("compare/") && p[1] !== "compare/index.html"));
  must(target, "the search index lists no figure");
  const field = page.getByRole("combobox");
  await field.focus();
  await page.keyboard.type(target[0].split(/\s+/).slice(0, 3).join(" "));
  must(await field.getAttribute("aria-expanded") === "true", "search does not open its list");
  const options = page.getByRole("option");
  const found = await options.count();
  must(found > 0 && found <= 8, `search lists ${found} pages`);
  must(/page/.test(await page.locator(".search [role=status]").textContent()), "search does not say how many pages it found");
  await page.keyboard.press("ArrowDown");
  const active = await field.getAttribute("aria-activedescendant");
  must(await page.locator("#" + active).getAttribute("aria-selected") === "true", "the chosen page is not marked");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  must(await page.locator("h1").count() === 1, "the page that search opened has no heading");
  await page.goto(root + "index.html");
  await page.getByRole("combobox").fill("zzqx");
  must(/No page found/.test(await page.locator(".search [role=status]").textContent()), "search does not say that it found nothing");
  await page.keyboard.press("Escape");
  must(await page.getByRole("combobox").inputValue() === "", "Escape does not clear search");
}

// table sorts by a column of numbers and filters, both by keyboard.
async function table(page, root, file) {
  await page.goto(root + file);
  const rows = page.locator("table[data-sort]").first().locator("tbody tr");
  const all = await rows.count();
  const column = await page.evaluate(() => [...document.querySelector("table[data-sort]").tBodies[0].rows[0].cells].findIndex((c) => c.querySelector("data")));
  const head = page.locator("table[data-sort]").first().locator("thead th").nth(column < 0 ? 0 : column);
  await head.getByRole("button").focus();
  await page.keyboard.press("Enter");
  must(await head.getAttribute("aria-sort") === "ascending", "the sorted column is not marked");
  if (column >= 0) {
    const values = await page.evaluate((n) => [...document.querySelector("table[data-sort]").tBodies[0].rows]
      .map((r) => r.cells[n].querySelector("data")).filter(Boolean).map((d) => Number(d.value)), column);
    must(values.every((v, n) => !n || values[n - 1] <= v), "the column is not sorted");
  }
  if (all < 10) return;
  const word = (await rows.nth(1).locator("th").textContent()).trim();
  await page.locator(".filter input").first().fill(word);
  const left = await page.evaluate(() => [...document.querySelector("table[data-sort]").tBodies[0].rows].filter((r) => !r.hidden).length);
  must(left >= 1 && left < all, `the filter leaves ${left} of ${all} rows`);
  await page.locator(".filter input").first().fill("");
  must(await page.evaluate(() => [...document.querySelector("table[data-sort]").tBodies[0].rows].every((r) => !r.hidden)), "an empty filter hides rows");
}

// saved saves a chart and its table and reads the files.
async function saved(page, root) {
  await page.goto(root + "index.html");
  const target = await page.evaluate(() => window.sendpackPages.find((p) => p[1].startsWith("indicators/") && p[1] !== "indicators/index.html"));
  if (!target) return;
  await page.goto(root + target[1]);
  for (const [button, begin] of [["Save chart (SVG)", "<svg"], ["Save table (CSV)", "\ufeff"]]) {
    const one = page.getByRole("button", { name: button }).first();
    if (!await one.count()) continue;
    const [file] = await Promise.all([page.waitForEvent("download"), one.click()]);
    const text = fs.readFileSync(await file.path(), "utf8");
    must(text.startsWith(begin), `${button} gives a file that begins with ${JSON.stringify(text.slice(0, 20))}`);
    must(text.length > 100, `${button} gives ${text.length} characters`);
  }
}

// lists follows every list of the hub to a figure's page.
async function lists(page, root) {
  await page.goto(root + "index.html");
  await page.locator("footer a", { hasText: "Find a figure" }).click();
  const ways = await page.locator("main .link-list a").evaluateAll((links) => links.map((a) => a.href));
  must(ways.length > 8, `the hub offers ${ways.length} ways`);
  for (const way of ways) {
    await page.goto(way);
    must(await page.locator("h1").count() === 1, `${way} has no heading`);
    const figure = page.locator("main a[href*='indicators/']:not([href*='index.html'])").first();
    if (await figure.count()) {
      await Promise.all([page.waitForURL(/indicators\/[^/]+\.html/), figure.click()]);
      must(await page.locator("#measured").count() === 1, `${way} leads to a page that does not say how it is measured`);
    }
  }
}

async function walk(browser, dir, root, scripts, width) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: scripts });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (m) => { if (m.type() === "error") problems.push("console: " + m.text()); });
  page.on("pageerror", (e) => problems.push("script error: " + e.message));
  const steps = [];
  if (scripts) steps.push(() => byKeyboard(page, root), () => saved(page, root));
  for (const file of ["indicators/index.html", "compare/index.html"]) {
    if (scripts && fs.existsSync(path.join(dir, file))) steps.push(() => table(page, root, file));
  }
  // The lists are plain links: once over http is enough.
  if (fs.existsSync(path.join(dir, "find/index.html")) && (root.startsWith("file:") || width === 1280 && scripts)) steps.push(() => lists(page, root));
  for (const step of steps) {
    try { await step(); } catch (e) { problems.push(e.message.split("\n")[0]); }
  }
  await context.close();
  return problems;
}

async function main(dirs) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  let walks = 0, failed = 0;
  for (const d of dirs) {
    const dir = path.resolve(d);
    const server = await serve(dir);
    for (const root of [pathToFileURL(dir).href + "/", `http://127.0.0.1:${server.address().port}/`]) {
      for (const scripts of [true, false]) {
        for (const width of [1280, 320]) {
          walks++;
          const problems = await walk(browser, dir, root, scripts, width);
          if (problems.length) failed++;
          for (const p of problems) console.log(`FAIL ${root} ${width} px, scripts ${scripts ? "on" : "off"}: ${p}`);
        }
      }
    }
    server.close();
  }
  await browser.close();
  console.log(`${walks} walks, ${failed} failed`);
  return failed || !walks ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
