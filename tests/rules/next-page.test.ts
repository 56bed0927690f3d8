import { expect, test } from "vitest";
import { pathAfterSignIn } from "@/app/_door/next-page";

test.each([
  ["/tickets?queue=Support#1", "/tickets?queue=Support#1"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example/x", "/"],
  ["/\r\n/evil.example", "/"],
  ["/.//evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
])("after signing in %j leads to %s", (wanted, path) => expect(pathAfterSignIn(wanted)).toBe(path));
