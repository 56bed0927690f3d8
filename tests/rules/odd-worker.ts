import { answerInWorker } from "@/lib/worker-side";

/** A worker that does to itself what hostile input might. */
answerInWorker<string, string>(async (question) => {
  if (question === "fault") throw Object.assign(new Error("as asked"), { name: "OddFault" });
  if (question === "exit") process.exit(0);
  for (const endless = question === "spin"; endless; );
  if (question === "backtrack") /^(?:a|a)+$/.test(`${"a".repeat(60)}b`);
  const grown: number[][] = [];
  while (question === "grow") grown.push(new Array(10_000).fill(Math.random()));
  return question;
});
