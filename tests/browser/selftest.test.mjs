// The measuring tools, measured: each is shown a page that is wrong and must say so, and a right one and must not.

import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { assertAccessible, axe } from "./lib/axe.mjs";
import { complaints, executable, launch, shaped } from "./lib/browser.mjs";
import { runningDemo, startDemo } from "./lib/demo.mjs";
import { assertSizes, CREW, DESK, sizes } from "./lib/sizes.mjs";
import { base32, codeOf, stepAt } from "./lib/totp.mjs";
import { weigh } from "./lib/weight.mjs";

// As strict as the server's own policy, since the tools must work under it.
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
const STYLE = `
  body { font-size: 20px; color: #1a1a1a; background: #fff; margin: 24px }
  a, button { display: inline-block; box-sizing: border-box; min-width: 56px; min-height: 56px; margin: 12px; font-size: 20px;
    color: #0017c1; background: #fff; border: 1px solid #0017c1 }
  input { height: 56px; width: 300px; font-size: 20px }
  .primary { width: 200px; height: 72px }
  .small { min-height: 0; height: 20px; min-width: 0; width: 20px; padding: 0; margin: 0 }
  .slim { min-height: 0; height: 60px }
  .close { margin-left: -12px }
  .fine { font-size: 15px } .critical { font-size: 32px } .short { font-size: 28px }
  .pale { color: #aaa }
  .gray { color: #666 }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); font-size: 10px }
  .bar { position: fixed; bottom: 0; left: 0 }
`;
const page = (title, main) =>
  `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/style.css"></head><body><main><h1>${title}</h1>${main}</main></body></html>`;

const PAGES = {
  "/right": page(
    "正しい画面",
    `<p class="critical">読めます</p><span class="hidden">読み上げだけ</span>
     <form><label for="name">名前</label><br><input id="name" autocomplete="off"><br><a href="/right">戻る</a><button class="primary">検索する</button></form>`,
  ),
  "/targets": page("小さい", `<a href="/a" class="small" id="tiny">戻</a><button class="primary slim" id="thin">検索する</button>`),
  "/gaps": page("近い", `<a href="/a" id="one">一つ</a><a href="/b" class="close" id="two">二つ</a>`),
  "/fonts": page("細かい", `<p class="fine" id="fine">細かい字</p><p><b class="critical short" id="short">重い語</b></p>`),
  "/bar": page("重なる", `<a href="/a">下の操作</a><div class="bar"><a href="/b">浮く操作</a></div>`),
  "/unlabeled": page("名前がない", `<form><input id="bare"><button>送る</button></form>`),
  "/pale": page("薄い", `<p class="pale">薄い字</p>`),
  "/gray": page("やや薄い", `<p class="gray">やや薄い字</p>`),
  "/near": page("狭い", `<p><a href="/a" class="small">一</a><a href="/b" class="small">二</a></p>`),
  "/broken": page("壊れた", `<script src="/broken.js"></script><p>内容</p>`),
};

// A hang is a failure too.
const BOUND = { timeout: 60_000 };

let server;
let origin;
let browser;

