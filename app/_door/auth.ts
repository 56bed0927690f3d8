import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { type SignedIn, signIn } from "@/domain/people/sign-in";
import { signInByLink } from "@/domain/people/sign-in-link";
import { isRefusal } from "@/lib/errors";

declare module "next-auth" {
  interface Session {
    personId?: string;
    sessionVersion?: number;
  }
  interface User {
    personId: string;
    sessionVersion: number;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    personId?: string;
    sessionVersion?: number;
  }
}

/** Somebody signed in as next-auth takes him; null for who was refused. */
async function entering(signingIn: Promise<SignedIn>) {
  try {
    const person = await signingIn;
    return { id: person.personId, ...person };
  } catch (error) {
    if (isRefusal(error) && error.code === "too_many") throw new Error("too_many");
    if (isRefusal(error)) return null;
    throw error;
  }
}

const TWELVE_HOURS = 12 * 60 * 60;

/** The cookie names a person and the version of his sessions, nothing else; both are checked at every request. */
export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: 7 * 2 * TWELVE_HOURS, updateAge: TWELVE_HOURS },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: {} },
      authorize: (credentials) => entering(signIn(String(credentials?.email ?? ""), String(credentials?.password ?? ""))),
    }),
    CredentialsProvider({
      id: "link",
      credentials: { token: {} },
      authorize: (credentials) => entering(signInByLink(String(credentials?.token ?? ""))),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) =>
      user
        ? { personId: user.personId, sessionVersion: user.sessionVersion }
        : { personId: token.personId, sessionVersion: token.sessionVersion },
    session: ({ session, token }) => ({ ...session, personId: token.personId, sessionVersion: token.sessionVersion, user: undefined }),
  },
};
