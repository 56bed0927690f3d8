import { handler } from "@/app/_door/handler";
import { readDashboard } from "@/domain/reports/dashboard";
import { operations } from "../_routes";

export const GET = handler(operations["GET /dashboard"], async ({ actor }) => readDashboard(actor));
