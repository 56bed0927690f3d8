/** The demo desk of CONTRACT.md. Its password is printed on its own sign-in page: it protects nothing and must not. */
export const DEMO_PASSWORD = "demo-desk-2026";

export const DEMO_PEOPLE = [
  { name: "Ada Admin", email: "ada@demo.example", role: "administrator", groups: null, locale: "en" },
  { name: "Max Manager", email: "max@demo.example", role: "manager", groups: null, locale: "en" },
  { name: "Mia Agent", email: "mia@demo.example", role: "agent", groups: ["Support", "Network"], locale: "en" },
  { name: "Ben Agent", email: "ben@demo.example", role: "agent", groups: ["Support", "Billing"], locale: "de" },
  { name: "Omar Customer", email: "omar@acme.example", organization: "Acme", locale: "en" },
  { name: "Nora Customer", email: "nora@acme.example", organization: "Acme", locale: "de" },
  { name: "Lee Customer", email: "lee@globex.example", organization: "Globex", locale: "en" },
] as const;
