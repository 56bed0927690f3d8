import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAlive, root } from "./prepare.mjs";

/** What a build is made of. A build is a copy of these below `.build/HASH`; node_modules is found by walking upward. */
const SOURCES = [
  "app",
  "components",
  "db",
  "domain",
  "emails",
  "inngest",
  "lib",
  "mail",
  "cli",
  "messages",
  "public",
  "realtime",
  "server.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const KEEP = 3;

/**
 * Builds unless this very tree is built already, and gives the folder. Keyed by content, so a test never rebuilds below
 * a running demo and an unchanged tree is not built twice.
 */
export async function ensureBuild() {
  const { hash, target } = thisTree();
  if (existsSync(join(target, "ready"))) {
    utimesSync(join(target, "ready"), new Date(), new Date());
    return target;
  }
  return withLock(`${target}.lock`, () => build(hash, target));
}

/** The build of this very tree, when there is one. */
export function findBuild() {
  const { target } = thisTree();
  return existsSync(join(target, "ready")) ? target : null;
}

function thisTree() {
  const hash = hashOf(SOURCES.filter((source) => existsSync(join(root, source))));
  return { hash, target: join(root, ".build", hash) };
}

async function build(hash, target) {
  // Whoever waited finds it done.
  if (existsSync(join(target, "ready"))) return target;
  console.error("Building …");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const source of SOURCES) if (existsSync(join(root, source))) cpSync(join(root, source), join(target, source), { recursive: true });
  // Else the checkout's package.json would be found twice by Next's search for a root.
  rmSync(join(target, "package-lock.json"), { force: true });
  await bundle(target);
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", OPEN_TICKET_ROOT: root };
  const next = spawnSync(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: target,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (next.status !== 0) {
    throw new Error(`${next.stdout}${next.stderr}\nThe build failed.`);
  }
  writeFileSync(join(target, "ready"), new Date().toISOString());
  forgetOld(hash);
  return target;
}

/** Two commands at once build once. A lock whose holder is gone is taken over. */
async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      break;
    } catch {
      const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
      if (holder && !isAlive(holder)) rmSync(file, { force: true });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

async function bundle(target) {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: {
      server: join(target, "server.ts"),
      ot: join(target, "cli/ot.ts"),
      reader: join(target, "domain/mail/reader-program.ts"),
    },
    outdir: target,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    chunkNames: "bundle/[name]-[hash]",
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    jsx: "automatic",
    tsconfig: join(target, "tsconfig.json"),
    logLevel: "error",
  });
}

function hashOf(sources) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (statSync(join(root, path)).isDirectory()) for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    else
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update("\0");
  };
  for (const source of sources) add(source);
  return hash.update(process.versions.node.split(".")[0]).digest("hex").slice(0, 16);
}

/** Older builds go, but the newest few stay: one of them may be running. */
function forgetOld(current) {
  const builds = readdirSync(join(root, ".build"))
    .filter((name) => name !== current && existsSync(join(root, ".build", name, "ready")))
    .sort((a, b) => statSync(join(root, ".build", b, "ready")).mtimeMs - statSync(join(root, ".build", a, "ready")).mtimeMs);
  for (const name of builds.slice(KEEP - 1)) rmSync(join(root, ".build", name), { recursive: true, force: true });
}
