"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { replyAsCustomer } from "./actions";

export function ReplyAsCustomer({ mailId }: { mailId: string }) {
  const t = useTranslations("mailbox");
  const router = useRouter();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    const done = await replyAsCustomer({ mailId, text: String(new FormData(form).get("text")) });
    setBusy(false);
    setSaid(done.ok ? t("replied") : done.message);
    if (done.ok) form.reset();
    router.refresh();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <label className="flex flex-col gap-1 text-[13px] font-medium">
        {t("reply")}
        <textarea name="text" required rows={3} className="rounded-md border border-line-strong bg-surface p-2 font-normal" />
      </label>
      <div className="flex items-center gap-3">
        <Button type="submit" kind="primary" busy={busy}>
          {t("send")}
        </Button>
        <p role="status" className="text-[13px] text-muted">
          {said}
        </p>
      </div>
    </form>
  );
}
