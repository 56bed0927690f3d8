import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PRODUCT } from "@/lib/product";

/**
 * AGPL section 13. A desk that runs changed code sets SOURCE_URL to where its users get that source; without it this
 * page says what runs here and under which licence.
 */
export async function GET(): Promise<Response> {
  if (process.env.SOURCE_URL) return Response.redirect(process.env.SOURCE_URL, 302);
  const manifest = await readFile(join(process.cwd(), "package.json"), "utf8").catch(() => "");
  const text = `${PRODUCT.name} ${PRODUCT.version}\nLicence: ${PRODUCT.licence}\n\nThe source of this desk lies in the folder it was started from; its operator gives you a copy on request.\n\n${manifest}`;
  return new Response(text, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
