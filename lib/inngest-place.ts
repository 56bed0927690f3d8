/** True unless the environment names a real Inngest (docs/operations.md): then the functions run in our own engine. */
export const isEmbedded = (): boolean => {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV } = process.env;
  return !INNGEST_BASE_URL && !INNGEST_EVENT_KEY && !INNGEST_SIGNING_KEY && (!INNGEST_DEV || INNGEST_DEV === "0");
};

const CLOUD = "https://app.inngest.com";
const DEV_SERVER = "http://localhost:8288";

/** Where a real Inngest shows its own pages. */
export function inngestPages(): string {
  const { INNGEST_BASE_URL, INNGEST_DEV } = process.env;
  if (INNGEST_BASE_URL) return INNGEST_BASE_URL;
  if (!INNGEST_DEV || INNGEST_DEV === "0") return CLOUD;
  return /^https?:/.test(INNGEST_DEV) ? INNGEST_DEV : DEV_SERVER;
}
