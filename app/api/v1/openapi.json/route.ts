import { openApi } from "../_openapi";

export const dynamic = "force-static";

export const GET = (): Response => Response.json(openApi());
