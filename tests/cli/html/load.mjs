// SPDX-License-Identifier: Apache-2.0
// How long Chromium takes to show a report, and to jump to its end:
// load.mjs FILE..., run in the folder that browser.sh installs into.
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const file of process.argv.slice(2)) {
  const times = [];
  for (let round = 0; round < 5; round++) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    const shown = await page.evaluate(() => new Promise((done) =>
      requestAnimationFrame(() => setTimeout(() => done({
        paint: performance.getEntriesByName("first-contentful-paint")[0]
          ?.startTime,
        load: performance.timing.loadEventEnd
          - performance.timing.navigationStart,
        elements: document.getElementsByTagName("*").length }), 0))));
    const work = await page.metrics();
    const jump = await page.evaluate(() => new Promise((done) => {
      const from = performance.now();
      window.scrollTo({ top: document.documentElement.scrollHeight,
        behavior: "instant" });
      requestAnimationFrame(() =>
        setTimeout(() => done(performance.now() - from), 0));
    }));
    times.push({ ...shown, jump, busy: work.TaskDuration * 1000,
      memory: work.JSHeapUsedSize });
    await page.close();
  }
  const middle = (key) =>
    Math.round(times.map((one) => one[key]).sort((a, b) => a - b)[2]);
  console.log(`${file}: ${statSync(file).size} bytes, ${middle("elements")}`
    + ` elements; first paint ${middle("paint")} ms, loaded ${
      middle("load")} ms, main thread busy ${middle("busy")} ms, jump to the`
    + ` end ${middle("jump")} ms (medians of 5)`);
}
await browser.close();
