const BASE = "http://ours.invalid";

/**
 * Where a sign-in leads back to: a path of ours, never another site's. Read as a browser reads it (WHATWG URL: tabs and
 * line ends vanish, a backslash is a slash), and given back as it was read.
 */
export function pathAfterSignIn(wanted: string | undefined): string {
  if (!wanted?.startsWith("/") || !URL.canParse(wanted, BASE)) return "/";
  const { origin, pathname, search, hash } = new URL(wanted, BASE);
  // "/.//evil.example" is ours as a URL, and another site's as the path it gives.
  return origin === BASE && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : "/";
}
