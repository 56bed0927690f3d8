import { handler } from "@/app/_door/handler";
import { listNotifications, readNotifications } from "@/domain/notifications/read";
import { operations } from "../_routes";

export const GET = handler(operations["GET /notifications"], ({ actor, query }) => listNotifications(actor, query));

export const PATCH = handler(operations["PATCH /notifications"], async ({ actor, body }) => {
  await readNotifications(actor, body);
  return listNotifications(actor);
});
