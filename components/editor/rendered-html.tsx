import clsx from "clsx";

/** What somebody wrote. `html` must come from lib/html: it is shown as it is. */
export function RenderedHtml({ html, className }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by lib/html on the server
  return <div className={clsx("mail-body", className)} dangerouslySetInnerHTML={{ __html: html }} />;
}