before(async () => {
  server = createServer((request, response) => {
    const answer = (type, body) => {
      const packed = gzipSync(body);
      response.writeHead(200, {
        "content-type": type,
        "content-encoding": "gzip",
        "content-security-policy": POLICY,
        "content-length": packed.length,
      });
      response.end(packed);
    };
    if (request.url in PAGES) answer("text/html; charset=utf-8", PAGES[request.url]);
    else if (request.url === "/style.css") answer("text/css", STYLE);
    else if (request.url === "/broken.js") answer("text/javascript", "missing();");
    else if (request.url === "/moved") response.writeHead(303, { location: "/right" }).end();
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

async function visiting(path, check, shape = "ipad") {
  const context = await shaped(browser, shape);
  try {
    const opened = await context.newPage();
    const heard = complaints(opened);
    if (path) await opened.goto(origin + path);
    await check(opened, heard);
  } finally {
    await context.close();
  }
}

const kinds = (found) => found.map(({ kind, what }) => `${kind} ${what.split(" “")[0]}`);

describe("sizes", BOUND, () => {
  const rules = { ...CREW, fonts: [{ selector: ".critical", least: 32 }] };

  test("a right page passes, screen-reader text and all", () => visiting("/right", (opened) => assertSizes(opened, rules)));

  test("a small target and a thin primary are caught", () =>
    visiting("/targets", async (opened) => {
      assert.deepEqual(kinds(await sizes(opened, rules)), ["target a#tiny", "primary button#thin"]);
      // At a desk only what WCAG asks for is too small.
      assert.deepEqual(kinds(await sizes(opened, DESK)), ["target a#tiny"]);
      await assert.rejects(assertSizes(opened, rules), /target: a#tiny “戻” is 20×20, least 56×56/);
    }));

  test("neighbors too near are caught", () =>
    visiting("/gaps", async (opened) => {
      assert.deepEqual(kinds(await sizes(opened, rules)), ["gap a#one"]);
      await assert.rejects(assertSizes(opened, rules), /gap: a#one “一つ” to a#two “二つ” is [0-9.]+px, least 12px/);
    }));

  test("fonts too small for their class are caught", () =>
    visiting("/fonts", async (opened) => {
      assert.deepEqual(kinds(await sizes(opened, rules)), ["font p#fine", "font b#short"]);
    }));

  test("what floats has no neighbors below it", () => visiting("/bar", (opened) => assertSizes(opened, rules)));

  test("scripts turned off change nothing", () =>
    visiting(
      "/targets",
      async (opened) => assert.equal((await sizes(opened, rules)).length, 2),
      "ipadWithoutScripts",
    ));
});

describe("axe", BOUND, () => {
  test("a right page passes in every shape", async () => {
    for (const shape of ["ipad", "ipadNight", "ipadForcedColors", "ipadWithoutScripts", "phone", "desktop"]) {
      await visiting("/right", (opened) => assertAccessible(opened, { enhancedContrast: shape === "ipad" }), shape);
    }
  });

  const wrong = [
    ["/unlabeled", "label", {}],
    ["/pale", "color-contrast", {}],
    ["/gray", "color-contrast-enhanced", { enhancedContrast: true }],
    // Off by default in axe, so this shows that it was turned on.
    ["/near", "target-size", {}],
  ];
  for (const [path, rule, options] of wrong) {
    test(`${rule} is caught on ${path}`, () =>
      visiting(path, async (opened) => {
        const { violations, ran } = await axe(opened, options);
        assert.ok(ran.includes(rule));
        assert.deepEqual(violations.map(({ id }) => id), [rule]);
        await assert.rejects(assertAccessible(opened, options), new RegExp(`${rule} `));
      }));
  }
});

test("axe finds the same with scripts turned off", BOUND, () =>
  visiting(
    "/unlabeled",
    async (opened) => assert.deepEqual((await axe(opened)).violations.map(({ id }) => id), ["label"]),
    "ipadWithoutScripts",
  ));

describe("browser", BOUND, () => {
  test("scripts, errors and refusals of a page are heard", () =>
    visiting("/broken", (_, heard) => assert.match(heard.join("\n"), /script: missing is not defined/)));

  test("a right page is silent but for its missing icon", () =>
    visiting("/right", (_, heard) => assert.deepEqual(heard.filter((line) => !line.includes("404")), [])));

  test("night and forced colors reach the page's media queries", async () => {
    const asks = (query) => (opened) => opened.evaluate((text) => matchMedia(text).matches, query);
    for (const [shape, query] of [
      ["ipadNight", "(prefers-color-scheme: dark)"],
      ["ipadForcedColors", "(forced-colors: active)"],
      ["ipad", "(min-resolution: 2dppx) and (width: 1080px) and (height: 700px)"],
    ]) {
      await visiting("/right", async (opened) => assert.ok(await asks(query)(opened), shape), shape);
    }
  });

  test("a browser that is nowhere is said to be missing", () => {
    assert.throws(() => executable({ PATH: "/nowhere" }), /install chromium or set CHROMIUM/);
    assert.equal(executable({ CHROMIUM: "/opt/chromium" }), "/opt/chromium");
  });
});

describe("weight", BOUND, () => {
  test("bytes are counted as transferred, by type, redirects included", () =>
    visiting(null, async (opened) => {
      const weight = await weigh(opened, () => opened.goto(`${origin}/moved`));
      const right = gzipSync(PAGES["/right"]).length;
      const style = gzipSync(STYLE).length;
      const named = weight.answers.filter(({ url }) => !url.endsWith("/favicon.ico"));
      assert.deepEqual(
        // In the order in which they ended, which is not that in which they were asked.
        named.map(({ url }) => new URL(url).pathname).sort(),
        ["/moved", "/right", "/style.css"],
      );
      // Headers are a few hundred bytes; unpacked, the page alone would be beyond this.
      assert.ok(weight.byType.Document > right && weight.byType.Document < right + 800, JSON.stringify(weight));
      assert.ok(weight.byType.Stylesheet > style && weight.byType.Stylesheet < style + 500, JSON.stringify(weight));
      assert.equal(weight.requests, weight.answers.length);
      assert.equal(weight.total, weight.answers.reduce((sum, { bytes }) => sum + bytes, 0));
    }));
});

describe("one-time codes", BOUND, () => {
  test("known answers of RFC 6238, appendix B", () => {
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assert.equal(base32(secret).toString(), "12345678901234567890");
    for (const [seconds, code] of [
      [59, "94287082"],
      [1111111109, "07081804"],
      [1111111111, "14050471"],
      [1234567890, "89005924"],
      [2000000000, "69279037"],
      [20000000000, "65353130"],
    ]) {
      assert.equal(codeOf(secret, stepAt(seconds * 1000), 8), code);
      assert.equal(codeOf(secret, stepAt(seconds * 1000)), code.slice(2));
    }
    assert.throws(() => base32("A1"), /not base32/);
  });
});

describe("demo", BOUND, () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tasuki-selftest-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  // Stands in for the binary: the same command line, the same file, and a server that answers one route.
  const binary = (name, body) => {
    const path = join(folder, name);
    writeFileSync(path, `#!${process.execPath}\n${body}`);
    chmodSync(path, 0o755);
    return path;
  };
  const SERVING = `
    const { parseArgs } = require("node:util");
    const fs = require("node:fs");
    const string = { type: "string" };
    const { values, positionals } = parseArgs({ allowPositionals: true,
      options: { port: string, "data-dir": string, residents: string, seed: string } });
    if (positionals[0] !== "demo") process.exit(2);
    require("node:http").createServer((q, s) => s.writeHead(q.url === "/healthz" ? 200 : 404).end("fine")).listen(Number(values.port), "127.0.0.1");
    fs.mkdirSync(values["data-dir"], { recursive: true });
    fs.writeFileSync(values["data-dir"] + "/demo.json", JSON.stringify({
      base_url: "http://127.0.0.1:" + values.port, ca_certificate: "",
      accounts: [{ role: "crew", login: "crew", password: "x", totp_secret: "GEZDGNBVGY3TQOJQ", token: "t" }],
      sample: {} }));
  `;

  test("is started, asked, and stopped", async () => {
    const { path, stop } = await startDemo({ binary: binary("serving", SERVING), folder });
    const demo = runningDemo(path);
    try {
      assert.deepEqual((({ status, text }) => ({ status, text }))(await demo.ask("/healthz")), { status: 200, text: "fine" });
      assert.equal((await demo.ask("/elsewhere")).status, 404);
      assert.throws(() => demo.account("mayor"), /no account of role mayor/);
    } finally {
      await stop();
    }
    await assert.rejects(demo.ask("/healthz"), /ECONNREFUSED/);
  });

  test("gives each one-time code once, and says when there is none", async () => {
    const { path, stop } = await startDemo({ binary: binary("serving_again", SERVING), folder });
    await stop();
    const demo = runningDemo(path);
    const before = stepAt(Date.now());
    const first = demo.code("crew");
    // Another process reads the same record.
    const second = runningDemo(path).code("crew");
    assert.notEqual(first, second);
    // The clock may enter the next step between the lines, which frees one code more.
    assert.throws(
      () => {
        demo.code("crew");
        if (stepAt(Date.now()) > before) demo.code("crew");
      },
      /no unused code for now/,
    );
  });

  test("that ends early is an error with its own words", async () => {
    const failing = binary("failing", `process.stderr.write("port is taken"); process.exit(3);`);
    await assert.rejects(startDemo({ binary: failing, folder }), /ended with 3\nport is taken/);
  });

  test("that never answers is given up and stopped", async () => {
    const silent = binary("silent", `process.stdout.write(String(process.pid)); setInterval(() => {}, 1000);`);
    const error = await startDemo({ binary: silent, folder: mkdtempSync(join(folder, "x")), patience: 1000 }).catch((error) => error);
    assert.match(error.message, /did not answer within 1 s\n\d+/);
    assert.throws(() => process.kill(Number(error.message.split("\n")[1]), 0), /ESRCH/);
  });

  test("is asked for by name", () => assert.throws(() => runningDemo(""), /TASUKI_DEMO/));
});
