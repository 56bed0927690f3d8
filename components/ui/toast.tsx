"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

export type Toast = {
  title: string;
  text?: string;
  tone?: "plain" | "good" | "bad";
  action?: { label: string; run: () => void };
  seconds?: number;
};
type Shown = Toast & { id: number; open: boolean };

const Saying = createContext<(toast: Toast) => void>(() => undefined);

/** Says something in the corner: `toast({ title, action: { label: t("undo"), run } })`. F8 brings the focus there. */
export const useToast = () => useContext(Saying);

const LEAVING_MS = 200;
const MOST = 3;
const ICONS = { plain: Info, good: CircleCheck, bad: CircleAlert };

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const [shown, setShown] = useState<Shown[]>([]);
  const last = useRef(0);

  const say = useCallback((toast: Toast) => {
    last.current += 1;
    const id = last.current;
    setShown((before) => [...before.slice(1 - MOST), { ...toast, id, open: true }]);
  }, []);

  const leave = (id: number) => {
    setShown((before) => before.map((toast) => (toast.id === id ? { ...toast, open: false } : toast)));
    setTimeout(() => setShown((before) => before.filter((toast) => toast.id !== id)), LEAVING_MS);
  };

  return (
    <Saying.Provider value={say}>
      <Radix.Provider label={t("notification")} swipeDirection="right">
        {children}
        {shown.map(({ id, open, title, text, tone = "plain", action, seconds = action ? 10 : 5 }) => {
          const Icon = ICONS[tone];
          return (
            <Radix.Root
              key={id}
              open={open}
              onOpenChange={(stays) => !stays && leave(id)}
              duration={seconds * 1000}
              type={tone === "bad" ? "foreground" : "background"}
              className="flex animate-rise items-start gap-2.5 rounded-lg bg-raised py-2.5 pr-2 pl-3 text-sm shadow-float transition-opacity duration-200 data-[state=closed]:opacity-0"
            >
              <Icon
                className={clsx("mt-1 size-4 shrink-0", { plain: "text-faint", good: "text-good", bad: "text-bad" }[tone])}
                aria-hidden
              />
              <div className="min-w-0 flex-1 py-0.5">
                <Radix.Title className="font-medium">{title}</Radix.Title>
                {text && <Radix.Description className="text-muted">{text}</Radix.Description>}
              </div>
              {action && (
                <Radix.Action
                  altText={action.label}
                  onClick={action.run}
                  className="h-6 shrink-0 rounded px-2 font-medium text-accent hover:bg-hover"
                >
                  {action.label}
                </Radix.Action>
              )}
              <Radix.Close
                aria-label={t("dismiss")}
                className="inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-text"
              >
                <X className="size-3.5" aria-hidden />
              </Radix.Close>
            </Radix.Root>
          );
        })}
        <Radix.Viewport
          label={t("notifications", { hotkey: "F8" })}
          className="fixed right-0 bottom-0 z-50 flex w-96 max-w-full flex-col gap-2 p-4 pb-[max(1rem,env(safe-area-inset-bottom))] outline-none max-md:bottom-14"
        />
      </Radix.Provider>
    </Saying.Provider>
  );
}
