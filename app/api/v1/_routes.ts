import { z } from "zod";
import type { Operation } from "@/app/_door/handler";
import * as answers from "./_answers";
import * as schemas from "./_schemas";

const READ = ["read"] as const;
const WRITE = ["write"] as const;
const ADMIN = ["admin"] as const;
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
    summary: "Reply to the customer, add an internal note, or write down a telephone call",
    scopes: WRITE,
    body: schemas.newMessage,
    status: 201,
    answer: answers.message,
  },
  "POST /tickets/{number}/messages/{id}/allow": {
    summary: "Let a pending joiner's message into the conversation: public from its own time",
    scopes: WRITE,
    answer: maybeOutOfSight,
  },
  "POST /tickets/{number}/messages/{id}/split-out": {
    summary: "Make of a pending joiner's message a ticket of his own; answers that ticket",
    scopes: WRITE,
    status: 201,
    answer: maybeOutOfSight,
  },
  "PUT /tickets/{number}/participants/{person}": {
    summary: "Bring somebody into the conversation, by address or id; an address nobody has becomes a person",
    scopes: WRITE,
    answer: maybeOutOfSight,
  },
  "DELETE /tickets/{number}/participants/{person}": {
    summary: "Take somebody out of the conversation",
    scopes: WRITE,
    answer: maybeOutOfSight,
  },
  "GET /tickets/{number}/history": {
    summary: "What happened to a ticket, in order",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.historyEvent),
  },
  "GET /tickets/{number}/sla": {
    summary: "The clocks of a ticket, each with its intervals and the reason of each",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.clock),
  },
  "GET /tickets/{number}/tasks": {
    summary: "What is to be done for a ticket, in order",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.task),
  },
  "POST /tickets/{number}/tasks": {
    summary: "Add a task, or all those of a checklist; answers the ticket's tasks",
    scopes: WRITE,
    body: schemas.newTask,
    status: 201,
    answer: answers.listOf(answers.task),
  },
  "PATCH /tickets/{number}/tasks/{id}": {
    summary: "Change a task, tick it, move it",
    scopes: WRITE,
    body: schemas.taskChange,
    answer: answers.task,
  },
  "DELETE /tickets/{number}/tasks/{id}": { summary: "Take a task off the list", scopes: WRITE, answer: answers.gone },
  "GET /checklists": { summary: "Lists of tasks", scopes: READ, query: schemas.listQuery, answer: answers.listOf(answers.checklist) },
  "POST /checklists": { summary: "Make a checklist", scopes: ADMIN, body: schemas.newChecklist, status: 201, answer: answers.checklist },
  "GET /checklists/{id}": { summary: "A checklist", scopes: READ, answer: answers.checklist },
  "PATCH /checklists/{id}": {
    summary: "Change a checklist; tickets keep what was added",
    scopes: ADMIN,
    body: schemas.checklistChange,
    answer: answers.checklist,
  },
  "DELETE /checklists/{id}": { summary: "Take a checklist away", scopes: ADMIN, answer: answers.gone },
  "GET /calendars": { summary: "Business hours", scopes: READ, query: schemas.listQuery, answer: answers.listOf(answers.calendar) },
  "POST /calendars": { summary: "Make business hours", scopes: ADMIN, body: schemas.newCalendar, status: 201, answer: answers.calendar },
  "GET /calendars/{id}": { summary: "Business hours as they are now", scopes: READ, answer: answers.calendar },
  "PATCH /calendars/{id}": {
    summary: "Change business hours from now on, or from `validFrom`; what was counted stands",
    scopes: ADMIN,
    body: schemas.calendarChange,
    answer: answers.calendar,
  },
  "DELETE /calendars/{id}": {
    summary: "Take a calendar out of use; 409 while a policy counts with it",
    scopes: ADMIN,
    answer: answers.gone,
  },
  "POST /calendars/preview": {
    summary: "Try business hours: start and seconds give the due instant, start and end the seconds",
    scopes: READ,
    body: schemas.calendarPreview,
    answer: answers.previewed,
  },
  "GET /slas": {
    summary: "Policies in the order they are asked",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.listOf(answers.sla),
  },
  "POST /slas": { summary: "Make a policy", scopes: ADMIN, body: schemas.newSla, status: 201, answer: answers.sla },
  "GET /slas/{id}": { summary: "A policy as it is now", scopes: READ, answer: answers.sla },
  "PATCH /slas/{id}": {
    summary: "Change a policy from now on; elapsed time stands",
    scopes: ADMIN,
    body: schemas.slaChange,
    answer: answers.sla,
  },
  "DELETE /slas/{id}": { summary: "End a policy", scopes: ADMIN, answer: answers.gone },
  "GET /notifications": {
    summary: "Your own notifications, newest first",
    scopes: READ,
    query: schemas.listQuery,
    answer: answers.notices,
  },
  "PATCH /notifications": { summary: "Mark your notifications read", scopes: WRITE, body: schemas.noticesRead, answer: answers.notices },
  "GET /dashboard": { summary: "How the desk stands now, for those who report", scopes: READ, answer: answers.dashboard },
  "POST /mail/inbound": {
    summary: "Hand over a raw message: 202 with its id, 200 when it was known. Needs the scope mail:inject",
    query: schemas.inboundQuery,
    body: "message/rfc822",
    status: 202,
    answer: answers.accepted,
  },
  "GET /mail/inbound": {
    summary: "Mail that became no ticket: spam, or reports on undelivered mail",
    query: schemas.inboundList,
    answer: answers.listOf(answers.loggedMail),
  },
  "POST /mail/inbound/{id}/not-spam": {
    summary: "Say of a message under spam that it is none: it is processed again",
    scopes: WRITE,
    answer: answers.accepted,
  },
  "POST /mail/inbound/{id}/retry": {
    summary: "Process a message once more that could not be read",
    scopes: ADMIN,
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
    summary: "Mail that left a ticket or is to leave; without a ticket what has not left, for administrators",
    scopes: READ,
    query: schemas.outgoingQuery,
    answer: answers.listOf(answers.outgoing),
  },
  "POST /mail/outgoing/{id}/resend": {
    summary: "Send a mail once more that was held or could not be delivered, to those who have not got it",
    scopes: ADMIN,
    answer: answers.accepted,
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
  "GET /queues/{id}": { summary: "How a queue deals with mail", answer: answers.queueMail },
  "PATCH /queues/{id}": {
    summary: "Change how a queue deals with mail: receipts, answers to closed tickets, who joins, further addresses",
    body: schemas.queueMail,
    answer: answers.queueMail,
  },
  "GET /users": {
    summary: "People, agents and customers alike, by address",
    scopes: READ,
    query: schemas.peopleQuery,
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
