import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const here = dirname(fileURLToPath(import.meta.url));
// A build is a copy below `.build/HASH`; packages lie in the checkout above it.
const root = process.env.OPEN_TICKET_ROOT ?? here;

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  turbopack: { root: resolve(root) },
  outputFileTracingRoot: resolve(root),
  serverExternalPackages: [
    "postgres",
    "react-email",
    "mailparser",
    "smtp-server",
    "nodemailer",
    "inngest",
    "pino",
    "pino-pretty",
    "hash-wasm",
    "sanitize-html",
    "html-to-text",
  ],
  // An answer carries its files (components/composer: 20 MB each), a third larger as base64. The default is 1 MB.
  experimental: { serverActions: { bodySizeLimit: "70mb" } },
  // Checked by `npm test`, not at every start of a demo.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "X-Frame-Options", value: "DENY" },
        ],
      },
    ];
  },
};

export default createNextIntlPlugin("./app/_i18n/request.ts")(config);
