import type { DemoArticle } from "./demo-articles";

/** Invoices, contracts and the service desk itself. */
export const BILLING_ARTICLES: readonly DemoArticle[] = [
  {
    category: "billing",
    en: {
      title: "Get a copy of an invoice",
      text: `All invoices of the last ten years lie in the customer area under **Billing → Invoices**, each as PDF.

Do you need a copy with another address, or one for your tax adviser? Write to billing with the invoice number. A corrected invoice replaces the first one; please do not pay both.`,
    },
    de: {
      title: "Rechnungskopie anfordern",
      text: `Alle Rechnungen der letzten zehn Jahre liegen im Kundenbereich unter **Abrechnung → Rechnungen**, jede als PDF.

Brauchen Sie eine Kopie mit anderer Anschrift oder für Ihre Steuerberatung? Schreiben Sie der Abrechnung die Rechnungsnummer. Eine korrigierte Rechnung ersetzt die erste; bitte bezahlen Sie nicht beide.`,
    },
  },
  {
    category: "billing",
    en: {
      title: "Change the billing address",
      text: `Change it in the customer area under **Billing → Address**. The change holds for the next invoice; those already sent keep the old address.

For a new company name we need an extract from the register. For a new VAT number it is enough to write it into your message: we check it on the same day.`,
    },
    de: {
      title: "Rechnungsanschrift ändern",
      text: `Ändern Sie sie im Kundenbereich unter **Abrechnung → Anschrift**. Die Änderung gilt ab der nächsten Rechnung; bereits verschickte behalten die alte Anschrift.

Bei einem neuen Firmennamen brauchen wir einen Handelsregisterauszug. Bei einer neuen USt-IdNr. genügt es, sie in die Nachricht zu schreiben: Wir prüfen sie am selben Tag.`,
    },
  },
  {
    category: "billing",
    en: {
      title: "Pay by direct debit",
      text: `## Give a mandate

Fill in the SEPA form in the customer area. The first debit comes at the earliest five days after we have it.

## A debit was returned

Usually the account was not covered, or the number had changed. We try once more after seven days. The bank's fee of 6 € is added to the next invoice.

## Take it back

One line by mail is enough. Open invoices are then due within 14 days.`,
    },
    de: {
      title: "Per Lastschrift bezahlen",
      text: `## Mandat erteilen

Füllen Sie das SEPA-Formular im Kundenbereich aus. Die erste Abbuchung kommt frühestens fünf Tage, nachdem es bei uns ist.

## Eine Lastschrift kam zurück

Meist war das Konto nicht gedeckt, oder die Nummer hatte sich geändert. Nach sieben Tagen versuchen wir es noch einmal. Die Gebühr der Bank von 6 € steht auf der nächsten Rechnung.

## Widerrufen

Eine Zeile per Mail genügt. Offene Rechnungen sind dann innerhalb von 14 Tagen fällig.`,
    },
  },
  {
    category: "billing",
    en: {
      title: "Cancel a contract",
      text: `A contract can be cancelled with 30 days' notice to the end of a month, in writing; a mail is enough. Name the contract number. We confirm within two working days.

Your data can be exported for 60 days after the end. After that it is deleted.`,
    },
    de: {
      title: "Vertrag kündigen",
      text: `Ein Vertrag kann mit 30 Tagen Frist zum Monatsende gekündigt werden, schriftlich; eine Mail genügt. Nennen Sie die Vertragsnummer. Wir bestätigen innerhalb von zwei Arbeitstagen.

Ihre Daten können Sie bis 60 Tage nach dem Ende exportieren. Danach werden sie gelöscht.`,
    },
  },
  {
    category: "billing",
    visibility: "customers",
    en: {
      title: "Discounts for existing customers",
      text: `| Seats | Discount |
|---|---|
| 10 to 49 | 5 % |
| 50 to 199 | 10 % |
| from 200 | please ask |

Discounts hold from the next billing period after the seats were ordered. They cannot be combined with campaign prices.`,
    },
    de: {
      title: "Rabatte für Bestandskunden",
      text: `| Plätze | Rabatt |
|---|---|
| 10 bis 49 | 5 % |
| 50 bis 199 | 10 % |
| ab 200 | bitte anfragen |

Rabatte gelten ab der nächsten Abrechnungsperiode nach der Bestellung. Sie lassen sich nicht mit Aktionspreisen verbinden.`,
    },
  },
  {
    category: "service",
    en: {
      title: "How to reach us and when",
      text: `| Day | Hours |
|---|---|
| Monday to Friday | 9 to 17 |
| Saturday, Sunday, holidays | on duty for outages only |

By mail to support, by the form in the customer area, or by phone. **Phone is for what cannot wait**; everything else is quicker in writing, because the right person reads it first.

Every request has a number. Answer to our mail and your message lands in the right place by itself.`,
    },
    de: {
      title: "So erreichen Sie uns",
      text: `| Tag | Zeiten |
|---|---|
| Montag bis Freitag | 9 bis 17 Uhr |
| Samstag, Sonntag, Feiertage | Bereitschaft nur für Störungen |

Per Mail an den Support, mit dem Formular im Kundenbereich oder telefonisch. **Das Telefon ist für alles, was nicht warten kann**; alles andere geht schriftlich schneller, weil gleich die richtige Person es liest.

Jede Anfrage hat eine Nummer. Antworten Sie auf unsere Mail, dann landet Ihre Nachricht von selbst an der richtigen Stelle.`,
    },
  },
  {
    category: "service",
    en: {
      title: "How quickly we answer",
      text: `| Priority | First answer | Solution |
|---|---|---|
| very high | 1 hour | 4 hours |
| high | 2 hours | 8 hours |
| normal | 4 hours | 2 days |
| low | 1 day | 5 days |

Hours are our business hours. While we wait for you, the clock of the solution stands still.`,
    },
    de: {
      title: "Wie schnell wir antworten",
      text: `| Priorität | Erste Antwort | Lösung |
|---|---|---|
| sehr hoch | 1 Stunde | 4 Stunden |
| hoch | 2 Stunden | 8 Stunden |
| normal | 4 Stunden | 2 Tage |
| niedrig | 1 Tag | 5 Tage |

Stunden sind unsere Geschäftszeiten. Solange wir auf Sie warten, steht die Uhr für die Lösung still.`,
    },
  },
  {
    category: "service",
    visibility: "internal",
    en: {
      title: "House style for answers",
      text: `- Answer the question in the first sentence.
- One thing to do per line, in the order it has to be done.
- No *unfortunately*, no *simply*: it was not simple for the one who asks.
- Promise a time only if you will be there then.
- End with what happens next, and who does it.`,
    },
    de: {
      title: "Hausstil für Antworten",
      text: `- Der erste Satz beantwortet die Frage.
- Eine Handlung je Zeile, in der Reihenfolge, in der sie zu tun ist.
- Kein *leider*, kein *einfach*: Für den, der fragt, war es nicht einfach.
- Eine Uhrzeit nur versprechen, wenn man dann da ist.
- Am Ende steht, was als Nächstes geschieht und wer es tut.`,
    },
  },
];
