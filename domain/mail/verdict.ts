import type { ParsedMail } from "./parse";
import type { Verdict } from "./thread";

/** Names by which servers of ours sign their results, and how many of our own servers a letter passes. */
export type Trusted = { authservIds: readonly string[]; hops: number };
export type Judged = { verdict: Verdict; reason: string };

/**
 * What is known of the sender, from the topmost Authentication-Results (RFC 8601) of a server of ours. A result that
 * stands below the Received line of our last own server was brought along by the letter, and so is worth nothing (docs:
 * mail rules A1.4). `fail` only for a domain that asks for a consequence; a signature of another domain proves nothing.
 */
export function verdictOf(mail: ParsedMail, { authservIds, hops }: Trusted): Judged {
  if (authservIds.length === 0) return { verdict: "none", reason: "Nobody was asked about the sender." };
  const lines = mail.headerLines();
  const received = lines.flatMap(([name], i) => (name === "received" ? [i] : []));
  const border = received[hops] ?? lines.length;
  const results = lines.slice(0, border).find(([name]) => name === "authentication-results")?.[1];
  const by = (results ?? "").split(";", 1)[0]!.trim().split(/\s/, 1)[0]!.toLowerCase();
  if (!results || !authservIds.some((id) => id.toLowerCase() === by)) {
    return { verdict: "none", reason: "No server of ours says anything about the sender." };
  }
  const findings = results.slice(results.indexOf(";") + 1).split(";");
  return judge(findings, mail.from?.address.toLowerCase() ?? "");
}

function judge(findings: readonly string[], address: string): Judged {
  const from = domainOf(address);
  const of = (method: string) => findings.filter((one) => new RegExp(`^\\s*${method}\\s*=`, "i").test(one));
  const passes = (finding: string) => /^\s*\w+\s*=\s*pass\b/i.test(finding);
  const dmarc = of("dmarc")[0];
  // Two readers of an odd From may see two addresses in it: what was proved must be the one that we saw.
  const isOurs = isAligned(/header\.from\s*=\s*"?([^\s;"]+)/i.exec(dmarc ?? "")?.[1], from);
  // Who signed in as one may write as another: only for the address he signed in with (A4).
  if (of("auth").some((one) => passes(one) && /smtp\.auth\s*=\s*"?([^\s;"]+)/i.exec(one)?.[1]?.toLowerCase() === address))
    return { verdict: "pass", reason: "The sender signed in at a server of ours." };
  if (dmarc && passes(dmarc) && isOurs) return { verdict: "pass", reason: "The sender's domain stands by this mail (DMARC)." };
  if (dmarc && /=\s*fail\b/i.test(dmarc) && !/\bp\s*=\s*none\b/i.test(dmarc)) {
    return { verdict: "fail", reason: "The sender's domain disowns this mail (DMARC)." };
  }
  const aligned = (finding: string, property: RegExp) => passes(finding) && isAligned(property.exec(finding)?.[1], from);
  if (of("dkim").some((one) => aligned(one, /header\.(?:d|i)\s*=\s*"?(?:[^@\s;"]*@)?([^\s;"]+)/i)))
    return { verdict: "pass", reason: "It is signed by the sender's own domain (DKIM)." };
  if (of("spf").some((one) => aligned(one, /smtp\.mailfrom\s*=\s*"?(?:[^@\s;"]*@)?([^\s;"]+)/i)))
    return { verdict: "pass", reason: "It came from a server the sender's domain names (SPF)." };
  return { verdict: "none", reason: "The server's results prove nothing about the sender." };
}

/** The same domain or one below it. Stricter than DMARC's relaxed mode, which needs a list of public suffixes. */
const isAligned = (proved: string | undefined, from: string): boolean => {
  const domain = proved?.toLowerCase() ?? "";
  return domain !== "" && from !== "" && (domain === from || from.endsWith(`.${domain}`)) && domain.includes(".");
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
