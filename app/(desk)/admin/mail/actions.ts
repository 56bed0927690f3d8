"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { retryMail } from "@/domain/mail/receive";
import { resendMail } from "@/domain/mail/resend";

const one = z.strictObject({ id: z.uuid() });

export const readAgain = action(one, (actor, { id }) => retryMail(actor, id));
export const sendAgain = action(one, (actor, { id }) => resendMail(actor, id));
