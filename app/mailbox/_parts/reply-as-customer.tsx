"use client";

import { Reply } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { replyAsCustomer } from "../actions";

export function ReplyAsCustomer({ mailId }: { mailId: string }) {
  const t = useTranslations("mailbox");
  const router = useRouter();
  const toast = useToast();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    const done = await replyAsCustomer({ mailId, text: String(new FormData(form).get("text")) }).catch(() => null);
    setBusy(false);
    setFault(done?.ok ? undefined : (done?.message ?? t("failed")));
    if (!done?.ok) return;
    form.reset();
    toast({ title: t("replied"), tone: "good" });
    router.refresh();
  };
  return (
    <form onSubmit={submit} className="flex shrink-0 flex-col gap-2 border-t border-line bg-canvas p-4">
      <TextArea label={t("reply")} name="text" rows={3} required error={fault} />
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          <Reply aria-hidden />
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
