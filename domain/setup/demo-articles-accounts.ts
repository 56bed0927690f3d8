import type { DemoArticle } from "./demo-articles";

/** Accounts and mail. Markdown, as a writer would type it. */
export const ACCOUNT_ARTICLES: readonly DemoArticle[] = [
  {
    category: "accounts",
    en: {
      title: "I forgot my password",
      text: `You can set a new password yourself in about two minutes.

## Set a new password

1. Open the sign-in page and choose **Forgot password**.
2. Enter your mail address. A link arrives within a minute; it works for 30 minutes.
3. Choose a new password with at least 12 characters.
4. Sign in again on all your devices, also on your phone.

## The mail does not arrive

Look into the junk folder first. If you have several addresses, try the one your invoice goes to. Still nothing? Write to us from the address that is known to us.

> We never ask for your password, neither by mail nor on the phone.`,
    },
    de: {
      title: "Ich habe mein Passwort vergessen",
      text: `Ein neues Passwort können Sie in etwa zwei Minuten selbst festlegen.

## Neues Passwort festlegen

1. Öffnen Sie die Anmeldeseite und wählen Sie **Passwort vergessen**.
2. Geben Sie Ihre Mailadresse ein. Der Link kommt innerhalb einer Minute und gilt 30 Minuten.
3. Wählen Sie ein neues Passwort mit mindestens 12 Zeichen.
4. Melden Sie sich auf allen Geräten neu an, auch auf dem Telefon.

## Die Mail kommt nicht an

Sehen Sie zuerst im Spam-Ordner nach. Wenn Sie mehrere Adressen haben, versuchen Sie die, an die auch Ihre Rechnung geht. Immer noch nichts? Schreiben Sie uns von der Adresse, die wir von Ihnen kennen.

> Wir fragen nie nach Ihrem Passwort, weder per Mail noch am Telefon.`,
    },
  },
  {
    category: "accounts",
    en: {
      title: "My account is locked",
      text: `After ten failed sign-ins an account is locked for 15 minutes. Wait that long, then try once more, slowly.

If it is locked again at once, an old password is usually still stored somewhere: in the phone's mail program, in a mapped network drive, or in the browser. Delete it there first.

Locked because of suspicious activity? Then only we can unlock it. Call us; we will ask for your customer number.`,
    },
    de: {
      title: "Mein Konto ist gesperrt",
      text: `Nach zehn falschen Anmeldungen ist ein Konto 15 Minuten lang gesperrt. Warten Sie so lange und versuchen Sie es dann in Ruhe noch einmal.

Ist es sofort wieder gesperrt, dann ist meist irgendwo noch ein altes Passwort gespeichert: im Mailprogramm des Telefons, in einem verbundenen Netzlaufwerk oder im Browser. Löschen Sie es dort zuerst.

Gesperrt wegen auffälliger Zugriffe? Dann können nur wir es freigeben. Rufen Sie uns an; wir fragen nach Ihrer Kundennummer.`,
    },
  },
  {
    category: "accounts",
    en: {
      title: "Set up two-step sign-in",
      text: `With two-step sign-in a stolen password alone is worth nothing. You need a phone with an authenticator app; any app that reads TOTP codes will do.

## Switch it on

1. Go to **Profile → Security** and choose **Two-step sign-in**.
2. Scan the picture with the app.
3. Type the six digits it shows.
4. Print the ten recovery codes and keep them away from the phone.

## I have a new phone

Sign in with a recovery code, switch two-step sign-in off and on again, and scan the new picture.

## I have lost phone and codes

Then we have to make sure that it is you. Come by with an ID, or ask your supervisor to write to us. This takes until the next working day at most.`,
    },
    de: {
      title: "Zweistufige Anmeldung einrichten",
      text: `Mit der zweistufigen Anmeldung ist ein gestohlenes Passwort allein nichts wert. Sie brauchen ein Telefon mit einer Authenticator-App; jede App, die TOTP-Codes liest, genügt.

## Einschalten

1. Gehen Sie zu **Profil → Sicherheit** und wählen Sie **Zweistufige Anmeldung**.
2. Scannen Sie das Bild mit der App.
3. Tippen Sie die sechs Ziffern ab, die sie anzeigt.
4. Drucken Sie die zehn Ersatzcodes aus und bewahren Sie sie getrennt vom Telefon auf.

## Ich habe ein neues Telefon

Melden Sie sich mit einem Ersatzcode an, schalten Sie die zweistufige Anmeldung aus und wieder ein und scannen Sie das neue Bild.

## Telefon und Codes sind weg

Dann müssen wir sicherstellen, dass Sie es sind. Kommen Sie mit einem Ausweis vorbei oder bitten Sie Ihre Vorgesetzte, uns zu schreiben. Das dauert höchstens bis zum nächsten Arbeitstag.`,
    },
  },
  {
    category: "accounts",
    en: {
      title: "Request access for a new colleague",
      text: `Please write to us at least three working days before the first day and tell us:

- name and start date
- department and room
- which shared mailboxes and folders
- laptop or desktop, phone or not

The account is created the evening before. The start password goes to the supervisor, never to a private address.`,
    },
    de: {
      title: "Zugang für neue Kolleginnen und Kollegen",
      text: `Bitte schreiben Sie uns spätestens drei Arbeitstage vor dem ersten Tag und nennen Sie:

- Name und Eintrittsdatum
- Abteilung und Raum
- welche gemeinsamen Postfächer und Ordner
- Laptop oder fester Rechner, Telefon ja oder nein

Das Konto wird am Vorabend angelegt. Das Startpasswort geht an die Führungskraft, nie an eine private Adresse.`,
    },
  },
  {
    category: "mail",
    en: {
      title: "Set up mail on your phone",
      text: `## iPhone

Open **Settings → Mail → Accounts → Add account → Microsoft Exchange**, type your address, then sign in in the window that opens.

## Android

Open the mail app, choose **Add account → Exchange and Office 365**, and sign in.

## Settings by hand

| | Server | Port | Encryption |
|---|---|---|---|
| Incoming (IMAP) | imap.demo.example | 993 | TLS |
| Outgoing (SMTP) | smtp.demo.example | 465 | TLS |

The user name is always your whole address.`,
    },
    de: {
      title: "Mail auf dem Telefon einrichten",
      text: `## iPhone

Öffnen Sie **Einstellungen → Mail → Accounts → Account hinzufügen → Microsoft Exchange**, geben Sie Ihre Adresse ein und melden Sie sich in dem Fenster an, das sich öffnet.

## Android

Öffnen Sie die Mail-App, wählen Sie **Konto hinzufügen → Exchange und Office 365** und melden Sie sich an.

## Einstellungen von Hand

| | Server | Port | Verschlüsselung |
|---|---|---|---|
| Eingang (IMAP) | imap.demo.example | 993 | TLS |
| Ausgang (SMTP) | smtp.demo.example | 465 | TLS |

Der Benutzername ist immer Ihre ganze Adresse.`,
    },
  },
  {
    category: "mail",
    en: {
      title: "My mailbox is full",
      text: `From 95 % on you get a warning each morning; at 100 % you can no longer send.

1. Sort the inbox and *Sent items* by size and delete large attachments you have saved elsewhere.
2. Empty the bin: deleted mail still counts.
3. Use **Archive** for everything older than a year. The archive has no limit.

Shared mailboxes have twice the room. If yours is too small because of your work, write to us; a larger one costs 3 € a month.`,
    },
    de: {
      title: "Mein Postfach ist voll",
      text: `Ab 95 % erhalten Sie jeden Morgen eine Warnung; bei 100 % können Sie nichts mehr senden.

1. Sortieren Sie Posteingang und *Gesendete Elemente* nach Größe und löschen Sie große Anhänge, die Sie anderswo gespeichert haben.
2. Leeren Sie den Papierkorb: Gelöschtes zählt noch mit.
3. Nutzen Sie **Archivieren** für alles, was älter als ein Jahr ist. Das Archiv hat keine Grenze.

Gemeinsame Postfächer haben doppelt so viel Platz. Reicht Ihres für Ihre Arbeit nicht, schreiben Sie uns; ein größeres kostet 3 € im Monat.`,
    },
  },
  {
    category: "mail",
    en: {
      title: "How to recognise a phishing mail",
      text: `Be careful when a mail

- presses you for time (*your account will be deleted today*),
- wants you to sign in somewhere,
- comes from a known name but a strange address,
- brings an attachment you did not expect.

## What to do

Do not click. Do not answer. Choose **Report phishing** in the mail program, or forward the mail to us as an attachment.

## I have already clicked

Change your password at once, then call us. Nobody will be cross with you: every minute counts more than how it happened.`,
    },
    de: {
      title: "Woran Sie eine Phishing-Mail erkennen",
      text: `Seien Sie vorsichtig, wenn eine Mail

- Sie unter Druck setzt (*Ihr Konto wird heute gelöscht*),
- will, dass Sie sich irgendwo anmelden,
- von einem bekannten Namen, aber einer fremden Adresse kommt,
- einen Anhang hat, den Sie nicht erwarten.

## Was Sie tun sollten

Nicht klicken. Nicht antworten. Wählen Sie im Mailprogramm **Phishing melden** oder leiten Sie uns die Mail als Anhang weiter.

## Ich habe schon geklickt

Ändern Sie sofort Ihr Passwort und rufen Sie uns dann an. Niemand ist Ihnen böse: Jede Minute zählt mehr als die Frage, wie es passiert ist.`,
    },
  },
  {
    category: "mail",
    en: {
      title: "Set an out-of-office reply",
      text: `In the mail program: **File → Automatic replies**. In the browser: **Settings → Mail → Automatic replies**.

Set a start and an end, so that you cannot forget to switch it off. Say who helps in the meantime, and write a shorter text for people outside: they need not know where you are.`,
    },
    de: {
      title: "Abwesenheitsnotiz einrichten",
      text: `Im Mailprogramm: **Datei → Automatische Antworten**. Im Browser: **Einstellungen → Mail → Automatische Antworten**.

Legen Sie Beginn und Ende fest, dann können Sie das Abschalten nicht vergessen. Nennen Sie Ihre Vertretung und schreiben Sie für Außenstehende einen kürzeren Text: Sie müssen nicht wissen, wo Sie sind.`,
    },
  },
];
