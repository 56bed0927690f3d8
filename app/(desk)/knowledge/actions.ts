"use server";

import { z } from "zod";
import { action } from "@/app/_door/action";
import { archiveArticle, deleteArticle, restoreArticle } from "@/domain/faq/archive";
import { publishArticle, withdrawArticle } from "@/domain/faq/publish";
import { createArticle, saveArticle } from "@/domain/faq/write";

const locale = z.enum(["en", "de"]);
const text = { locale, title: z.string().max(500), html: z.string().max(1_000_000) };
const place = { category: z.string().nullable(), visibility: z.enum(["internal", "customers", "public"]) };
const id = z.uuid();

export const create = action(z.strictObject({ ...text, ...place, slug: z.string().optional() }), createArticle);

const change = z.strictObject({ id, ...text, ...place, slug: z.string().optional(), revision: z.number().int().optional() });
export const save = action(change, (actor, { id: articleId, ...wanted }) => saveArticle(actor, articleId, wanted));

export const publish = action(z.strictObject({ id, locale }), (actor, { id: articleId, ...which }) =>
  publishArticle(actor, articleId, which),
);
export const withdraw = action(z.strictObject({ id, locale }), (actor, which) => withdrawArticle(actor, which.id, which.locale));
export const archive = action(z.strictObject({ id }), (actor, which) => archiveArticle(actor, which.id));
export const restore = action(z.strictObject({ id }), (actor, which) => restoreArticle(actor, which.id));
export const remove = action(z.strictObject({ id }), (actor, which) => deleteArticle(actor, which.id));
