import { z } from "zod";
import type { Operation } from "@/app/_door/handler";
import * as answers from "./_answers";
import * as schemas from "./_schemas";

const READ = ["read"] as const;
const WRITE = ["write"] as const;
const maybeOutOfSight = z.union([answers.ticketPage, answers.outOfSight]);

/** Every call there is, by method and path. Each route takes its own from here, so what is told is what is checked. */
export const operations = {
  "GET /tickets": {
    summary: "Tickets you may see, newest change first",
    scopes: READ,
    query: schemas.ticketQuery,
    answer: answers.listOf(answers.ticket),
  },
  "POST /tickets": {
    summary: "Open a ticket for a customer, who is found by address or made",
    scopes: WRITE,
    body: schemas.newTicket,
    status: 201,
    answer: maybeOutOfSight,
  },
  "GET /tickets/{number}": { summary: "A ticket with its messages", scopes: READ, answer: answers.ticketPage },
  "PATCH /tickets/{number}": {
    summary: "Change a ticket: all of it or nothing; 409 with the current ticket when `revision` is stale",
    scopes: ["read", "write"],
    body: schemas.ticketChange,
    answer: maybeOutOfSight,
  },
  "POST /tickets/{number}/messages": {
    summary: "Reply to the customer, or add an internal note",
    scopes: WRITE,
    body: schemas.newMessage,
    status: 201,
    answer: answers.message,
  },
  "GET /tickets/{number}/history": {
    summary: "What happened to a ticket, in order",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.historyEvent),
  },
  "POST /mail/inbound": {
    summary: "Hand over a raw message: 202 with its id, 200 when it was known. Needs the scope mail:inject",
    query: schemas.inboundQuery,
    body: "message/rfc822",
    status: 202,
    answer: answers.accepted,
  },
  "GET /mail/inbound/{id}": {
    summary: "What became of a message. Needs the scope mail:inject or admin",
    query: schemas.inboundWait,
    answer: answers.inbound,
  },
  "GET /mail/inbound/{id}/raw": {
    summary: "A message as it came. Needs the scope mail:inject or admin",
    answer: "message/rfc822",
  },
  "GET /mail/outgoing": {
    summary: "Mail that left a ticket or is to leave",
    scopes: READ,
    query: schemas.outgoingQuery,
    answer: answers.listOf(answers.outgoing),
  },
  "GET /mail/outgoing/{id}/raw": { summary: "A mail as it was sent", scopes: READ, answer: "message/rfc822" },
  "GET /changes": {
    summary: "What happened after `since`, as far as you may hear of it; ask again from `seq` until nothing comes",
    scopes: READ,
    query: schemas.changesQuery,
    answer: answers.changes,
  },
  "GET /attachments/{id}": {
    summary: "The bytes of an attachment",
    scopes: READ,
    query: schemas.attachmentQuery,
    answer: "application/octet-stream",
  },
  "GET /queues": {
    summary: "Queues whose tickets you may read, with what is on the desk in each",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.queue),
  },
  "GET /users": {
    summary: "People, agents and customers alike, by address",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.user),
  },
  "GET /faq/articles": {
    summary: "Articles of the FAQ with their drafts, newest change first; archived ones by their state only",
    scopes: READ,
    query: schemas.articleQuery,
    answer: answers.listOf(answers.article),
  },
  "POST /faq/articles": {
    summary: "Write an article, as a draft unless `publish` says otherwise",
    scopes: ["read", "write"],
    body: schemas.newArticle,
    status: 201,
    answer: answers.articlePage,
  },
  "GET /faq/articles/{id}": { summary: "An article with what was last saved in each language", scopes: READ, answer: answers.articlePage },
  "PATCH /faq/articles/{id}": {
    summary: "Change an article, or one language of it; 409 when `revision` is stale",
    scopes: ["read", "write"],
    body: schemas.articleChange,
    answer: answers.articlePage,
  },
  "DELETE /faq/articles/{id}": {
    summary: "Delete a draft; what was ever published is archived",
    scopes: WRITE,
    answer: answers.articleDeleted,
  },
  "GET /faq/categories": {
    summary: "The categories of the FAQ in order, parents told by `parentId`",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.category),
  },
  "POST /faq/categories": {
    summary: "Make a category",
    scopes: ["admin"],
    body: schemas.newCategory,
    status: 201,
    answer: answers.category,
  },
  "PATCH /faq/categories/{id}": {
    summary: "Rename or move a category",
    scopes: ["admin"],
    body: schemas.categoryChange,
    answer: answers.category,
  },
  "DELETE /faq/categories/{id}": {
    summary: "Delete a category that holds nothing",
    scopes: ["admin"],
    answer: answers.categoryDeleted,
  },
  "GET /search": {
    summary: "Tickets and FAQ articles you may read, best first, with what was found marked",
    scopes: READ,
    query: schemas.searchQuery,
    answer: answers.found,
  },
} as const satisfies Record<string, Operation>;
