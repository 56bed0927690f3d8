import { startEngine } from "./engine-functions";

/** A process that takes up the work, says that it has begun, and never ends it: the bench kills it. */
const nothing = () => {};
await startEngine(process.argv[2]!, {
  began: nothing,
  body: nothing,
  batch: nothing,
  woke: nothing,
  hang: () => {
    process.stdout.write("begun\n");
    return new Promise(() => {});
  },
});
