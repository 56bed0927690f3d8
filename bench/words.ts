const COMMON =
  "the printer does not work again since yesterday please help me with my account password invoice order number delivery network connection vpn slow page error message screen update install license question answer thank you very much regards server mail attachment file folder access permission user new old change request urgent today tomorrow week month customer support team call phone meeting project release version backup restore report table list button click open close save print scan copy paste login logout reset device laptop monitor keyboard mouse cable port wifi router switch firewall certificate domain website shop payment card refund bank contract offer price".split(
    " ",
  );
const GERMAN =
  "der die das drucker geht nicht bitte hilfe rechnung bestellung passwort konto fehler seit gestern heute morgen woche vielen dank mit freundlichen grüßen anfrage lieferung netzwerk verbindung langsam seite meldung aktualisierung frage antwort".split(
    " ",
  );

/** Words with the skew of real language: few are everywhere, and each ticket has some that hardly any other has. */
export function words(random: () => number) {
  const word = (): string => {
    const roll = random();
    if (roll < 0.7) return COMMON[Math.floor(random() ** 2 * COMMON.length)]!;
    if (roll < 0.95) return GERMAN[Math.floor(random() ** 2 * GERMAN.length)]!;
    return `x${Math.floor(random() * 50_000).toString(36)}`;
  };
  const sentence = (length: number): string => {
    const text = Array.from({ length }, word).join(" ");
    return text[0]!.toUpperCase() + text.slice(1);
  };
  return {
    word,
    sentence,
    paragraph: (): string =>
      Array.from({ length: 3 + Math.floor(random() * 5) }, () => `${sentence(6 + Math.floor(random() * 10))}.`).join(" "),
  };
}
