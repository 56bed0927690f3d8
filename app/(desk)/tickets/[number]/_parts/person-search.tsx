"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Field } from "@/components/ui/field";

export type Found = { id: string | null; name: string; email: string };

const MOST = 8;
const PAUSE_MS = 150;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Finds somebody by a piece of his name or address; with `allowNew` also a whole address that nobody has yet. */
export function PersonSearch({
  label,
  allowNew = false,
  onChoose,
}: {
  label: string;
  allowNew?: boolean;
  onChoose: (person: Found) => void;
}) {
  const t = useTranslations("ticketPeople");
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Found[] | null>(null);
  const [failed, setFailed] = useState(false);
  const wanted = words.trim();

  useEffect(() => {
    setFailed(false);
    if (wanted.length < 2) return setFound(null);
    const asked = new AbortController();
    const timer = setTimeout(async () => {
      const response = await fetch(`/api/v1/users?limit=${MOST}&q=${encodeURIComponent(wanted)}`, { signal: asked.signal }).catch(
        () => null,
      );
      if (asked.signal.aborted) return;
      setFailed(!response?.ok);
      if (response?.ok) setFound(((await response.json()) as { data: Found[] }).data);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [wanted]);

  const choose = (person: Found) => {
    setWords("");
    setFound(null);
    onChoose(person);
  };
  const isNew = allowNew && ADDRESS.test(wanted) && !found?.some((one) => one.email === wanted.toLowerCase());
  return (
    <div className="flex flex-col gap-1">
      <Field
        label={label}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder={t("find")}
        type="search"
        autoComplete="off"
        maxLength={100}
        onKeyDown={(event) => {
          const only = found?.length === 1 ? found[0] : undefined;
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (isNew) choose({ id: null, name: wanted, email: wanted });
          else if (only) choose(only);
        }}
      />
      {failed && (
        <p role="alert" className="text-xs text-bad">
          {t("searchFailed")}
        </p>
      )}
      <p className="sr-only" aria-live="polite">
        {found ? `${t("found")}: ${found.length}` : ""}
      </p>
      {(found !== null || isNew) && (
        <ul aria-label={t("found")} className="flex max-h-52 flex-col overflow-y-auto rounded-md border border-line">
          {found?.map((person) => (
            <li key={person.id}>
              <Choice person={person} onChoose={choose} />
            </li>
          ))}
          {isNew && (
            <li>
              <button type="button" onClick={() => choose({ id: null, name: wanted, email: wanted })} className={LINE}>
                <Plus className="size-4 shrink-0 text-faint" aria-hidden />
                <span className="truncate">{t("newAddress", { address: wanted })}</span>
              </button>
            </li>
          )}
          {found?.length === 0 && !isNew && <li className="px-2 py-1.5 text-sm text-muted">{t("nobodyFound")}</li>}
        </ul>
      )}
    </div>
  );
}

const LINE = "flex min-h-9 w-full items-center gap-2 px-2 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2 max-sm:min-h-10";

function Choice({ person, onChoose }: { person: Found; onChoose: (person: Found) => void }) {
  return (
    <button type="button" onClick={() => onChoose(person)} className={LINE}>
      <Avatar name={person.name} size={18} />
      <span className="min-w-0 truncate">
        {person.name} {person.name !== person.email && <span className="text-muted">{person.email}</span>}
      </span>
    </button>
  );
}
