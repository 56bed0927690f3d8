"use client";

import clsx from "clsx";
import { Lock, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Looking } from "@/realtime/use-live";
import { Avatar } from "./ui/avatar";
import { Tip } from "./ui/tooltip";

const SETTLED_MS = 1000;
const MOST = 4;

/** Who else is here and what they do. Whoever writes is named; the rest are faces. Said aloud once it has settled. */
export function PresenceStack({ people, className }: { people: readonly Looking[]; className?: string }) {
  const t = useTranslations("ticket");
  const sentence = (person: Looking) => t(person.doing, { name: person.name });
  const said = useSettled(people.map(sentence).join(", "));
  const writing = people.find((person) => person.doing === "replying") ?? people.find((person) => person.doing === "noting");
  return (
    <span data-testid="presence" className={clsx("inline-flex shrink-0 items-center gap-2", className)}>
      {writing && (
        <span
          aria-hidden
          className={clsx(
            "hidden items-center gap-1 text-xs font-medium sm:inline-flex",
            writing.doing === "replying" ? "text-accent" : "text-warn",
          )}
        >
          {writing.doing === "replying" ? <Pencil className="size-3" /> : <Lock className="size-3" />}
          {sentence(writing)}
        </span>
      )}
      <span className="inline-flex -space-x-1">
        {people.slice(0, MOST).map((person) => (
          <Tip key={person.id} text={sentence(person)}>
            <span className="inline-flex rounded-full p-0.5">
              <Avatar name={person.name} size={22} presence={person.doing} />
              <span className="sr-only">{sentence(person)}</span>
            </span>
          </Tip>
        ))}
      </span>
      {people.length > MOST && <span className="text-xs text-muted">+{people.length - MOST}</span>}
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </span>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
