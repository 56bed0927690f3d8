import { engineWorld, until, sleep } from "./engine-world";
import { execSync } from "node:child_process";
const w = await engineWorld();
let done = 0; const lat: number[] = [];
const { client, engine } = await w.engine((c) => [
  c.createFunction({ id: "one", triggers: { event: "p/one" } }, async ({ step, event }) => { await step.run("s", () => { done++; lat.push(Date.now() - (event.data.t as number)); }); }),
  c.createFunction({ id: "three", triggers: { event: "p/three" } }, async ({ step }) => { for (const n of ["a","b","c"]) await step.run(n, () => { done++; }); }),
  c.createFunction({ id: "timer", triggers: { event: "p/timer" }, cancelOn: [{event:"p/stop", match:"data.k"}] }, async ({ step, event }) => { await step.sleepUntil("z", new Date(event.data.at as string)); await step.run("s", () => { done++; }); }),
]);
for (let i=0;i<30;i++) { await client.send({ name: "p/one", data: { t: Date.now() } }); await sleep(60); }
lat.sort((a,b)=>a-b); console.log("latency p50/p95", lat[15], lat[28]);
const ends = async (n: number) => (await w.sql`select count(*)::int n from ie.run where ended_at is not null`)[0]!.n === n;
done = 0; let t = Date.now();
await client.send(Array.from({ length: 2000 }, () => ({ name: "p/one", data: { t: 0 } })));
await until(() => ends(2030), 60000); console.log("2000x1 runs/s", Math.round(2000_000 / (Date.now() - t)));
t = Date.now(); await client.send(Array.from({ length: 1000 }, () => ({ name: "p/three" })));
await until(() => ends(3030), 60000); console.log("1000x3 steps/s", Math.round(3000_000 / (Date.now() - t)));
if (process.argv[2]) {
  console.log("restarting postgres mid-run"); done = 0;
  await client.send(Array.from({ length: 1000 }, () => ({ name: "p/three" })));
  await sleep(600); 
  execSync(`cd /tmp && setpriv --reuid=nobody --regid=nogroup --clear-groups /usr/lib/postgresql/15/bin/pg_ctl -D /tmp/ie-pg/data -m immediate -w restart -o "-p 55477 -k /tmp/ie-pg -c listen_addresses=127.0.0.1 -c max_connections=200" -l /tmp/ie-pg/log >/dev/null 2>&1`);
  t = Date.now(); await until(() => ends(4030).catch(() => false), 60000); console.log("all done after restart", Date.now() - t, "bodies", done);
  console.log(await w.sql`select count(*)::int from ie.step where done is not null`);
  await sleep(300); done=0; await client.send({name:"p/one",data:{t:Date.now()}}); t=Date.now(); await until(()=>done===1); console.log("after", Date.now()-t);
}
// many sleepers
t = Date.now(); const at = new Date(Date.now() + 60000).toISOString();
for (let i=0;i<2;i++) await client.send(Array.from({ length: 2500 }, (_, k) => ({ name: "p/timer", data: { k: i*2500+k, at } })));
await until(async () => (await w.sql`select count(*)::int n from ie.job where kind='sleep'`)[0]!.n === 5000, 60000); console.log("5000 sleepers in", Date.now()-t);
t = Date.now(); await client.send({ name: "p/stop", data: { k: 17 } }); await until(async () => (await w.sql`select 1 from ie.run where status='cancelled'`).length === 1); console.log("cancel one of 5000", Date.now()-t);
const c0 = process.cpuUsage(); await sleep(5000); const c = process.cpuUsage(c0); console.log("idle cpu %", ((c.user+c.system)/5e4).toFixed(2));
console.log(await engine.health());
await w.end(); process.exit(0);
