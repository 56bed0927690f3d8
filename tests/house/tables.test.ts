import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Who writes which table. Reading across is fine; writing has one owner, so that a rule cannot be walked around. */
const OWNERS: Record<string, RegExp> = {
  events: /^domain\/events\//,
  eventValues: /^domain\/events\//,
  tickets: /^domain\/tickets\//,
  messages: /^domain\/tickets\//,
  ticketParticipants: /^domain\/tickets\//,
  ticketLinks: /^domain\/tickets\//,
  ticketDocuments: /^domain\/tickets\//,
  customFields: /^domain\/fields\//,
  fieldValues: /^domain\/fields\//,
  attachments: /^domain\/tickets\//,
  timeEntries: /^domain\/tickets\//,
  timeActivities: /^domain\/tickets\//,
  ticketTasks: /^domain\/tasks\//,
  checklists: /^domain\/tasks\//,
  letterParts: /^domain\/words\//,
  templates: /^domain\/words\//,
  blobs: /^domain\/attachments\//,
  blobChunks: /^domain\/attachments\//,
  people: /^domain\/people\//,
  organizations: /^domain\/people\//,
  apiTokens: /^domain\/people\//,
  oneTimeLinks: /^domain\/people\//,
  signInFailures: /^domain\/people\//,
  roles: /^domain\/(people|setup)\//,
  roleAssignments: /^domain\/(people|setup)\//,
  groups: /^domain\/(people|setup)\//,
  queues: /^domain\/(tickets|setup)\//,
  queueAddresses: /^domain\/(tickets|setup)\//,
  states: /^domain\/(tickets|setup)\//,
  priorities: /^domain\/(tickets|setup)\//,
  lifecycleSteps: /^domain\/setup\//,
  ticketTypes: /^domain\/(tickets|setup)\//,
  incomingMail: /^domain\/mail\//,
  mailDeliveries: /^domain\/mail\//,
  outgoingMail: /^domain\/mail\//,
  outgoingDeliveries: /^domain\/mail\//,
  addressStandings: /^domain\/mail\//,
  signingKeys: /^domain\/mail\//,
  settings: /^domain\/(settings\.ts|setup\/)/,
  calendars: /^domain\/sla\//,
  calendarVersions: /^domain\/sla\//,
  slaPolicies: /^domain\/sla\//,
  slaPolicyVersions: /^domain\/sla\//,
  ticketClocks: /^domain\/sla\//,
  notifications: /^domain\/notifications\//,
  faqCategories: /^domain\/faq\//,
  faqArticles: /^domain\/faq\//,
  faqRevisions: /^domain\/faq\//,
  faqTranslations: /^domain\/faq\//,
  faqSlugs: /^domain\/faq\//,
  idempotencyKeys: /^domain\/people\//,
};

const WRITE = /\.(?:insert|update|delete)\(\s*([A-Za-z]+)/g;

function* sources(dir: string): Generator<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(name)) yield path;
  }
}

const files = ["app", "cli", "components", "domain", "emails", "inngest", "lib", "mail", "realtime"].flatMap((dir) => [...sources(dir)]);

test("a table is written only by the folder that owns it", () => {
  const trespasses = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(WRITE)]
      .map((match) => match[1]!)
      .filter((table) => table in OWNERS && !OWNERS[table]!.test(file))
      .map((table) => `${file} writes ${table}`),
  );
  expect(trespasses).toEqual([]);
});

test("every table has an owner", () => {
  const tables = [...sources("db/schema")].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/export const (\w+) = pgTable/g)].map((match) => match[1]!),
  );
  expect(tables.filter((table) => !(table in OWNERS))).toEqual([]);
});
