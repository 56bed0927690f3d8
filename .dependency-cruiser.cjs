/** Which folder may import which (docs/architecture.md). Each rule says why; a new room gets its line here first. */
const only = (name, from, allowed, why) => ({
  name,
  severity: "error",
  comment: why,
  from: { path: `^${from}/` },
  to: {
    path: "^(app|components|domain|db|inngest|emails|realtime|lib|mail|cli|messages|tests|bench|scripts|server\\.ts|proxy\\.ts)",
    pathNot: `^(${[from, ...allowed].join("|")})(/|$)`,
  },
});

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      severity: "error",
      comment: "A circle of files cannot be read from any end.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("lib-knows-nothing", "lib", [], "lib is tools: it knows nothing of tickets and could move to another product."),
    only("db-is-the-ground", "db", ["lib"], "Tables know nothing of the rules that write them."),
    only(
      "domain-is-the-centre",
      "domain",
      ["db", "lib", "emails", "inngest/engine"],
      "The centre calls nobody: doors call it, reactions read its events.",
    ),
    {
      name: "one-room-looks-at-the-engine",
      severity: "error",
      comment: "The engine knows nothing of the desk; one room shows it to administrators, by its tables and not by its running parts.",
      from: { path: "^domain/" },
      to: { path: "^inngest/", pathNot: "^inngest/engine/(inspect|commands|measure|types)\\.ts$" },
    },
    {
      name: "engine-is-seen-in-one-room",
      severity: "error",
      comment: "What another act wants of the background work it asks domain/work.",
      from: { path: "^domain/", pathNot: "^domain/work/" },
      to: { path: "^inngest/" },
    },
    {
      name: "engine-knows-nothing",
      severity: "error",
      comment: "The engine is a tool that could move to another product: functions, acts and tables of the desk are unknown to it.",
      from: { path: "^inngest/engine/" },
      to: { path: "^(domain|db|inngest/(?!engine/))" },
    },
    {
      name: "only-mail-renders",
      severity: "error",
      comment: "Only domain/mail makes letters; another act that needs one records an event.",
      from: { path: "^domain/", pathNot: "^domain/mail/" },
      to: { path: "^emails/" },
    },
    only("functions-compose-acts", "inngest", ["domain", "db", "lib"], "A function is a trigger, steps, and one act each."),
    only("emails-are-drawn", "emails", ["lib", "messages"], "A letter is a picture of what it is given."),
    only("realtime-asks-the-domain", "realtime", ["domain", "db", "lib"], "Sockets ask the same questions as pages."),
    only("mail-door-is-thin", "mail", ["domain", "lib"], "A listener hands bytes to one act."),
    only("cli-is-a-door", "cli", ["domain", "lib", "db"], "The operator's door parses, calls one act, prints."),
    only(
      "app-is-a-door",
      "app",
      ["components", "domain", "inngest", "realtime", "lib", "messages"],
      "Pages and routes make an actor, parse, call one act.",
    ),
    {
      name: "one-route-serves-functions",
      severity: "error",
      comment: "Nothing of the app runs functions but the route a real Inngest calls.",
      from: { path: "^app/", pathNot: "^app/api/inngest/" },
      to: { path: "^inngest/" },
    },
    {
      name: "app-hears-by-one-hook",
      severity: "error",
      comment: "The browser's side of the live channel is one hook.",
      from: { path: "^(app|components)/" },
      to: { path: "^realtime/", pathNot: "^realtime/use-live" },
    },
    {
      ...only(
        "components-draw",
        "components",
        ["lib", "messages", "realtime"],
        "Parts draw what they are given; of the domain they know types only.",
      ),
      to: { ...only("x", "components", ["lib", "messages", "realtime"], "").to, dependencyTypesNot: ["type-only"] },
    },
    floor("ground-floor", "(events|access)", "(fields|people|attachments|tickets|tasks|mail|setup|faq|sla|notifications|work|reports)"),
    floor("field-floor", "fields", "(people|attachments|tickets|tasks|mail|setup|faq|sla|notifications|work|reports)"),
    floor("first-floor", "(people|attachments)", "(tickets|tasks|mail|setup|faq|sla|notifications|work|reports)"),
    floor("word-floor", "words", "(people|attachments|tickets|tasks|mail|setup|faq|sla|notifications|work|reports)"),
    // The hours of a calendar are arithmetic: pure files that know nothing of promises.
    floor("ticket-floor", "tickets", "(tasks|mail|setup|faq|sla(?!/(?:calendar|zone)\\.ts)|notifications|work|reports)"),
    floor("task-floor", "tasks", "(mail|setup|faq|sla|notifications|work|reports)"),
    floor("mail-floor", "mail", "(setup|faq|sla|notifications|work|reports)"),
    floor("clock-floor", "sla", "(mail|setup|faq|notifications|work|reports)"),
    floor("faq-floor", "faq", "(tickets|mail|setup|sla|notifications|work|reports)"),
    floor("work-floor", "work", "(people|attachments|tickets|mail|setup|faq|sla|notifications|reports)"),
    floor("notification-floor", "notifications", "(mail|setup|faq|sla|work|reports)"),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};

function floor(name, from, above) {
  return {
    name,
    severity: "error",
    comment: "Within domain an arrow points down only: tickets never mention mail, mail never mentions reports.",
    from: { path: `^domain/${from}/` },
    to: { path: `^domain/${above}/` },
  };
}
