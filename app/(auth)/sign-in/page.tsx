import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/_door/session";
import { SourceLink } from "@/components/source-link";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/domain/setup/demo-people";
import { isDemoRequest } from "@/lib/mode";
import { SignInForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage() {
  if (await currentActor()) redirect("/");
  const t = await getTranslations("signIn");
  const demo = isDemoRequest(await headers())
    ? {
        password: DEMO_PASSWORD,
        people: DEMO_PEOPLE.map((p) => ({ name: p.name, email: p.email, what: "role" in p ? p.role : p.organization })),
      }
    : null;
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-6 py-10">
      <div className="flex items-center gap-2.5">
        <span className="inline-flex size-8 items-center justify-center rounded-lg bg-accent font-bold text-on-accent" aria-hidden>
          O
        </span>
        <span className="text-lg font-semibold">Open Ticket</span>
      </div>
      <h1 className="sr-only">{t("title")}</h1>
      <SignInForm demo={demo} />
      <SourceLink />
    </main>
  );
}
