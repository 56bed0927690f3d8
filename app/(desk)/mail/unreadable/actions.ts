"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { retryMail } from "@/domain/mail/receive";

export const retry = action(z.strictObject({ mailId: z.uuid() }), (actor, { mailId }) => retryMail(actor, mailId));
