import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./prepare.mjs";

// Route types are Next's to generate; then the compiler reads everything.
const run = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status;
run([join(root, "node_modules/next/dist/bin/next"), "typegen"]);
process.exit(run([join(root, "node_modules/typescript/bin/tsc"), "--noEmit"]) ?? 1);
