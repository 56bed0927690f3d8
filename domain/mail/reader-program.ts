import { answerInWorker } from "@/lib/worker-side";
import { type KnownOfUs, type Reading, readBytes } from "./read-bytes";

/** What runs in a reader's thread (reader.ts). */
answerInWorker<{ raw: Uint8Array; known: KnownOfUs }, Reading>(({ raw, known }) =>
  readBytes(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), known),
);
