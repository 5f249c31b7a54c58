// SPDX-License-Identifier: Apache-2.0
// Opens each report in both themes at both widths: no violation of axe-core's
// rules for WCAG 2.2 AA and of its best practice, no request but the file's
// own, no dialog, no message of the policy, no page wider than the window,
// nothing cut off on paper; the keyboard opens and shuts an utterance.
// browser.mjs FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
  "best-practice"];
const bad = [];

async function look(browser, file, width, theme) {
  const where = `${file} at ${width}, ${theme}`;
  const url = pathToFileURL(file).href;
  const page = await browser.newPage();
  const said = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url)
      bad.push(`${where}: asks for ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    bad.push(`${where}: dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => said.push(message.text()));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures(
    [{ name: "prefers-color-scheme", value: theme }]);
  await page.goto(url);
  if (said.length) bad.push(`${where}: the browser says ${said.join("; ")}`);
  // What is folded is looked at too.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) bad.push(`${where}: ${wide} pixels wide`);
  await page.evaluate(axe);
  const found = await page.evaluate((only) =>
    axe.run(document, { runOnly: { type: "tag", values: only } }), tags);
  for (const rule of found.violations)
    for (const node of rule.nodes.slice(0, 3))
      bad.push(`${where}: ${rule.id}: ${node.html.slice(0, 160)} ${
        node.any.map((check) => check.message).join(" ")}`);
  if (found.passes.length < 15)
    bad.push(`${where}: only ${found.passes.length} rules were checked`);
  await page.close();
}

// On paper nothing can be scrolled: all must fit.  A4 within its margins is
// 718 pixels wide, but has the look of a wide window.
async function print(browser, file) {
  const page = await browser.newPage();
  await page.setViewport({ width: 725, height: 1000 });
  await page.emulateMediaType("print");
  await page.goto(pathToFileURL(file).href);
  const cut = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".scroll")]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.getAttribute("aria-label") || "the page"));
  for (const what of cut) bad.push(`${file} on paper: cut off: ${what}`);
  await page.close();
}

async function type(browser, file) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== "skip") bad.push(`${file}: Tab leads first to "${first}"`);
  const found = await page.$(".utt > summary");
  if (found) {
    const before = await page.$eval(".utt", (one) => one.open);
    await found.focus();
    await page.keyboard.press("Enter");
    if (await page.$eval(".utt", (one) => one.open) === before)
      bad.push(`${file}: Enter does not open or shut an utterance`);
  }
  await page.close();
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
  protocolTimeout: 600000,
});
for (const file of process.argv.slice(2)) {
  for (const width of [390, 1280])
    for (const theme of ["light", "dark"])
      await look(browser, file, width, theme);
  await print(browser, file);
  await type(browser, file);
}
await browser.close();
for (const line of bad) console.log(line);
process.exit(bad.length ? 1 : 0);
