import "@/domain/projections";
import NextAuth from "next-auth";
import { authOptions } from "@/app/_door/auth";

const handler = NextAuth(authOptions);

export { handler as GET, handler as POST };
