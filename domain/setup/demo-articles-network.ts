import type { DemoArticle } from "./demo-articles";

/** Devices, printers and the network. */
export const NETWORK_ARTICLES: readonly DemoArticle[] = [
  {
    category: "vpn",
    en: {
      title: "Connect from home with the VPN",
      text: `The VPN connects your laptop with the office as if you sat there: drives, printers and the intranet work as usual.

## Connect

1. Start **Company VPN** from the task bar.
2. Sign in with your usual password and the code from your authenticator app.
3. The symbol turns green. From now on everything goes through the office.

## Before you call us

- Does an ordinary web page open? If not, it is your own connection.
- Hotels and trains often block the VPN: try your phone as a hotspot.
- Did you change your password today? Lock and unlock the laptop once, then connect.

## Error messages

| Message | What helps |
|---|---|
| 809, no answer from the server | Another network, for instance the phone |
| 691, access denied | Password expired: set a new one in the browser |
| Certificate expired | Connect the laptop in the office for five minutes |`,
    },
    de: {
      title: "Von zu Hause per VPN verbinden",
      text: `Das VPN verbindet Ihren Laptop mit dem Büro, als säßen Sie dort: Laufwerke, Drucker und Intranet funktionieren wie gewohnt.

## Verbinden

1. Starten Sie **Firmen-VPN** in der Taskleiste.
2. Melden Sie sich mit Ihrem gewohnten Passwort und dem Code aus der Authenticator-App an.
3. Das Symbol wird grün. Ab jetzt läuft alles über das Büro.

## Bevor Sie uns anrufen

- Öffnet sich eine gewöhnliche Webseite? Wenn nicht, liegt es an Ihrem Anschluss.
- Hotels und Züge sperren das VPN oft: Versuchen Sie es über das Telefon als Hotspot.
- Haben Sie heute Ihr Passwort geändert? Sperren und entsperren Sie den Laptop einmal, dann verbinden.

## Fehlermeldungen

| Meldung | Was hilft |
|---|---|
| 809, Server antwortet nicht | Ein anderes Netz, zum Beispiel das Telefon |
| 691, Zugriff verweigert | Passwort abgelaufen: im Browser ein neues festlegen |
| Zertifikat abgelaufen | Den Laptop im Büro fünf Minuten anschließen |`,
    },
  },
  {
    category: "vpn",
    en: {
      title: "The VPN is connected but slow",
      text: `Measure first: with the VPN off, a speed test should show at least 20 Mbit/s down and 5 up.

- Use a cable or sit near the router: most slow VPNs are slow wireless networks.
- Video calls do not need the VPN. Disconnect during long meetings.
- Copy large files at night, or ask us to put them on the exchange server.

Still slow? Send us the result of the speed test and the time of day.`,
    },
    de: {
      title: "Das VPN ist verbunden, aber langsam",
      text: `Messen Sie zuerst: Ohne VPN sollte ein Geschwindigkeitstest mindestens 20 Mbit/s im Download und 5 im Upload zeigen.

- Nehmen Sie ein Kabel oder setzen Sie sich in die Nähe des Routers: Die meisten langsamen VPNs sind langsame WLANs.
- Videokonferenzen brauchen kein VPN. Trennen Sie es bei langen Besprechungen.
- Kopieren Sie große Dateien nachts oder bitten Sie uns, sie auf den Austauschserver zu legen.

Immer noch langsam? Schicken Sie uns das Ergebnis des Tests und die Uhrzeit.`,
    },
  },
  {
    category: "network",
    en: {
      title: "Wireless network for guests",
      text: `Guests use the network **Guest**. The reception hands out a code that works for one day and up to three devices.

Hosting an event with more than ten people? Ask us two days before; we print a sheet with one code for all. From the guest network only the internet can be reached, no printers and no drives.`,
    },
    de: {
      title: "WLAN für Gäste",
      text: `Gäste nutzen das Netz **Guest**. Der Empfang gibt einen Code aus, der einen Tag lang für bis zu drei Geräte gilt.

Veranstaltung mit mehr als zehn Personen? Sagen Sie uns zwei Tage vorher Bescheid; wir drucken ein Blatt mit einem Code für alle. Aus dem Gästenetz ist nur das Internet erreichbar, keine Drucker und keine Laufwerke.`,
    },
  },
  {
    category: "network",
    en: {
      title: "A network drive has disappeared",
      text: `1. Are you in the office network or connected by VPN? Drives need one of both.
2. Restart the laptop. Drives are connected at sign-in.
3. Open the Explorer and type \`\\\\files.demo.example\\team\`. If that works, only the letter is missing: run **Connect drives** from the start menu.
4. If it says *access denied*, the owner of the folder has to give you the right. We tell you who that is.`,
    },
    de: {
      title: "Ein Netzlaufwerk ist verschwunden",
      text: `1. Sind Sie im Büronetz oder per VPN verbunden? Laufwerke brauchen eines von beiden.
2. Starten Sie den Laptop neu. Laufwerke werden bei der Anmeldung verbunden.
3. Öffnen Sie den Explorer und tippen Sie \`\\\\files.demo.example\\team\`. Klappt das, fehlt nur der Buchstabe: Starten Sie **Laufwerke verbinden** im Startmenü.
4. Steht dort *Zugriff verweigert*, muss der Eigentümer des Ordners Sie freischalten. Wir sagen Ihnen, wer das ist.`,
    },
  },
  {
    category: "devices",
    en: {
      title: "The printer does not print",
      text: `## First look at the printer

- Is it on, and does the display show an error?
- Is there paper in the *right* tray?
- Is a red light on? Then usually a flap is open.

## Then at the computer

1. Open **Printers**, choose yours and look at the queue. Delete jobs that hang.
2. Print a test page.
3. Nothing? Remove the printer and add it again; it is listed by its room number.

## Paper jam

Open all flaps and pull the paper out in the direction it runs, slowly. Small scraps left behind are the most frequent cause of the next jam.

## It prints stripes or pale

The toner is nearly empty. Spare toner stands in the cupboard beside the printer; write to us when you take the last one.`,
    },
    de: {
      title: "Der Drucker druckt nicht",
      text: `## Zuerst am Drucker nachsehen

- Ist er eingeschaltet, und zeigt das Display einen Fehler?
- Liegt Papier im *richtigen* Fach?
- Leuchtet es rot? Dann steht meist eine Klappe offen.

## Dann am Rechner

1. Öffnen Sie **Drucker**, wählen Sie Ihren aus und sehen Sie in die Warteschlange. Löschen Sie hängende Aufträge.
2. Drucken Sie eine Testseite.
3. Nichts? Entfernen Sie den Drucker und fügen Sie ihn neu hinzu; er steht unter seiner Raumnummer in der Liste.

## Papierstau

Öffnen Sie alle Klappen und ziehen Sie das Papier langsam in Laufrichtung heraus. Kleine Reste sind die häufigste Ursache für den nächsten Stau.

## Er druckt Streifen oder blass

Der Toner ist fast leer. Ersatz steht im Schrank neben dem Drucker; schreiben Sie uns, wenn Sie den letzten nehmen.`,
    },
  },
  {
    category: "devices",
    en: {
      title: "Connect a second screen",
      text: `Plug the screen in with USB-C or HDMI, then press **Windows + P** and choose *Extend*. If it stays dark:

- switch the input on the screen itself,
- try the other socket of the dock,
- unplug the dock for thirty seconds.

A blurred picture usually means the wrong resolution: choose the one marked *recommended*.`,
    },
    de: {
      title: "Einen zweiten Bildschirm anschließen",
      text: `Schließen Sie den Bildschirm per USB-C oder HDMI an, drücken Sie **Windows + P** und wählen Sie *Erweitern*. Bleibt er dunkel:

- schalten Sie am Bildschirm selbst den Eingang um,
- versuchen Sie die andere Buchse der Dockingstation,
- ziehen Sie die Dockingstation dreißig Sekunden ab.

Ein unscharfes Bild heißt meist: falsche Auflösung. Wählen Sie die mit *empfohlen*.`,
    },
  },
  {
    category: "devices",
    en: {
      title: "My laptop is slow",
      text: `Restart it (not just close the lid). If that does not help:

1. Look at the free space. Below 10 GB everything becomes slow; empty the bin and the download folder.
2. Close browser tabs you have not looked at this week.
3. Let updates finish: leave it on the charger over lunch.

Laptops older than five years are exchanged. Tell us the number on the sticker at the bottom.`,
    },
    de: {
      title: "Mein Laptop ist langsam",
      text: `Starten Sie ihn neu (nicht nur zuklappen). Hilft das nicht:

1. Prüfen Sie den freien Speicher. Unter 10 GB wird alles langsam; leeren Sie Papierkorb und Download-Ordner.
2. Schließen Sie Browser-Tabs, die Sie diese Woche nicht angesehen haben.
3. Lassen Sie Updates fertig werden: über Mittag am Ladegerät lassen.

Laptops, die älter als fünf Jahre sind, werden getauscht. Nennen Sie uns die Nummer auf dem Aufkleber an der Unterseite.`,
    },
  },
  {
    category: "devices",
    en: {
      title: "Lost or stolen device",
      text: `Call us at once, also at night: the number is on the back of your ID card. We lock the device and end all sessions.

Then report it to the police if it was stolen, and send us the reference number. You get a spare device on the same day; your files are in the cloud.`,
    },
    de: {
      title: "Gerät verloren oder gestohlen",
      text: `Rufen Sie uns sofort an, auch nachts: Die Nummer steht auf der Rückseite Ihres Ausweises. Wir sperren das Gerät und beenden alle Sitzungen.

Bei Diebstahl erstatten Sie danach Anzeige und schicken uns das Aktenzeichen. Ein Ersatzgerät erhalten Sie am selben Tag; Ihre Dateien liegen in der Cloud.`,
    },
  },
  {
    category: "network",
    visibility: "internal",
    en: {
      title: "Checklist: outage of a site",
      text: `For the person on duty.

1. Is it the line or the power? Call the site's contact (list in the safe and in the phone).
2. Open a ticket in *Network*, priority very high, and post the number in the chat.
3. Call the provider; note the fault number in the ticket.
4. Switch the site to the mobile backup: \`failover on SITE\`.
5. Tell customers within 30 minutes what we know, also when it is little.

Every 30 minutes an update, even *no change*.`,
    },
  },
];
