"use client";

import "./globals.css";
import { KeptLook } from "@/components/kept-look";
import { BEFORE_PAINT } from "@/components/theme";
import { Button } from "@/components/ui/button";
import { PRODUCT } from "@/lib/product";

/** The last resort: the layout itself failed, so there are no translations to ask for. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <title>{PRODUCT.name}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours that must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: BEFORE_PAINT }} />
      </head>
      <body>
        <KeptLook />
        <main
          id="main"
          className="mx-auto flex min-h-dvh max-w-sm flex-col items-center justify-center gap-4 px-6 text-center"
          role="alert"
        >
          <h1 className="text-lg">Something went wrong on our side</h1>
          <p className="text-muted" lang="de">
            Auf unserer Seite ist etwas schiefgegangen.
          </p>
          {error.digest && <p className="font-mono text-xs text-faint">{error.digest}</p>}
          <Button onClick={reset}>Try again · Erneut versuchen</Button>
          <a href={PRODUCT.sourceUrl} className="text-xs text-faint hover:underline">
            Source
          </a>
        </main>
      </body>
    </html>
  );
}
