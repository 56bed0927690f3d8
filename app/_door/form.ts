import { z } from "zod";
import type { NewFile } from "@/domain/tickets/add-message";
import type { Result } from "./action";

/** What a form shows again after a refusal: the sentence, the fields it is about, and everything that was typed. */
export type FormState = { message: string; fields: string[]; typed: Record<string, string> } | null;

export const formState = (result: Result<unknown>, typed: Record<string, string>): FormState =>
  result.ok ? null : { message: result.error.message, fields: Object.keys(result.error.fields ?? {}), typed };

const MAX_FILES = 20;
const MAX_BYTES = 20 * 1024 * 1024;

/** Files of a plain form. A browser sends an empty one where none was chosen. */
export const uploads = z
  .array(z.instanceof(File).refine((file) => file.size <= MAX_BYTES))
  .transform((files) => files.filter((file) => file.size > 0 || file.name !== ""))
  .refine((files) => files.length <= MAX_FILES);

export const uploaded = (files: File[]): Promise<NewFile[]> =>
  Promise.all(
    files.map(async (file) => ({
      bytes: Buffer.from(await file.arrayBuffer()),
      filename: file.name.slice(0, 255) || "file",
      contentType: file.type || "application/octet-stream",
    })),
  );
