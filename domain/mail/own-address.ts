/** A token in an address (reply-address.ts) stands behind `+`, or behind `-` where the server knows no other separator. */
const TOKEN_TAG = /[+-]t\.[a-z2-7]{32}@/i;
const PLUS_TAG = /\+[^@]*@/;

/**
 * Which of our addresses a recipient means, or null: itself; without a note or token behind its name; a domain of ours
 * as a whole (`*@desk.example`); and `postmaster@`, which every domain that takes mail must answer to (RFC 5321 section
 * 4.5.1). `support+billing@` is itself where it was configured, and `support@` where not (docs: mail rules A16).
 */
export function matchOwnAddress(address: string, own: readonly string[]): string | null {
  const asked = address.trim().toLowerCase();
  const known = new Map(own.map((one) => [one.toLowerCase(), one]));
  const domain = asked.slice(asked.lastIndexOf("@") + 1);
  const sameDomain = () => own.find((one) => one.toLowerCase().endsWith(`@${domain}`));
  return (
    known.get(asked) ??
    known.get(asked.replace(TOKEN_TAG, "@")) ??
    known.get(asked.replace(PLUS_TAG, "@")) ??
    known.get(`*@${domain}`) ??
    (asked === `postmaster@${domain}` ? sameDomain() : undefined) ??
    null
  );
}

/** Whether an address is one we write from. That a whole domain comes to us does not make its people us. */
export function isOwnAddress(address: string, own: readonly string[]): boolean {
  const named = own.filter((one) => !one.startsWith("*@"));
  const match = matchOwnAddress(address, named);
  return match !== null && !address.trim().toLowerCase().startsWith("postmaster@");
}
