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

/** Who writes to the demo desk: the three customers that can sign in, and others who only write. */
export const DEMO_CUSTOMERS = [
  { name: "Omar Customer", email: "omar@acme.example", organization: "Acme", locale: "en" },
  { name: "Nora Customer", email: "nora@acme.example", organization: "Acme", locale: "de" },
  { name: "Lee Customer", email: "lee@globex.example", organization: "Globex", locale: "en" },
  { name: "Henrike Vogt", email: "h.vogt@nordlicht.example", organization: "Nordlicht Logistik", locale: "de" },
  { name: "Tobias Lehmann", email: "t.lehmann@nordlicht.example", organization: "Nordlicht Logistik", locale: "de" },
  { name: "Ayşe Demir", email: "ayse.demir@hausbau.example", organization: "Hausbau Süd", locale: "de" },
  { name: "Jürgen Groß", email: "j.gross@hausbau.example", organization: "Hausbau Süd", locale: "de" },
  { name: "Katrin Ebersbach", email: "k.ebersbach@praxis.example", organization: "Praxis am Markt", locale: "de" },
  { name: "Matteo Ricci", email: "matteo.ricci@initech.example", organization: "Initech", locale: "en" },
  { name: "Grace Okafor", email: "grace.okafor@initech.example", organization: "Initech", locale: "en" },
  { name: "Siobhán Walsh", email: "s.walsh@harbour.example", organization: "Harbour Foods", locale: "en" },
  { name: "Daniel Kowalski", email: "d.kowalski@harbour.example", organization: "Harbour Foods", locale: "en" },
  { name: "Priya Raman", email: "priya@globex.example", organization: "Globex", locale: "en" },
] as const;
