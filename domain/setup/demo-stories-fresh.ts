import { type Story, THIRD_PARTY, WAITING } from "./demo-stories";

/** What is on the desk right now, counted back from the moment of loading: not answered yet, nearly due, overdue, waiting. */
export const FRESH_STORIES: readonly (Omit<Story, "variants"> & { minutesAgo: number })[] = [
  {
    ...{ minutesAgo: 4, language: "en", queue: "Support", channel: "web", type: "question", tags: ["calendar"] },
    subject: "How do I share my calendar with the whole team?",
    opening: "Hi, I would like my team to see my calendar, but not the private entries. Where do I set that?",
    turns: [],
  },
  {
    ...{ minutesAgo: 11, language: "de", queue: "Network::VPN", priority: "very high", type: "incident", tags: ["vpn"] },
    subject: "VPN: niemand aus dem Vertrieb kommt hinein",
    opening:
      "Seit ein paar Minuten kommt bei uns im Vertrieb niemand mehr ins VPN, Meldung 691. Wir sind neun Leute, um 14 Uhr ist eine Vorführung beim Kunden.",
    turns: [],
  },
  {
    ...{ minutesAgo: 26, language: "en", queue: "Billing", type: "question", tags: ["invoice"] },
    subject: "Second reminder although we have paid",
    opening:
      "We received a second reminder for invoice 2026-10902 today. It was paid on the 12th, see our reference AC-5521. Please stop the reminders.",
    turns: [],
  },
  {
    ...{ minutesAgo: 47, language: "de", queue: "Support", priority: "high", type: "incident", tags: ["drucker"] },
    subject: "Etikettendrucker im Versand druckt gar nicht mehr",
    opening: "Der Etikettendrucker im Versand ist tot, keine Lampe leuchtet. Es stehen drei Paletten, die heute raus müssen.",
    turns: [["note", 20, "Netzteil vermutlich. Ersatz liegt im Lager 2, wer ist in der Nähe?"]],
  },
  {
    ...{ minutesAgo: 96, language: "en", queue: "Support", priority: "high", type: "incident", tags: ["password"] },
    subject: "Locked out before the audit",
    opening: "My account is locked and the auditors arrive at eleven. I need the quality folder. Please call me on 0151 5550147.",
    turns: [],
  },
  {
    ...{ minutesAgo: 140, language: "de", queue: "Support", type: "service request", tags: ["rechte"] },
    subject: "Zugriff auf das Archiv 2019",
    opening: "Für eine Anfrage des Finanzamts brauche ich bis Freitag Lesezugriff auf das Archiv 2019.",
    turns: [
      [
        "agent",
        35,
        "Hallo {name},\n\ndas Archiv liegt auf Band und wird heute Nacht eingespielt. Reicht Ihnen morgen früh?\n\n{me}",
        WAITING,
      ],
      ["customer", 50, "Morgen früh reicht, danke. Bitte auch für Frau Brandt."],
    ],
  },
  {
    ...{ minutesAgo: 222, language: "en", queue: "Network", type: "problem", tags: ["wifi"] },
    subject: "Wireless drops when walking between buildings",
    opening:
      "Our scanners lose the wireless each time someone walks from hall A to hall B. They come back after a minute, but the pick list is gone.",
    turns: [],
  },
  {
    ...{ minutesAgo: 236, language: "de", queue: "Billing", type: "question", tags: ["vertrag"] },
    subject: "Laufzeit unseres Vertrags",
    opening: "Guten Tag, bis wann läuft unser Vertrag K-22014 und wie lang ist die Kündigungsfrist? Wir planen das Budget für 2027.",
    turns: [],
  },
  {
    ...{ minutesAgo: 310, language: "en", queue: "Support", priority: "high", type: "incident", tags: ["mail"] },
    subject: "Mails to one customer come back",
    opening: 'Every mail to purchasing@initech.example comes back with "550 5.7.1 rejected". We have an offer open there until tonight.',
    turns: [["note", 210, "Their server wants SPF to match; our newsletter host is missing in the record. Change is with Network."]],
  },
  {
    ...{ minutesAgo: 420, language: "de", queue: "Support", type: "incident", tags: ["software"] },
    subject: "Zeiterfassung rechnet Pausen doppelt",
    opening:
      "Hallo, seit der Umstellung zieht die Zeiterfassung bei Teilzeitkräften die Pause zweimal ab. Betroffen sind bei uns elf Leute.",
    turns: [
      [
        "agent",
        55,
        "Hallo {name},\n\ndanke, das sehen wir auch. Der Hersteller prüft es; ich melde mich, sobald ich mehr weiß.\n\n{me}",
        THIRD_PARTY,
      ],
    ],
  },
  {
    ...{ minutesAgo: 640, language: "en", queue: "Network", priority: "very high", type: "incident", tags: ["outage"] },
    subject: "Backup line did not take over last night",
    opening:
      "Our line failed at two in the night and the mobile backup did not take over. The shop was offline until five. I need an explanation for the management.",
    turns: [],
  },
  {
    ...{ minutesAgo: 1500, language: "de", queue: "Billing", priority: "high", type: "incident", tags: ["lastschrift"] },
    subject: "Lastschrift trotz Widerruf",
    opening:
      "Wir haben die Einzugsermächtigung am 2. widerrufen, trotzdem wurden gestern 1.190 € abgebucht. Bitte umgehend klären, sonst lassen wir zurückbuchen.",
    turns: [],
  },
  {
    ...{ minutesAgo: 1720, language: "en", queue: "Support", type: "service request", tags: ["onboarding"] },
    subject: "Interns starting in the new year",
    opening: "Six interns start on 7 January. They need accounts without mail and shared laptops. Can you reserve three?",
    turns: [
      ["agent", 150, "Hi {name},\n\nthree laptops are reserved. Please send me the names as soon as you have them.\n\n{me}", WAITING],
    ],
  },
  {
    ...{ minutesAgo: 2900, language: "de", queue: "Network", type: "change", tags: ["firewall"] },
    subject: "Neue Telefonanlage: Ports öffnen",
    opening:
      "Der Anbieter der neuen Telefonanlage braucht die Ports 5061 und 10000 bis 10500 nach außen. Die Umstellung ist nächste Woche.",
    turns: [
      [
        "agent",
        200,
        "Hallo {name},\n\nbitte fragen Sie den Anbieter nach den festen Zieladressen. Ohne sie öffnen wir so viele Ports nicht.\n\n{me}",
        WAITING,
      ],
      ["customer", 1500, "Er nennt 198.51.100.0/26. Geht es damit?"],
    ],
  },
  {
    ...{ minutesAgo: 4400, language: "en", queue: "Support", priority: "low", type: "problem", tags: ["portal"] },
    subject: "Dark mode forgets itself",
    opening: "Small thing: the portal forgets dark mode whenever I close the browser. Firefox, no private window.",
    turns: [["note", 600, "Reproduced with strict tracking protection. Low, but easy."]],
  },
];
