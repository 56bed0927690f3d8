import { describe, expect, test } from "vitest";
import { type Candidate, type Evidence, type Standing, type Trust, threadMail, type Verdict, whoCounts } from "@/domain/mail/thread";

const ORDER: [Evidence, Trust][] = [
  ["reply-address", "strong"],
  ["signed-message-id", "strong"],
  ["stored-message-id", "medium"],
  ["marker", "medium"],
  ["external-number", "medium"],
  ["subject-number", "weak"],
];
const found = (evidence: Evidence, ticketId: string = evidence, lastActivityAt?: Date): Candidate => ({
  ticketId,
  evidence,
  proof: "x",
  lastActivityAt,
});

describe("which ticket", () => {
  test.each(ORDER)("%s is %s evidence and wins over all below it", (evidence, trust) => {
    const at = ORDER.findIndex(([one]) => one === evidence);
    const threaded = threadMail(
      ORDER.slice(at)
        .toReversed()
        .map(([one]) => found(one)),
    );
    expect(threaded).toMatchObject({ ticketId: evidence, evidence, trust });
    expect(threaded.candidates).toHaveLength(ORDER.length - at);
  });

  test("nothing found is said in a sentence", () =>
    expect(threadMail([])).toMatchObject({ ticketId: null, evidence: null, trust: null, reason: "It names no conversation of ours." }));
  test("among equals the first wins: the newest id a letter names", () =>
    expect(threadMail([found("stored-message-id", "newer"), found("stored-message-id", "older")]).ticketId).toBe("newer"));
  test("among equals the ticket with the latest activity wins where that is known", () =>
    expect(threadMail([found("subject-number", "quiet", new Date(1)), found("subject-number", "lively", new Date(2))]).ticketId).toBe(
      "lively",
    ));
  test("other tickets that were named are told of", () =>
    expect(threadMail([found("marker", "a"), found("subject-number", "b")]).reason).toContain("1 other ticket"));
});

describe("who counts", () => {
  const base = { forwarded: false, customer: "omar@acme.example", participants: ["zoe@acme.example"] };
  test.each<[Trust, Verdict, string, boolean, Standing["outcome"]]>([
    ["strong", "pass", "omar@acme.example", false, "attach"],
    ["strong", "none", "Zoe@ACME.example", false, "attach"],
    ["strong", "fail", "omar@acme.example", false, "attach"],
    ["strong", "none", "stranger@x.example", false, "pending-joiner"],
    ["strong", "fail", "stranger@x.example", false, "pending-joiner"],
    ["strong", "none", "omar@acme.example", true, "attach"],
    ["medium", "none", "omar@acme.example", false, "attach"],
    ["medium", "none", "stranger@x.example", false, "pending-joiner"],
    ["medium", "fail", "omar@acme.example", false, "new"],
    ["medium", "fail", "stranger@x.example", false, "new"],
    ["weak", "none", "omar@acme.example", false, "attach"],
    ["weak", "none", "stranger@x.example", false, "new-linked"],
    ["weak", "pass", "stranger@x.example", false, "new-linked"],
    ["weak", "fail", "omar@acme.example", false, "new"],
    ["weak", "none", "omar@acme.example", true, "new"],
    ["weak", "none", "stranger@x.example", true, "new"],
  ])("%s evidence, verdict %s, from %s, forwarded %s: %s", (trust, verdict, sender, forwarded, outcome) => {
    const standing = whoCounts({ ...base, trust, verdict, sender, forwarded });
    expect(standing.outcome).toBe(outcome);
    expect(standing.reason).toMatch(/[.]$/);
  });

  test("somebody whose organisation may answer is heard, but not with a failed verdict", () => {
    const asked = { ...base, sender: "boss@acme.example", mayReply: true };
    expect(whoCounts({ ...asked, trust: "weak", verdict: "none" }).outcome).toBe("attach");
    expect(whoCounts({ ...asked, trust: "medium", verdict: "fail" }).outcome).toBe("new");
  });
});
