import { handler } from "@/app/_door/handler";
import { ticketIdByNumber } from "@/domain/tickets/load";
import { addParticipant, removeParticipant } from "@/domain/tickets/participants";
import { operations } from "../../../../_routes";
import { ticketAsWritten } from "../../../../_views";

export const PUT = handler(operations["PUT /tickets/{number}/participants/{person}"], async ({ actor, params }) => {
  const id = await ticketIdByNumber(params.number!);
  await addParticipant(actor, id, params.person!);
  return ticketAsWritten(actor, { id, number: params.number! });
});

export const DELETE = handler(operations["DELETE /tickets/{number}/participants/{person}"], async ({ actor, params }) => {
  const id = await ticketIdByNumber(params.number!);
  await removeParticipant(actor, id, params.person!);
  return ticketAsWritten(actor, { id, number: params.number! });
});
