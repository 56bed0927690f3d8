import type { incomingMail } from "@/db/schema";
import { readBlob } from "../attachments/store";
import { type ParsedMail, parseMail } from "./parse";

/** The letter behind a row, read anew from its raw bytes: they are the truth, nothing parsed is kept beside them. */
export const readMail = async (mail: Pick<typeof incomingMail.$inferSelect, "rawHash">): Promise<ParsedMail> => parseMail(await readBlob(mail.rawHash));
