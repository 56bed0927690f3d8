import "@/domain/projections";
import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { functions, inngest } from "@/inngest/functions";
import { isEmbedded } from "@/lib/inngest-place";

/** With the embedded engine nobody may call in from outside: its client runs without signatures. */
const handlers = isEmbedded() ? null : serve({ client: inngest, functions, serveOrigin: process.env.NEXTAUTH_URL });
const missing = () => new Response("Not found", { status: 404 });

export const GET = (request: NextRequest, context: unknown) => handlers?.GET(request, context as never) ?? missing();
export const POST = (request: NextRequest, context: unknown) => handlers?.POST(request, context as never) ?? missing();
export const PUT = (request: NextRequest, context: unknown) => handlers?.PUT(request, context as never) ?? missing();
