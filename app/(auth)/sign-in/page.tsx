import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { pathAfterSignIn } from "@/app/_door/next-page";
import { currentActor } from "@/app/_door/session";
import { Logo } from "@/components/logo";
import { SourceLink } from "@/components/source-link";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/domain/setup/demo-people";
import { isDemoRequest } from "@/lib/mode";
import { SignInForm } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

type Props = { searchParams: Promise<{ next?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const next = pathAfterSignIn((await searchParams).next);
  if (await currentActor()) redirect(next);
  const t = await getTranslations("signIn");
  const demo = isDemoRequest(await headers())
    ? {
        password: DEMO_PASSWORD,
        people: DEMO_PEOPLE.map((p) => ({ name: p.name, email: p.email, what: "role" in p ? p.role : p.organization })),
      }
    : null;
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-6 py-10">
      <Logo large />
      <h1 className="sr-only">{t("title")}</h1>
      <SignInForm demo={demo} next={next} />
      <SourceLink />
    </main>
  );
}
