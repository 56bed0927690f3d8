import { redirect } from "next/navigation";
import { currentActor } from "./_door/session";

/** Sends each person to his place. */
export default async function Home() {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  redirect(actor.kind === "agent" ? "/tickets" : "/portal");
}
