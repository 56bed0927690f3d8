const MB = 1024 * 1024;

/** Attachments come as base64, a third larger than they are. */
export const MAX_JSON_BYTES = 70 * MB;
export const maxMailBytes = (): number => Number(process.env.SMTP_MAX_BYTES) || 50 * MB;

/** The body of a request, or null when it is larger than `max`: it is then not read to its end. */
export async function readBody(request: Request, max: number): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length") ?? 0) > max) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > max) return null;
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}
