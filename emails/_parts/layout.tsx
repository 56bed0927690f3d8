import type { ReactNode } from "react";
import { Body, Container, Head, Html, Preview } from "react-email";

/** The sheet every mail is written on. Colours are left to the reader's program, so that dark mode stays dark. */
export function Layout({ locale, preview, children }: { locale: string; preview: string; children: ReactNode }) {
  return (
    <Html lang={locale}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body
        style={{
          fontFamily: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
          fontSize: 15,
          lineHeight: "1.55",
          margin: 0,
        }}
      >
        <Container style={{ maxWidth: 640, margin: 0, padding: "8px 4px" }}>{children}</Container>
      </Body>
    </Html>
  );
}
